// The whole program minus the operating system: hosts connect the ports and draw what `snapshot` shows.
import type { CommandInput, Handlers } from "../../shared/contract.ts";
import { signInName } from "../../shared/displayNames.ts";
import { failed, type Outcome } from "../../shared/failure.ts";
import { needsPerson } from "../../shared/outlook.ts";
import { firstSnapshot, type About, type LockCause, type Snapshot } from "../../shared/snapshot.ts";
import { createAttempts } from "./attempts.ts";
import { createAuthorities } from "./authority/authority.ts";
import { createRealms } from "./authority/realm.ts";
import { createChecks } from "./diagnostics/checks.ts";
import { createConnections, practiceConnection } from "./connections.ts";
import { createCopying, type PreparedCopy } from "./copying.ts";
import { ownFailure } from "./failures.ts";
import { createThrottle } from "./grants/throttle.ts";
import { createHandlers } from "./handlers.ts";
import { createHttp } from "./http.ts";
import { createIdleWatch } from "./lock/idleWatch.ts";
import { createLock } from "./lock/lock.ts";
import { createPresenceCheck } from "./lock/presence.ts";
import { veiled } from "./lock/veil.ts";
import { createLog } from "./log.ts";
import { sayLastDays, sayNeeded, sayWritten } from "./needsYou.ts";
import { createNotices } from "./notices.ts";
import type { Ports } from "./ports.ts";
import { createPreferences } from "./preferences.ts";
import { rememberUnseen } from "./rememberUnseen.ts";
import { createRecordLoader } from "./recordLoader.ts";
import { createAdminConsents } from "./setup/adminConsent.ts";
import { sayKeepers } from "./sayKeepers.ts";
import { createSettingsFile } from "./settingsFile.ts";
import { createSettingsKeeper } from "./settingsKeeper.ts";
import { createPasswordPauses } from "./signIn/passwordPauses.ts";
import { createRefusedPasswords } from "./signIn/refusedPasswords.ts";
import { createSignIns } from "./signIn/signIns.ts";
import { createStore } from "./store.ts";
import type { AcquiredToken, TokenRequest } from "./tokens/acquired.ts";
import { createAccounts } from "./tokens/accounts.ts";
import { createSchedule } from "./tokens/schedule.ts";
import { createSilentTokens } from "./tokens/silent.ts";
import { createVault } from "./vault.ts";
import { watchedPractice } from "./watchedPractice.ts";

export type { PreparedCopy } from "./copying.ts";
export type { AcquiredToken, TokenRequest } from "./tokens/acquired.ts";

export interface App {
  readonly handlers: Handlers;
  snapshot(): Snapshot;
  /** Called after every change, with the new picture. The answer ends it. */
  subscribe(listener: (snapshot: Snapshot) => void): () => void;
  /** Reads settings, then records. The snapshot is of use (and drawn) before this is done; trouble becomes a notice. */
  start(): Promise<void>;
  /** Ends timers and requests, clears the clipboard if it still holds our text, releases locks. */
  stop(): Promise<void>;
  /** The computer goes to sleep, wakes up, or its keyring may have been unlocked. */
  systemSuspending(): void;
  systemResumed(): void;
  storeMayBeUnlocked(): void;
  /** The system has let somebody in at its lock screen. */
  screenUnlocked(): void;
  /** The system has locked its screen. */
  screenLocked(): void;
  trayIs(state: About["tray"]): void;
  /** Whether nobody has ever used the program here. True once; waits for the start. */
  isFirstStart(): Promise<boolean>;
  /** A bug caught at a host's edge: logged under an ID that the failure carries. */
  reportBug(error: unknown): Outcome<never>;
  /** For hosts that deliver a token by themselves (the terminal). */
  getToken(request: TokenRequest): Promise<Outcome<AcquiredToken>>;
  /** Signs out, unopened, the accounts whose saved sign-ins cannot be opened now; answers how many. */
  forgetWaiting(): Promise<number>;
  /** What a copy would put on the clipboard, for the host that must put it there by itself (the browser). */
  prepareCopy(input: CommandInput<"copyToken">): Promise<Outcome<PreparedCopy>>;
  prepareCommand(input: CommandInput<"copyCommand">): Promise<Outcome<PreparedCopy>>;
}

