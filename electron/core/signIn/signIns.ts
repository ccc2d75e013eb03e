// Signing in, by whatever way: finds the authority, lets the way bring a token reply, seals the account. One at a time.
import type { CommandInput } from "../../../shared/contract.ts";
import { refusedTenants, type Connection } from "../../../shared/connection.ts";
import { done, failed, type Failure, type Grant, type Outcome } from "../../../shared/failure.ts";
import { scopeRules } from "../../../shared/scopeRules.ts";
import type { SignIn, SignInMethod } from "../../../shared/snapshot.ts";
import type { Authorities, Authority } from "../authority/authority.ts";
import { askTenantId } from "../authority/tenantId.ts";
import { authorityTypes } from "../authority/authorityType.ts";
import type { Connections } from "../connections.ts";
import { ownFailure, withGrant } from "../failures.ts";
import { challengeOf, lastChallenge } from "./challenge.ts";
import type { Asked } from "../identity/whoseToken.ts";
import { Secret } from "../secret.ts";
import type { Store } from "../store.ts";
import type { AccountRecord } from "../tokens/accountRecord.ts";
import type { Accounts } from "../tokens/accounts.ts";
import type { Target } from "../tokens/scopes.ts";
import { askedTenant } from "../tokens/tenants.ts";
import type { Vault } from "../vault.ts";
import { keepSignedIn } from "./keepSignedIn.ts";
import type { PasswordPauses } from "./passwordPauses.ts";
import type { RefusedPasswords } from "./refusedPasswords.ts";
import { agreeOnPerson, putQuestion } from "./confirmPerson.ts";
import { questionAbout } from "./askedPerson.ts";
import type { MethodDeps, SignInStage, SignInSubject, SignInWay } from "./signInMethod.ts";
import { asking, atStep, begun, ended, waitingFor } from "./signInSteps.ts";
import { withBrowser } from "./withBrowser.ts";
import { withDeviceCode } from "./withDeviceCode.ts";
import { withPassword } from "./withPassword.ts";

type SignedIn = Outcome<{ readonly accountId: string }>;

export interface SignIns {
  /** Sends the password once at most. Only one sign-in runs at a time: a second one cancels the first. */
  withPassword(input: CommandInput<"signIn">): Promise<SignedIn>;
  withBrowser(input: CommandInput<"signInWithBrowser">): Promise<SignedIn>;
  withDeviceCode(input: CommandInput<"signInWithDeviceCode">): Promise<SignedIn>;
  /** Answers whether the account that signed in is to be used in place of the one that was asked for. */
  confirmPerson(input: CommandInput<"confirmPerson">): Outcome<null>;
  cancel(): void;
  /** Takes the result off the screen. */
  dismiss(): void;
}

interface Deps extends MethodDeps {
  readonly store: Store;
  readonly connections: Connections;
  readonly authorities: Authorities;
  readonly accounts: Accounts;
  readonly vault: Vault;
  readonly pauses: PasswordPauses;
  readonly refusedPasswords: RefusedPasswords;
  readonly onSignedIn: (record: AccountRecord) => void;
  /** A bug ends the sign-in on the screen too. */
  readonly onBug: (error: unknown) => Outcome<never>;
}

interface Wish {
  readonly connectionId: string;
  readonly username: string;
  readonly scopes?: readonly string[] | undefined;
  readonly claims?: string | undefined;
  /** Whose sign-in it is to be, where that account is named. */
  readonly accountId?: string | undefined;
  /** Another directory than the connection's, which asks for the person itself: a guest meets its challenge there. */
  readonly tenant?: string | undefined;
  /** `ask` unless told. */
  readonly ifAnother?: CommandInput<"signInWithDeviceCode">["ifAnother"];
}

