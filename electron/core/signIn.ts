// Signing in with user name and password: finding the authority, asking about the account, asking for the token, sealing it.
import type { Connection } from "../../shared/connection.ts";
import { isLoopbackHost } from "../../shared/connection.ts";
import type { CommandInput } from "../../shared/contract.ts";
import { done, failed, type Failure, type Outcome } from "../../shared/failure.ts";
import type { SignIn, SignInStepName } from "../../shared/snapshot.ts";
import type { Attempting } from "./attempts.ts";
import type { Authorities, Authority } from "./authority/authority.ts";
import { askRealm } from "./authority/realm.ts";
import { refusedTenants } from "../../shared/connection.ts";
import type { Connections } from "./connections.ts";
import { ownFailure } from "./failures.ts";
import { passwordGrant } from "./grants/password.ts";
import type { TokenReply, TokenRequestDeps } from "./grants/tokenRequest.ts";
import type { SendHttp } from "./http.ts";
import type { Clock } from "./ports.ts";
import { Secret } from "./secret.ts";
import type { Store } from "./store.ts";
import { accountIdOf, withReply, withoutRefusal, type AccountRecord } from "./tokens/accountRecord.ts";
import type { Accounts } from "./tokens/accounts.ts";
import type { Vault } from "./vault.ts";

export interface SignIns {
  /** Sends the password once at most. Only one sign-in runs at a time: a second one cancels the first. */
  signIn(input: CommandInput<"signIn">): Promise<Outcome<{ readonly accountId: string }>>;
  cancel(): void;
  /** Takes the result off the screen. */
  dismiss(): void;
}

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly http: SendHttp;
  readonly connections: Connections;
  readonly authorities: Authorities;
  readonly accounts: Accounts;
  readonly vault: Vault;
  readonly attempting: Attempting;
  readonly requests: TokenRequestDeps;
  readonly onSignedIn: (record: AccountRecord) => void;
}

const stepNames: readonly SignInStepName[] = ["authority", "realm", "token", "seal"];

export function createSignIns(deps: Deps): SignIns {
  const { store, clock } = deps;
  let current: { readonly id: string; readonly abort: AbortController } | undefined;

  const cancel = (): void => current?.abort.abort(new DOMException("Cancelled by the person", "AbortError"));

  return {
    async signIn(input) {
      const refused = refuseInput(input, deps);
      if (refused !== undefined) return failed(refused);
      cancel();
      const id = crypto.randomUUID();
      const abort = new AbortController();
      current = { id, abort };
      const show = (change: (signIn: SignIn) => SignIn): void =>
        store.update((snapshot) =>
          snapshot.signIn?.id === id ? { ...snapshot, signIn: change(snapshot.signIn) } : snapshot,
        );
      store.update((snapshot) => ({ ...snapshot, signIn: begun(id, input, clock.now()) }));

      const outcome = await run(deps, input, abort.signal, (step) => show((signIn) => atStep(signIn, step)));
      show((signIn) => ended(signIn, outcome));
      if (current.id === id) current = undefined;
      return outcome;
    },
    cancel,
    dismiss: () =>
      store.update((snapshot) => {
        const { signIn, ...rest } = snapshot;
        return signIn?.result === undefined ? snapshot : rest;
      }),
  };
}

type Step = (name: SignInStepName, skipped?: "skipped") => void;

async function run(
  deps: Deps,
  input: CommandInput<"signIn">,
  signal: AbortSignal,
  showStep: (step: { readonly name: SignInStepName; readonly skipped: boolean }) => void,
): Promise<Outcome<{ readonly accountId: string }>> {
  const step: Step = (name, skipped) => showStep({ name, skipped: skipped !== undefined });
  const connection = deps.connections.get(input.connectionId);
  if (connection === undefined) return failed(ownFailure("badInput", deps.clock.now(), { field: "connectionId" }));
  const scopes = input.scopes ?? connection.scopes;

  step("authority");
  const authority = await deps.authorities.find(connection, signal);
  if (!authority.ok) return authority;
  const { unconfirmedOrigin } = authority.value;
  if (unconfirmedOrigin !== undefined) {
    return failed(ownFailure("tokenOriginUnconfirmed", deps.clock.now(), { tokenOrigin: unconfirmedOrigin }));
  }

  step("realm", authority.value.type.tellsRealm ? undefined : "skipped");
  const stopped = await checkRealm(deps, authority.value, input.username, signal);
  if (stopped !== undefined) return failed(stopped);

  step("token");
  const reply = await askForToken(deps, connection, authority.value, scopes, input, signal);
  if (!reply.ok) return reply;
  if (signal.aborted) return failed(ownFailure("cancelled", deps.clock.now()));

  step("seal");
  const record = await keep(deps, connection, scopes, input.username, reply.value);
  deps.onSignedIn(record);
  return done({ accountId: record.id });
}