/** Puts the rooms together. Nothing is read, asked or timed before `start`. */
export function createApp(given: Ports): App {
  const ports: Ports = { ...given, desktop: rememberUnseen(given.desktop) };
  const { clock } = ports;
  const store = createStore({ ...firstSnapshot(ports.about), connections: [practiceConnection] });
  const log = createLog(ports.log, clock);
  const notices = createNotices(store, clock, ports.desktop);
  const practice = watchedPractice(ports.practice, store);
  const http = createHttp(ports.fetch, clock);
  const connections = createConnections(store);
  const authorities = createAuthorities({ http, clock, practice });
  const vault = createVault({ files: ports.files, secretStore: ports.secretStore, clock, log });
  const attempting = createAttempts(store, clock, log);
  const requests = {
    http,
    clock,
    version: ports.about.version,
    throttle: createThrottle(clock),
    onIdTokenFault: (reason: string) => log.warning("idToken.ignored", { reason }),
  };
  const accounts = createAccounts({
    store,
    vault,
    clock,
    onWritten: (record, result) => {
      sayWritten(notices, record, result);
      if (result === "failed") records.retryLater();
      if (result === "locked") records.askStoreLater();
      if (result === "locked" || result === "memoryOnly") void records.showStorage();
    },
  });
  const tokens = createSilentTokens({
    accounts,
    vault,
    connections,
    authorities,
    attempting,
    requests,
    clock,
    random: ports.random,
    onOutcome: (accountId, target, failure) => {
      schedule.plan(accountId);
      if (failure !== undefined && needsPerson(failure)) sayNeeded({ store, notices, clock }, accountId, target);
      else if (failure === undefined) notices.withdraw("needsYou", accountId);
    },
  });
  const schedule = createSchedule({
    accounts,
    clock,
    random: ports.random,
    refresh: (accountId, target) =>
      tokens.get({ ...target, accountId, minLifeMs: Infinity }).catch((error: unknown) => log.bug(error)),
    onLastDays: (accountId) => sayLastDays({ store, notices, clock }, accountId),
  });
  const copying = createCopying({
    store,
    clock,
    clipboard: ports.clipboard,
    practice,
    accounts,
    tokens,
    notices,
    onTokenCopied: () =>
      void sayKeepers({ clipboard: ports.clipboard, settings, notices, store }).catch((error: unknown) =>
        log.bug(error),
      ),
  });
  const checks = createChecks({
    ports: { ...ports, practice },
    store,
    http,
    connections,
    authorities,
    accounts,
    log,
  });
  const settings = createSettingsKeeper({ file: createSettingsFile(ports.files, clock, log), store, notices });
  const preferences = createPreferences(ports.desktop, store, settings);
  const { desktop, redirects } = ports;
  const adminConsents = createAdminConsents({ store, clock, desktop, redirects, connections, authorities });
  const records = createRecordLoader({ ports, store, vault, accounts, connections, schedule, notices });
  const signIns = createSignIns({
    store,
    clock,
    http,
    desktop,
    redirects,
    pauses: createPasswordPauses(store, clock),
    refusedPasswords: createRefusedPasswords(clock),
    realms: createRealms({ http, clock }),
    connections,
    authorities,
    accounts,
    vault,
    attempting,
    requests,
    onSignedIn: (record) => {
      // Locked while it was being sealed.
      if (lock.isLocked()) return void accounts.unload();
      schedule.plan(record.id);
      notices.withdraw("needsYou", record.id);
      settings.remember({ connectionId: record.connection.id, username: signInName(record) });
      void records.showStorage();
    },
    onBug: (error) => reportBug(error),
  });
  const presence = createPresenceCheck(clock, desktop);
  const lock = createLock({
    store,
    clock,
    desktop,
    presence,
    accounts,
    vault,
    records,
    schedule,
    tokens,
    copying,
    settings,
    cancelAll: () => {
      signIns.cancel();
      adminConsents.cancel();
      checks.stop();
    },
  });
  const idleWatch = createIdleWatch({
    clock,
    desktop,
    limitMs: () => (lock.isLocked() ? 0 : store.get().settings.lockWhenIdleMs),
    onIdle: () => void lock.lock("idle"),
  });
  const watchIdleness = (): void => {
    const { settings: now, lock: locked } = store.get();
    const wish = locked === undefined ? now.lockWhenIdleMs : 0;
    if (wish !== idleWish) idleWatch.arm();
    idleWish = wish;
  };
  let idleWish = 0;
  const lockWithSystem = (because: LockCause): void => {
    if (store.get().settings.lockWithSystem) void lock.lock(because);
  };
  const refusal = (): Outcome<never> | undefined =>
    lock.isLocked() ? failed(ownFailure("appLocked", clock.now())) : undefined;
  let settingsRead: Promise<void> | undefined;
  const readSettings = async (): Promise<void> => {
    await settings.load();
    await preferences.apply();
  };
  /** Whoever asks for one account need not wait for the records of all the others. */
  const recordTrouble = async (accountId: string): Promise<Outcome<never> | undefined> => {
    if (settingsRead === undefined) return undefined;
    await settingsRead;
    const waits = (await records.need(accountId)) === "waiting";
    return refusal() ?? (waits ? failed(ownFailure("vaultLocked", clock.now())) : undefined);
  };
  const reportBug = (error: unknown): Outcome<never> => {
    const incidentId = log.bug(error);
    notices.say({ kind: "incident", parts: { incidentId } });
    return failed(ownFailure("unexpected", clock.now(), { incidentId }));
  };

  return {
    handlers: createHandlers({
      ports: { ...ports, practice },
      store,
      vault,
      connections,
      accounts,
      tokens,
      schedule,
      copying,
      authorities,
      checks,
      http,
      lock,
      adminConsents,
      preferences,
      settings,
      signIns,
      notices,
      log,
    }),
    snapshot: () => veiled(store.get()),
    subscribe: (listener) => store.subscribe((snapshot) => listener(veiled(snapshot))),
    async start() {
      store.subscribe(watchIdleness);
      await (settingsRead ??= readSettings());
      presence.couldAsk();
      await records.load();
    },
    async stop() {
      idleWatch.stop();
      schedule.stop();
      records.stop();
      signIns.cancel();
      adminConsents.cancel();
      checks.stop();
      await tokens.finish();
      try {
        await copying.clear();
      } finally {
        // A clipboard that cannot be cleared is reported; it must not cost a sign-in.
        await accounts.saveUnsaved();
        await settings.finish();
        await practice.stop();
      }
    },
    systemSuspending() {
      schedule.suspend();
      lockWithSystem("suspended");
    },
    systemResumed() {
      schedule.resume();
      records.retry();
    },
    storeMayBeUnlocked: () => records.retry(),
    screenUnlocked() {
      presence.screenUnlocked();
      records.retry();
    },
    screenLocked: () => lockWithSystem("screenLocked"),
    trayIs(tray) {
      store.update((snapshot) => ({ ...snapshot, about: { ...snapshot.about, tray } }));
      if (tray === "missing")
        void settings.firstTime("trayMissing").then((first) => first && notices.say({ kind: "trayMissing" }));
    },
    isFirstStart: () => settings.firstStart(),
    reportBug,
    async getToken(request) {
      const known = accounts.get(request.accountId) !== undefined;
      const trouble = refusal() ?? (known ? undefined : await recordTrouble(request.accountId));
      const outcome = trouble ?? (await tokens.get(request));
      return refusal() ?? outcome;
    },
    forgetWaiting: () => records.forgetWaiting(),
    prepareCopy: async (input) => refusal() ?? copying.hand(input),
    prepareCommand: async (input) => refusal() ?? copying.command(input),
  };
}
