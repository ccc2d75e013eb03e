// Telling a person that an account needs them: before its token ends where there is time, and when it has ended.
import { accountName, scopeSetName } from "../../shared/displayNames.ts";
import { scopeRules } from "../../shared/scopeRules.ts";
import type { Notices } from "./notices.ts";
import type { Clock } from "./ports.ts";
import type { Store } from "./store.ts";
import { sameTarget, type Target } from "./tokens/scopes.ts";
import type { VaultWrite } from "./vault.ts";
import type { AccountRecord } from "./tokens/accountRecord.ts";

interface Deps {
  readonly store: Store;
  readonly notices: Notices;
  readonly clock: Clock;
}

export function sayNeeded({ store, notices, clock }: Deps, accountId: string, target: Target): void {
  const { accounts, connections, settings } = store.get();
  const account = accounts.find(({ id }) => id === accountId);
  const rules = scopeRules(connections.find(({ id }) => id === account?.connectionId)?.kind ?? "openid");
  const set = account?.scopeSets.find((each) => sameTarget(rules, each, target));
  if (account === undefined || set === undefined) return;
  const endsAt = set.token?.expiresAt ?? 0;
  const kind = endsAt > clock.now() ? "needsYouSoon" : "needsYou";
  const parts = {
    who: accountName(account),
    what: scopeSetName(set),
    endsAt: String(endsAt),
  };
  notices.say({ kind, parts, accountId, scopeSetId: set.id }, settings.notifyWhenNeeded);
}

/** The server said when the refresh token ends, and that is near. */
export function sayLastDays({ store, notices }: Deps, accountId: string): void {
  const { accounts, settings } = store.get();
  const account = accounts.find(({ id }) => id === accountId);
  if (account === undefined) return;
  const parts = { who: accountName(account), endsAt: String(account.refreshTokenEndsAt ?? 0) };
  notices.say({ kind: "needsYouSoon", parts, accountId }, settings.notifyWhenNeeded);
}

/** A record that is in memory only where it should be on disk. Memory by design is shown by the storage line instead. */
export function sayWritten(notices: Notices, record: AccountRecord, result: VaultWrite): void {
  if (result === "saved") notices.withdraw("notSaved", record.id);
  if (result === "failed")
    notices.say({ kind: "notSaved", parts: { what: accountName(record) }, accountId: record.id }, true);
}
