// A bridge that behaves: it keeps a snapshot, answers commands by changing it, pushes each change, and remembers what was asked.
import type { CommandInput, CommandName, CommandValues, Screen } from "../../shared/contract.ts";
import { checkConnection } from "../../shared/connection.ts";
import type { SignInMethod, SignInStep, WaitingForPerson } from "../../shared/snapshot.ts";
import { done, failed, type Failure, type Outcome } from "../../shared/failure.ts";
import type { Account, Snapshot } from "../../shared/snapshot.ts";
import type { HostLink, PageBridge } from "../../renderer/bridge.ts";
import { listeners } from "../../renderer/listeners.ts";
import { account, checkResults, waitsForBrowser, waitsForCode } from "./samples.ts";

export interface FakeBridge extends PageBridge {
  /** In the order asked. */
  readonly asked: { readonly name: CommandName; readonly input: unknown }[];
  current: () => Snapshot;
  change: (changes: Partial<Snapshot>) => void;
  /** Sends a picture as it is, whatever its revision. */
  push: (snapshot: Snapshot) => void;
  showScreen: (screen: Screen) => void;
  setLink: (link: HostLink) => void;
  /** The host asks the page to open an address. */
  openAddress: (address: string) => void;
  /** The next sign-in waits until `finish` is called. */
  holdSignIn: () => { readonly finish: () => void };
  /** The password of `works` signs in; any other fails so. */
  signInFailure: Failure;
  /** Ends the sign-in that waits for a person elsewhere: with an account, or with a failure. */
  personDone: (failure?: Failure) => void;
  /** The next call of this command fails so. */
  failNext: (name: CommandName, failure: Failure) => void;
}

type Answer = Outcome<unknown> | Promise<Outcome<unknown>>;

export const rightPassword = "  correct hörse 🐎 battery  ";

