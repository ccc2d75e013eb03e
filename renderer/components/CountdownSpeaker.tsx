// Says, to people who hear the window, when a token's life crosses five minutes, one minute, or its end; never each second.
import { useEffect, useRef } from "react";
import { scopeSetName } from "../../shared/displayNames.ts";
import type { Account } from "../../shared/snapshot.ts";
import { countdownWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import { useNow } from "../state/useNow.ts";

/** The threshold a life is below, in minutes; 0 once it has ended. */
type Below = 5 | 1 | 0;

export function CountdownSpeaker() {
  const { snapshot, say } = useApp();
  const now = useNow();
  const seen = useRef(new Map<string, Below | undefined>());

  useEffect(() => {
    const next = new Map<string, Below | undefined>();
    const said: string[] = [];
    for (const { key, name, endsAt } of livesOf(snapshot.accounts)) {
      const below = belowOf(endsAt - now);
      next.set(key, below);
      // What is below a threshold when it is first seen has crossed nothing.
      if (below !== undefined && seen.current.has(key) && seen.current.get(key) !== below)
        said.push(words(name, below));
    }
    seen.current = next;
    if (said.length > 0) say(said.join(" "));
  }, [snapshot.accounts, now, say]);
  return null;
}

interface Life {
  /** Another for each token, so that a new one begins anew. */
  readonly key: string;
  readonly name: string;
  readonly endsAt: number;
}

function livesOf(accounts: readonly Account[]): readonly Life[] {
  return accounts.flatMap((account) =>
    account.scopeSets.flatMap((set) => {
      const endsAt = set.token?.expiresAt;
      if (endsAt === undefined) return [];
      return [{ key: `${account.id} ${set.id} ${endsAt}`, name: scopeSetName(set), endsAt }];
    }),
  );
}

function belowOf(leftMs: number): Below | undefined {
  if (leftMs <= 0) return 0;
  if (leftMs <= 60_000) return 1;
  return leftMs <= 300_000 ? 5 : undefined;
}

function words(name: string, below: Below): string {
  return below === 0 ? countdownWords.ended(name) : countdownWords.minutes(name, below);
}
