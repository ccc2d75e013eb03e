// Commands about accounts and their scope sets: new token, claims, names, further scopes, sign-out.
import { scopeList, scopesProblem } from "../../shared/connection.ts";
import type { Handlers } from "../../shared/contract.ts";
import { accountName } from "../../shared/displayNames.ts";
import { done, failed, type Outcome } from "../../shared/failure.ts";
import { ownFailure } from "./failures.ts";
import type { Notices } from "./notices.ts";
import type { Clock } from "./ports.ts";
import {
  askedOf,
  findScopeSet,
  findToken,
  rulesOf,
  withScopeSet,
  type AccountRecord,
  type RecordScopeSet,
} from "./tokens/accountRecord.ts";
import type { Accounts } from "./tokens/accounts.ts";
import { readClaims } from "./tokens/claims.ts";
import type { Schedule } from "./tokens/schedule.ts";
import { sameTarget, type Target } from "./tokens/scopes.ts";
import type { SilentTokens } from "./tokens/silent.ts";
import { targetIn } from "./tokens/tenants.ts";
import type { Vault } from "./vault.ts";

interface Deps {
  readonly accounts: Accounts;
  readonly vault: Vault;
  readonly tokens: SilentTokens;
  readonly schedule: Schedule;
  readonly notices: Notices;
  readonly clock: Clock;
}

type AccountHandlers = Pick<
  Handlers,
  "newToken" | "showClaims" | "addScopeSet" | "renameScopeSet" | "removeScopeSet" | "renameAccount" | "signOut"
>;

export function accountHandlers(deps: Deps): AccountHandlers {
  const { accounts, tokens, clock } = deps;
  return {
    async newToken(input) {
      const set = setOf(deps, input);
      if (set === undefined) return gone(clock);
      const outcome = await tokens.get({ ...targetOf(set), accountId: input.accountId, forceRefresh: true });
      return outcome.ok ? done({ expiresAt: outcome.value.expiresAt }) : outcome;
    },

    showClaims(input) {
      const set = setOf(deps, input);
      const record = accounts.get(input.accountId);
      const token = set === undefined || record === undefined ? undefined : findToken(record, set, clock.now());
      return Promise.resolve(token === undefined ? gone(clock) : done(readClaims(token.token)));
    },

    async addScopeSet({ accountId, scopes: text, tenant, label }) {
      const bad = (field: string): Outcome<never> => failed(ownFailure("badInput", clock.now(), { field }));
      const typed = scopeList(text);
      if (scopesProblem(typed) !== undefined) return bad("scopes");
      const record = accounts.get(accountId);
      if (record === undefined) return gone(clock);
      const target = targetIn(record, { scopes: typed, tenant });
      if (target === "refused") return bad("tenant");
      const changed = await change(deps, accountId, (current) => {
        const sets = withScopeSet(current, target);
        return {
          ...current,
          scopeSets:
            label === undefined ? sets : relabelled(sets, (set) => sameTarget(rulesOf(current), set, target), label),
        };
      });
      const added = changed && findScopeSet(changed, target);
      return added === undefined ? gone(clock) : done({ scopeSetId: added.id });
    },

    async renameScopeSet({ accountId, scopeSetId, label }) {
      const rename = (record: AccountRecord): AccountRecord => ({
        ...record,
        scopeSets: relabelled(record.scopeSets, ({ id }) => id === scopeSetId, label),
      });
      return (await change(deps, accountId, rename)) === undefined ? gone(clock) : done(null);
    },

    async removeScopeSet({ accountId, scopeSetId }) {
      const record = accounts.get(accountId);
      // An account without any scope set would have nothing to show and nothing to copy.
      if ((record?.scopeSets.length ?? 0) < 2)
        return failed(ownFailure("badInput", clock.now(), { field: "scopeSetId" }));
      const changed = await change(deps, accountId, (current) => withoutScopeSet(current, scopeSetId));
      return changed === undefined ? gone(clock) : done(null);
    },

    async renameAccount({ accountId, label }) {
      const changed = await change(deps, accountId, ({ label: _, ...record }) => {
        const name = label.trim();
        return name === "" ? record : { ...record, label: name };
      });
      return changed === undefined ? gone(clock) : done(null);
    },

    async signOut({ accountId }) {
      const record = accounts.get(accountId);
      await signOutAccount(deps, accountId);
      if (record !== undefined) deps.notices.say({ kind: "signedOut", parts: { who: accountName(record) } }, true);
      return done(null);
    },
  };
}

/** Forgets an account: nothing under way may bring it back, and its record is gone from the disk afterwards. */
export async function signOutAccount({ accounts, tokens, schedule, notices }: Deps, accountId: string): Promise<void> {
  tokens.abandon(accountId);
  await accounts.forget(accountId);
  schedule.plan(accountId);
  for (const kind of ["needsYou", "needsYouSoon", "copied", "copiedCommand"] as const)
    notices.withdraw(kind, accountId);
}

function gone(clock: Clock): Outcome<never> {
  return failed(ownFailure("signInNeeded", clock.now()));
}

function targetOf({ scopes, tenant }: Target): Target {
  return { scopes, tenant };
}

function setOf(
  { accounts }: Deps,
  input: { readonly accountId: string; readonly scopeSetId: string },
): RecordScopeSet | undefined {
  return accounts.get(input.accountId)?.scopeSets.find(({ id }) => id === input.scopeSetId);
}

/** Changes the newest copy of the record under its lock and keeps it. */
function change(
  { accounts, vault, schedule }: Deps,
  accountId: string,
  edit: (record: AccountRecord) => AccountRecord,
): Promise<AccountRecord | undefined> {
  return vault.locked(accountId, async () => {
    const record = await accounts.reread(accountId);
    if (record === undefined) return undefined;
    const edited = { ...edit(record), revision: record.revision + 1 };
    await accounts.save(edited);
    schedule.plan(accountId);
    return edited;
  });
}

function relabelled(
  sets: readonly RecordScopeSet[],
  isMeant: (set: RecordScopeSet) => boolean,
  label: string,
): readonly RecordScopeSet[] {
  const name = label.trim();
  return sets.map((set) => {
    if (!isMeant(set)) return set;
    const { label: _, ...rest } = set;
    return name === "" ? rest : { ...rest, label: name };
  });
}

function withoutScopeSet(record: AccountRecord, scopeSetId: string): AccountRecord {
  const removed = record.scopeSets.find(({ id }) => id === scopeSetId);
  return {
    ...record,
    scopeSets: record.scopeSets.filter((set) => set !== removed),
    tokens: record.tokens.filter(
      (token) => removed === undefined || !sameTarget(rulesOf(record), askedOf(token), removed),
    ),
  };
}