export function fakeBridge(first: Snapshot): FakeBridge {
  const snapshots = listeners<Snapshot>();
  const screens = listeners<Screen>();
  const links = listeners<HostLink>();
  const addresses = listeners<string>();
  const asked: FakeBridge["asked"] = [];
  const failures = new Map<CommandName, Failure>();
  let snapshot = first;
  let held: Promise<void> | undefined;
  let release = (): void => undefined;
  let cancelled = false;
  let failedBy: Failure | undefined;

  const change = (changes: Partial<Snapshot>): void => {
    snapshot = { ...snapshot, ...changes, revision: snapshot.revision + 1 };
    snapshots.tell(snapshot);
  };
  const changeAccount = (id: string, to: (account: Account) => Account | undefined): void =>
    change({ accounts: snapshot.accounts.flatMap((one) => (one.id === id ? (to(one) ?? []) : [one])) });
  const changeSet = (input: { accountId: string; scopeSetId: string }, label: string | undefined): void =>
    changeAccount(input.accountId, (one) => ({
      ...one,
      scopeSets: one.scopeSets.flatMap((set) => {
        if (set.id !== input.scopeSetId) return [set];
        return label === undefined ? [] : [{ ...set, label }];
      }),
    }));

  const begin = (method: SignInMethod, connectionId: string, username: string, waiting?: WaitingForPerson) => {
    cancelled = false;
    failedBy = undefined;
    const begun = {
      id: "s1",
      method,
      connectionId,
      username,
      startedAt: Date.now(),
      steps: stepsOf[method],
      ...(waiting && { waiting }),
    };
    change({ signIn: begun, lastUsed: { connectionId, username } });
    return begun;
  };
  const end = (begun: ReturnType<typeof begin>, failure: Failure | undefined, username: string): Outcome<unknown> => {
    const { waiting: _, ...rest } = begun;
    if (failure !== undefined) {
      change({ signIn: { ...rest, result: failed(failure) } });
      return failed(failure);
    }
    const { connectionId, method } = begun;
    const signedInBy = grantOf[method];
    const added = account(Date.now(), { id: username, connectionId, username, signedInBy });
    change({
      accounts: [added, ...snapshot.accounts.filter(({ id }) => id !== added.id)],
      signIn: { ...rest, result: { ok: true, accountId: added.id } },
    });
    return done({ accountId: added.id });
  };
  const signIn = async ({ connectionId, username, password }: CommandInput<"signIn">): Promise<Outcome<unknown>> => {
    const begun = begin("password", connectionId, username);
    await held;
    held = undefined;
    const wrong = password === rightPassword ? undefined : fake.signInFailure;
    return end(begun, cancelled ? cancelledNow() : wrong, username);
  };
  const elsewhere = async (
    method: "browser" | "deviceCode",
    { connectionId, username = "" }: CommandInput<"signInWithDeviceCode">,
  ): Promise<Outcome<unknown>> => {
    const begun = begin(method, connectionId, username, method === "browser" ? waitsForBrowser() : waitsForCode());
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    return end(begun, cancelled ? cancelledNow() : failedBy, username === "" ? "picked@contoso.example" : username);
  };

  const handlers: { readonly [N in CommandName]?: (input: CommandInput<N>) => Answer } = {
    signIn,
    signInWithBrowser: (input) => elsewhere("browser", input),
    signInWithDeviceCode: (input) => elsewhere("deviceCode", input),
    openSignInPage: () => done(null),
    copyUserCode: () => done(null),
    copyText: () => done(null),
    openHelp: () => done(null),
    runChecks: ({ connectionId, accountId }) => {
      const results = checkResults();
      const checks = { id: `run-${asked.length}`, at: Date.now(), connectionId, running: false, results };
      change({ checks: { ...checks, ...(accountId !== undefined && { accountId }) } });
      return done(null);
    },
    previewReport: ({ maskNames, maskTenant, accountId = "all" }) =>
      done({ text: `TokenTray support report\nnames ${maskNames} tenant ${maskTenant} about ${accountId}` }),
    copyReport: () => done(null),
    saveReport: () => done({ file: "/home/ada/report.txt" }),
    prepareSignIn: () => done(null),
    cancelSignIn: () => {
      cancelled = true;
      release();
      return done(null);
    },
    dismissSignIn: () => {
      const { signIn: _, ...rest } = snapshot;
      snapshot = { ...rest, revision: rest.revision + 1 };
      snapshots.tell(snapshot);
      return done(null);
    },
    confirmTokenOrigin: () => done(null),
    confirmAuthority: () => done(null),
    copyToken: () => done({ expiresAt: Date.now() + 60_000, clearsAt: Date.now() + 30_000 }),
    copyCommand: () => done({ expiresAt: Date.now() + 60_000 }),
    newToken: () => done({ expiresAt: Date.now() + 3_600_000 }),
    showClaims: () =>
      done({
        readable: true,
        claims: [
          { name: "aud", value: '"https://graph.microsoft.com"' },
          { name: "scp", value: '"User.Read"' },
        ],
      }),
    addScopeSet: () => done({ scopeSetId: "added" }),
    renameScopeSet: (input) => (changeSet(input, input.label), done(null)),
    removeScopeSet: (input) => (changeSet(input, undefined), done(null)),
    renameAccount: ({ accountId, label }) => (changeAccount(accountId, (one) => ({ ...one, label })), done(null)),
    signOut: ({ accountId }) => (changeAccount(accountId, () => undefined), done(null)),
    saveConnection: ({ draft, connectionId = "saved" }) => {
      const checked = checkConnection(draft);
      if (!checked.ok) return done({ saved: false, problems: checked.problems });
      const others = snapshot.connections.filter(({ id }) => id !== connectionId);
      change({ connections: [...others, { ...checked.connection, id: connectionId }] });
      return done({ saved: true, connectionId });
    },
    removeConnection: ({ connectionId }) => {
      change({
        connections: snapshot.connections.filter(({ id }) => id !== connectionId),
        accounts: snapshot.accounts.filter((one) => one.connectionId !== connectionId),
      });
      return done(null);
    },
    changeSettings: (input) => {
      const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
      change({ settings: { ...snapshot.settings, ...given } });
      return done(null);
    },
    shieldScreen: () => done(null),
    lock: () => (change({ lock: { because: "asked", at: Date.now() } }), done(null)),
    unlock: () => {
      const { lock: _, ...rest } = snapshot;
      snapshot = { ...rest, revision: rest.revision + 1 };
      snapshots.tell(snapshot);
      return done(null);
    },
    dismissNotice: ({ noticeId }) => (
      change({ notices: snapshot.notices.filter(({ id }) => id !== noticeId) }),
      done(null)
    ),
    openLink: () => done(null),
    openScreen: (screen) => (screens.tell(screen), done(null)),
    openDataFolder: () => done(null),
    removeEverything: () => (
      change({ accounts: [], connections: snapshot.connections.filter(({ kind }) => kind === "practice") }),
      done(null)
    ),
    quit: () => done(null),
  };

  const fake: FakeBridge = {
    asked,
    signInFailure: { kind: "wrongCredentials", at: 1, evidence: {} },
    current: () => snapshot,
    change,
    push: snapshots.tell,
    showScreen: screens.tell,
    setLink: links.tell,
    openAddress: addresses.tell,
    personDone: (failure) => {
      failedBy = failure;
      release();
    },
    failNext: (name, failure) => void failures.set(name, failure),
    holdSignIn: () => {
      held = new Promise((resolve) => {
        release = resolve;
      });
      return { finish: () => release() };
    },
    command: async <N extends CommandName>(name: N, input: CommandInput<N>) => {
      asked.push({ name, input });
      const failure = failures.get(name);
      failures.delete(name);
      const handler = handlers[name];
      if (handler === undefined) throw new Error(`The fake bridge knows no ${name}.`);
      const answer = failure ? failed(failure) : await handler(input);
      return answer as Outcome<CommandValues[N]>;
    },
    snapshot: async () => snapshot,
    onSnapshot: snapshots.add,
    onScreen: screens.add,
    onLink: links.add,
    onAddress: addresses.add,
  };
  return fake;
}

const step = (name: SignInStep["name"], state: SignInStep["state"]): SignInStep => ({ name, state });
const stepsOf: Readonly<Record<SignInMethod, readonly SignInStep[]>> = {
  password: [step("authority", "done"), step("realm", "done"), step("token", "running"), step("seal", "waiting")],
  browser: [step("authority", "done"), step("browser", "running"), step("token", "waiting"), step("seal", "waiting")],
  deviceCode: [step("authority", "done"), step("device", "running"), step("token", "waiting"), step("seal", "waiting")],
};
const grantOf = { password: "password", browser: "authorizationCode", deviceCode: "deviceCode" } as const;
const cancelledNow = (): Failure => ({ kind: "cancelled", at: Date.now(), evidence: {} });
