// What the tray's icon and tooltip say at a glance.
import { accountName, oneLineOfProse, scopeSetName } from "./displayNames.ts";
import type { Snapshot } from "./snapshot.ts";
import { cannotBeOpened } from "./storageCauseWords.ts";
import { minutesLeft } from "./timeWords.ts";
import { accountsThatNeedYou } from "./trayMenu.ts";
import { tooltipWords } from "./trayWords.ts";

export const trayStates = ["ok", "refreshing", "needsYou", "signedOut"] as const;
export type TrayState = (typeof trayStates)[number];

/** What waits for a person counts most. */
export function trayState(snapshot: Snapshot): TrayState {
  if (accountsThatNeedYou(snapshot).length > 0) return "needsYou";
  const sets = snapshot.accounts.flatMap((account) => account.scopeSets);
  const signingIn = snapshot.signIn !== undefined && snapshot.signIn.result === undefined;
  if (signingIn || sets.some((set) => set.state === "refreshing")) return "refreshing";
  if (snapshot.accounts.length > 0) return "ok";
  return snapshot.storage.waiting > 0 ? "needsYou" : "signedOut";
}

/** Which token ends next, and how many accounts need a person. Windows shows no more than 127 characters. */
export function trayTooltip(snapshot: Snapshot, now: number): string {
  const needing = accountsThatNeedYou(snapshot).length;
  const needYou = needing === 0 ? [] : [tooltipWords.needYou(needing)];
  return [tooltipWords.name, ...needYou, nextEnd(snapshot, now)].join("\n").slice(0, 120).toWellFormed();
}

function nextEnd(snapshot: Snapshot, now: number): string {
  if (snapshot.lock !== undefined) return tooltipWords.locked;
  const { waiting } = snapshot.storage;
  if (snapshot.accounts.length === 0) return waiting > 0 ? cannotBeOpened(waiting) : tooltipWords.signedOut;
  const lives = snapshot.accounts.flatMap((account) =>
    account.scopeSets.flatMap((set) =>
      set.token !== undefined && set.token.expiresAt > now ? [{ account, set, endsAt: set.token.expiresAt }] : [],
    ),
  );
  const next = lives.toSorted((a, b) => a.endsAt - b.endsAt)[0];
  if (next === undefined) return tooltipWords.noToken;
  const account = oneLineOfProse(accountName(next.account), 40);
  const scopeSet = oneLineOfProse(scopeSetName(next.set), 25);
  return tooltipWords.nextEnd(account, scopeSet, minutesLeft(next.endsAt - now));
}
