// The failures of commands that were asked for from this window, each until it is dismissed, overtaken or left behind.
import { useCallback, useState } from "react";
import type { CommandName } from "../../shared/contract.ts";
import type { Failure, Outcome } from "../../shared/failure.ts";

export interface Trouble {
  /** What was asked, and about what: the same asked again takes its place. */
  readonly key: string;
  readonly failure: Failure;
  /** Whom the command was about, where its input said so. */
  readonly accountId?: string | undefined;
  readonly scopeSetId?: string | undefined;
}

export interface Troubles {
  /** Newest first. */
  readonly troubles: readonly Trouble[];
  /** What came of a command: a failure is shown, a success takes the failure before it away. */
  readonly hear: (name: CommandName, input: object, outcome: Outcome<unknown>) => void;
  readonly dismiss: (key: string) => void;
  readonly clear: () => void;
}

const mostShown = 5;

export function useTroubles(): Troubles {
  const [troubles, setTroubles] = useState<readonly Trouble[]>([]);
  const hear = useCallback<Troubles["hear"]>((name, input, outcome) => {
    const about = subjectOf(input);
    const key = [name, about.accountId, about.scopeSetId].join(" ");
    const isShown = !outcome.ok && outcome.failure.kind !== "cancelled";
    setTroubles((old) => {
      const others = old.filter((trouble) => trouble.key !== key);
      if (!isShown) return others.length === old.length ? old : others;
      return [{ key, failure: outcome.failure, ...about }, ...others].slice(0, mostShown);
    });
  }, []);
  const dismiss = useCallback((key: string) => setTroubles((old) => old.filter((each) => each.key !== key)), []);
  const clear = useCallback(() => setTroubles((old) => (old.length === 0 ? old : [])), []);
  return { troubles, hear, dismiss, clear };
}

/** Only these two of a command's input are kept: others may hold what is to be gone. */
function subjectOf(input: object): Pick<Trouble, "accountId" | "scopeSetId"> {
  const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
  const { accountId, scopeSetId }: { readonly accountId?: unknown; readonly scopeSetId?: unknown } = input;
  return { accountId: text(accountId), scopeSetId: text(scopeSetId) };
}