/** What can be told without sending anything. Lone surrogates would be changed silently by form encoding. */
function refuseInput(input: CommandInput<"signIn">, { connections, clock }: Deps): Failure | undefined {
  const bad = (field: string): Failure => ownFailure("badInput", clock.now(), { field });
  const connection = connections.get(input.connectionId);
  if (connection === undefined) return bad("connectionId");
  if (input.username === "" || !input.username.isWellFormed()) return bad("username");
  if (input.password === "" || !input.password.isWellFormed()) return bad("password");
  if (input.scopes?.length === 0) return bad("scopes");
  if (connection.kind === "entra" && refusedTenants.includes(connection.tenant.toLowerCase())) {
    return ownFailure("wrongAuthority", clock.now(), { field: "tenant" });
  }
  const url = connection.kind === "practice" ? undefined : URL.parse(connection.authority);
  const secure =
    url === undefined || url?.protocol === "https:" || (url?.protocol === "http:" && isLoopbackHost(url.hostname));
  return secure ? undefined : bad("authority");
}

async function checkRealm(
  deps: Deps,
  authority: Authority,
  username: string,
  signal: AbortSignal,
): Promise<Failure | undefined> {
  if (!authority.type.tellsRealm) return undefined;
  const realm = await askRealm(authority, username, deps, signal);
  if (!realm.ok) return realm.failure;
  const endpoint = `${authority.origin}/common/userrealm`;
  if (realm.value === "personal") return ownFailure("personalAccount", deps.clock.now(), { endpoint });
  if (realm.value === "federated") return ownFailure("federatedAccount", deps.clock.now(), { endpoint });
  return undefined;
}

function askForToken(
  deps: Deps,
  connection: Connection,
  authority: Authority,
  scopes: readonly string[],
  input: CommandInput<"signIn">,
  signal: AbortSignal,
): Promise<Outcome<TokenReply>> {
  const correlationId = crypto.randomUUID();
  const { username } = input;
  const password = new Secret(input.password);
  return deps.attempting({ grant: "password", connectionId: connection.id, username, scopes, correlationId }, () =>
    passwordGrant(
      { authority, clientId: connection.clientId, scopes, username, password, correlationId, signal },
      deps.requests,
    ),
  );
}

async function keep(
  deps: Deps,
  connection: Connection,
  scopes: readonly string[],
  username: string,
  reply: TokenReply,
): Promise<AccountRecord> {
  const homeAccountId = reply.identity.homeAccountId ?? `name:${username.toLowerCase()}`;
  const accountId = await accountIdOf(connection.id, homeAccountId);
  return deps.vault.locked(accountId, async () => {
    const known = deps.accounts.get(accountId) === undefined ? undefined : await deps.accounts.reread(accountId);
    const now = deps.clock.now();
    const { refreshToken, refreshTokenEndsAt: _, ...rest } = known ?? ({} as Partial<AccountRecord>);
    const sameClient = refreshToken !== undefined && known?.connection.clientId === connection.clientId;
    const base: AccountRecord = {
      scopeSets: [],
      tokens: [],
      revision: 0,
      ...rest,
      id: accountId,
      connection,
      homeAccountId,
      username: reply.identity.username ?? username,
      ...(reply.identity.name === undefined ? {} : { name: reply.identity.name }),
      signedInBy: "password",
      signedInAt: now,
      lastUsedAt: now,
      ...(sameClient ? { refreshToken } : {}),
    };
    // A new refresh token may do what the old one could not, so every refusal is forgotten.
    const record = withReply({ ...base, scopeSets: base.scopeSets.map(withoutRefusal) }, scopes, reply);
    for (const set of record.scopeSets) deps.accounts.setProgress(accountId, set.scopes, {});
    await deps.accounts.save(record);
    return record;
  });
}

function begun(id: string, { connectionId, username }: CommandInput<"signIn">, now: number): SignIn {
  return { id, connectionId, username, startedAt: now, steps: stepNames.map((name) => ({ name, state: "waiting" })) };
}

function atStep(signIn: SignIn, at: { readonly name: SignInStepName; readonly skipped: boolean }): SignIn {
  const steps = signIn.steps.map((step) => {
    if (step.name === at.name) return { ...step, state: at.skipped ? ("skipped" as const) : ("running" as const) };
    return step.state === "running" ? { ...step, state: "done" as const } : step;
  });
  return { ...signIn, steps };
}

function ended(signIn: SignIn, outcome: Outcome<{ readonly accountId: string }>): SignIn {
  const last = outcome.ok ? ("done" as const) : ("failed" as const);
  const steps = signIn.steps.map((step) => (step.state === "running" ? { ...step, state: last } : step));
  const result = outcome.ok
    ? { ok: true as const, accountId: outcome.value.accountId }
    : { ok: false as const, failure: outcome.failure };
  return { ...signIn, steps, result };
}