export function createSignIns(deps: Deps): SignIns {
  const { store, clock } = deps;
  let current: Current | undefined;

  const cancel = (): void => current?.abort.abort(new DOMException("Cancelled by the person", "AbortError"));

  const start = async (wish: Wish, way: SignInWay): Promise<SignedIn> => {
    const refused = refuseWish(wish, way.method, deps);
    if (refused !== undefined) return failed(refused);
    cancel();
    const id = crypto.randomUUID();
    const abort = new AbortController();
    const mine: Current = { id, abort };
    current = mine;
    const show = (change: (signIn: SignIn) => SignIn): void =>
      store.update((snapshot) =>
        snapshot.signIn?.id === id ? { ...snapshot, signIn: change(snapshot.signIn) } : snapshot,
      );
    store.update((snapshot) => ({ ...snapshot, signIn: begun(id, wish, way, clock.now()) }));
    const stage: SignInStage = {
      step: (name, skipped) => show((signIn) => atStep(signIn, name, skipped !== undefined)),
      wait: (waiting) => show((signIn) => waitingFor(signIn, waiting)),
      ask(question) {
        const put = (asked: SignIn["question"]): void => show((signIn) => asking(signIn, asked));
        const { answer, answered } = putQuestion(question, put, abort.signal, clock);
        mine.answer = answer;
        return answered;
      },
    };
    const outcome = await run(deps, wish, way, stage, abort.signal).catch((error: unknown) => deps.onBug(error));
    show((signIn) => ended(signIn, outcome));
    if (current.id === id) current = undefined;
    return outcome;
  };

  const interactive = (input: CommandInput<"signInWithDeviceCode">, way: SignInWay): Promise<SignedIn> => {
    const { attempts, accounts } = store.get();
    const isOurs = ({ connectionId }: { readonly connectionId: string }): boolean =>
      connectionId === input.connectionId;
    const account = accounts.find((each) => each.id === input.accountId && isOurs(each));
    const set = account?.scopeSets.find(({ id }) => id === input.scopeSetId);
    const attempt = attempts.find((each) => each.id === input.attemptId && isOurs(each));
    return start(
      {
        connectionId: input.connectionId,
        username: input.username ?? account?.username ?? "",
        scopes: input.scopes ?? attempt?.scopes ?? set?.scopes,
        claims: challengeOf(attempt) ?? set?.failure?.evidence.claims ?? lastChallenge(attempts, input, clock.now()),
        accountId: account?.id ?? attempt?.accountId,
        tenant: attempt === undefined ? set?.tenant : attempt.tenant,
        ifAnother: input.ifAnother,
      },
      way,
    );
  };

  return {
    async withPassword({ connectionId, username, password, scopes }) {
      const until = deps.pauses.pausedUntil(connectionId, username);
      if (until !== undefined) return failed({ ...ownFailure("throttled", clock.now()), retryAt: until });
      if (password === "" || !password.isWellFormed())
        return failed(ownFailure("badInput", clock.now(), { field: "password" }));
      if (username === "") return failed(ownFailure("badInput", clock.now(), { field: "username" }));
      const secret = new Secret(password);
      const way = deps.refusedPasswords.spare(secret, withPassword(secret));
      const outcome = await start({ connectionId, username, scopes }, way);
      deps.pauses.note(connectionId, username, outcome.ok ? undefined : outcome.failure);
      return outcome;
    },
    withBrowser: (input) => interactive(input, withBrowser(input.prompt)),
    withDeviceCode: (input) => interactive(input, withDeviceCode),
    confirmPerson({ signInId, use }) {
      if (current?.id !== signInId || current.answer === undefined)
        return failed(ownFailure("badInput", clock.now(), { field: "signInId" }));
      current.answer(use);
      return done(null);
    },
    cancel,
    dismiss: () =>
      store.update((snapshot) => {
        const { signIn, ...rest } = snapshot;
        return signIn?.result === undefined ? snapshot : rest;
      }),
  };
}

interface Current {
  readonly id: string;
  readonly abort: AbortController;
  /** Once it has a question. */
  answer?: (use: boolean) => void;
}

