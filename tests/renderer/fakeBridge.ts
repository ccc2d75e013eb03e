// A bridge that behaves: it keeps a snapshot, answers commands by changing it, pushes each change, and remembers what was asked.
import type { CommandInput, CommandName, CommandValues, Screen } from "../../shared/contract.ts";
import { checkConnection } from "../../shared/connection.ts";
import { done, failed, type Failure, type Outcome } from "../../shared/failure.ts";
import type { Account, Snapshot } from "../../shared/snapshot.ts";
import type { HostLink, PageBridge } from "../../renderer/bridge.ts";
import { listeners } from "../../renderer/listeners.ts";
import { account } from "./samples.ts";

export interface FakeBridge extends PageBridge {
  /** In the order asked. */
  readonly asked: { readonly name: CommandName; readonly input: unknown }[];
  current: () => Snapshot;
  change: (changes: Partial<Snapshot>) => void;
  /** Sends a picture as it is, whatever its revision. */
  push: (snapshot: Snapshot) => void;
  showScreen: (screen: Screen) => void;
  setLink: (link: HostLink) => void;
  /** The next sign-in waits until `finish` is called. */
  holdSignIn: () => { readonly finish: () => void };
  /** The password of `works` signs in; any other fails so. */
  signInFailure: Failure;
  /** The next call of this command fails so. */
  failNext: (name: CommandName, failure: Failure) => void;
}

type Answer = Outcome<unknown> | Promise<Outcome<unknown>>;

export const rightPassword = "  correct hörse 🐎 battery  ";

export function fakeBridge(first: Snapshot): FakeBridge {
  const snapshots = listeners<Snapshot>();
  const screens = listeners<Screen>();
  const links = listeners<HostLink>();
  const asked: FakeBridge["asked"] = [];
  const failures = new Map<CommandName, Failure>();
  let snapshot = first;
  let held: Promise<void> | undefined;
  let release = (): void => undefined;
  let cancelled = false;

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

  const signIn = async ({ connectionId, username, password }: CommandInput<"signIn">): Promise<Outcome<unknown>> => {
    cancelled = false;
    const steps = [
      { name: "authority", state: "done" },
      { name: "realm", state: "done" },
      { name: "token", state: "running" },
      { name: "seal", state: "waiting" },
    ] as const;
    const begun = { id: "s1", connectionId, username, startedAt: Date.now(), steps };
    change({ signIn: begun, lastUsed: { connectionId, username } });
    await held;
    held = undefined;
    if (cancelled) {
      const failure: Failure = { kind: "cancelled", at: Date.now(), evidence: {} };
      change({ signIn: { ...begun, result: failed(failure) } });
      return failed(failure);
    }
    if (password !== rightPassword) {
      change({ signIn: { ...begun, result: failed(fake.signInFailure) } });
      return failed(fake.signInFailure);
    }
    const added = account(Date.now(), { id: username, connectionId, username });
    change({
      accounts: [added, ...snapshot.accounts],
      signIn: { ...begun, result: { ok: true, accountId: added.id } },
    });
    return done({ accountId: added.id });
  };

  const handlers: { readonly [N in CommandName]: (input: CommandInput<N>) => Answer } = {
    signIn,
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
      const answer = failure ? failed(failure) : await handlers[name](input);
      return answer as Outcome<CommandValues[N]>;
    },
    snapshot: async () => snapshot,
    onSnapshot: snapshots.add,
    onScreen: screens.add,
    onLink: links.add,
  };
  return fake;
}
