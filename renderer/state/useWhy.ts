// The way from an account that needs a person, or from a notice about it, to what is known about it.
import { attemptWith } from "../../shared/attemptWith.ts";
import type { Notice } from "../../shared/snapshot.ts";
import { useApp } from "./appContext.ts";

/** None where nothing failed. */
export function useWhy({ accountId, scopeSetId }: Pick<Notice, "accountId" | "scopeSetId">): (() => void) | undefined {
  const { snapshot, go } = useApp();
  const account = snapshot.accounts.find(({ id }) => id === accountId);
  const failed = account?.scopeSets.find(({ id, failure }) => failure && (scopeSetId ?? id) === id)?.failure;
  if (account === undefined || failed === undefined) return undefined;
  const attempt = attemptWith(snapshot.attempts, failed);
  return () => go({ name: "diagnostics", accountId: account.id, ...(attempt && { attemptId: attempt.id }) });
}