async function run(deps: Deps, wish: Wish, way: SignInWay, stage: SignInStage, signal: AbortSignal): Promise<SignedIn> {
  const connection = deps.connections.get(wish.connectionId);
  if (connection === undefined) return failed(ownFailure("badInput", deps.clock.now(), { field: "connectionId" }));
  const { tenant } = wish;
  const scopes = scopeRules(connection.kind).distinct(wish.scopes ?? connection.scopes);
  const target: Target = { scopes, tenant };
  const place = tenant === undefined ? connection : { ...connection, tenant };

  stage.step("authority");
  const authority = await deps.authorities.find(place, signal);
  if (!authority.ok) return failed(withGrant(authority.failure, grantOf[way.method]));
  const { unconfirmedOrigin } = authority.value;
  if (unconfirmedOrigin !== undefined) {
    return failed(ownFailure("tokenOriginUnconfirmed", deps.clock.now(), { tokenOrigin: unconfirmedOrigin }));
  }
  const { username, claims } = wish;
  const account = wish.accountId === undefined ? undefined : deps.accounts.get(wish.accountId);
  const theirs = deps.accounts.all().filter((each) => each.connection.id === connection.id);
  const subject: SignInSubject = {
    connection: place,
    authority: authority.value,
    scopes,
    username,
    asked: await askedOf(deps, wish, place, authority.value, signal),
    // Whoever typed the password of somebody is who was asked for, whatever the server calls them.
    questionAbout: (reply) =>
      way.method === "password" ? undefined : questionAbout({ username, account }, reply, theirs),
    ...(claims === undefined ? {} : { claims }),
    signal,
  };
  const reply = await way.bring(subject, stage, attemptingIn(tenant, deps));
  if (!reply.ok) return reply;
  const agreed = await agreeOnPerson({ subject, account, theirs, ifAnother: wish.ifAnother }, reply.value, stage, deps);
  if (!agreed.ok) return failed(withGrant(agreed.failure, grantOf[way.method]));
  if (signal.aborted) return failed(ownFailure("cancelled", deps.clock.now()));

  stage.step("seal");
  const signedInBy = reply.value.signedInBy ?? grantOf[way.method];
  const typed = way.method === "password" ? { askedAs: username } : {};
  const person = { connection, target, signedInBy, reply: reply.value, ...agreed.value, ...typed };
  const record = await keepSignedIn(deps, person);
  deps.onSignedIn(record);
  return done({ accountId: record.id });
}

async function askedOf(
  { accounts, requests }: Deps,
  { accountId, tenant }: Wish,
  place: Connection,
  authority: Authority,
  signal: AbortSignal,
): Promise<Asked> {
  const record = accountId === undefined ? undefined : accounts.get(accountId);
  const isOther = tenant !== undefined;
  const at = { ...place, issuer: authority.issuer, isOther };
  return {
    homeAccountId: record?.homeAccountId,
    // A sign-in may find that the connection's own domain has moved; so what was heard before does not bind it.
    tenant: await askedTenant(at, isOther ? record : undefined, () => askTenantId(authority, requests.http, signal)),
  };
}

function attemptingIn(tenant: string | undefined, deps: Deps): Deps {
  if (tenant === undefined) return deps;
  return { ...deps, attempting: (subject, request) => deps.attempting({ ...subject, tenant }, request) };
}

const grantOf: Readonly<Record<SignInMethod, Grant>> = {
  password: "password",
  browser: "authorizationCode",
  deviceCode: "deviceCode",
};

/** What can be told without sending anything. Lone surrogates would be changed silently by form encoding. */
function refuseWish(wish: Wish, method: SignInMethod, { connections, clock }: Deps): Failure | undefined {
  const bad = (field: string): Failure => ownFailure("badInput", clock.now(), { field });
  const connection = connections.get(wish.connectionId);
  if (connection === undefined) return bad("connectionId");
  if (!wish.username.isWellFormed()) return bad("username");
  if (wish.scopes?.length === 0) return bad("scopes");
  if (method === "password" && !authorityTypes[connection.kind].offersPassword)
    return ownFailure("passwordNotOffered", clock.now(), { grant: "password", endpoint: connection.authority });
  if (
    method === "password" &&
    connection.kind === "entra" &&
    refusedTenants.includes(connection.tenant.toLowerCase())
  ) {
    return ownFailure("wrongAuthority", clock.now(), { field: "tenant" });
  }
  return undefined;
}
