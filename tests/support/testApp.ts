// The whole program on behaving fakes, with a real practice tenant on loopback and a clock that tests move.
import { expect } from "vitest";
import { createApp, type App } from "../../electron/core/app.ts";
import type {
  Clipboard,
  Desktop,
  Fetch,
  FetchInit,
  Files,
  LogEntry,
  Ports,
  Unseen,
} from "../../electron/core/ports.ts";
import { nodeRedirects } from "../../electron/node/redirects.ts";
import { createMemoryFiles } from "../../electron/node/memoryFiles.ts";
import {
  startPracticeTenant,
  type PracticeOptions,
  type PracticeTenant,
} from "../../electron/practice/practiceTenant.ts";
import type { ClipboardHistoryId } from "../../shared/clipboardHistories.ts";
import type { Screen } from "../../shared/contract.ts";
import { practicePeople, type PracticeSituation } from "../../shared/practicePeople.ts";
import type { About, Account, Notice, ScopeSet } from "../../shared/snapshot.ts";
import { findMarker } from "./canary.ts";
import { createFakeSecretStore, type FakeSecretStore } from "./fakeSecretStore.ts";
import { createVirtualClock, type VirtualClock } from "./virtualClock.ts";

export interface FakeFiles extends Files {
  /** Every write fails like this until it is undefined again. */
  failWith: "ENOSPC" | "EROFS" | undefined;
}

export interface FakeClipboard extends Clipboard {
  held: string;
  /** The system refuses to be written to. */
  stubborn: boolean;
  /** Histories that run and keep what is copied. */
  histories: readonly ClipboardHistoryId[];
}

export interface FakeNet {
  offline: boolean;
  /** What the system says that requests go through. */
  proxy: string | undefined;
  readonly requests: readonly { readonly url: string; readonly init: FetchInit }[];
}

/** Who sits at the computer, and what the windows let be recorded. */
export interface FakeSeat {
  idleMs: number;
  /** The system has a question for who is there, and can put it. */
  canAsk: boolean;
  present: boolean;
  shielded: boolean;
  /** A browser can be asked to open an address. */
  browser: boolean;
}

export interface Surroundings {
  readonly seat: FakeSeat;
  readonly clock: VirtualClock;
  readonly tenant: PracticeTenant;
  readonly files: FakeFiles;
  readonly secretStore: FakeSecretStore;
  readonly clipboard: FakeClipboard;
  readonly net: FakeNet;
  readonly log: LogEntry[];
  readonly notified: Notice[];
  /** Those of them that the system still shows or lists. */
  readonly noticesThere: Notice[];
  readonly screens: Screen[];
  readonly opened: string[];
  /** How each of them was to be kept from others of the computer. */
  readonly unseen: (Unseen | undefined)[];
  /** Texts that the person saved. */
  readonly saved: string[];
  /** Where a marked secret was seen that must not be there. */
  readonly leaks: string[];
}

export interface TestApp extends Surroundings {
  readonly app: App;
  /** Ends this program as at quit (or by a crash) and starts the next on the same surroundings. */
  restart(how?: "quit" | "crash"): Promise<TestApp>;
  /** Starts another program on the same surroundings, beside this one. */
  beside(): Promise<TestApp>;
  signIn(situation?: PracticeSituation): Promise<string>;
  account(id?: string): Account;
  scopeSet(id?: string): ScopeSet;
  /** Ends everything, and fails if a secret was seen in a snapshot, an answer, a notice, the log or a file. */
  end(): Promise<void>;
  /** Password and refresh requests that reached the token endpoint. */
  tokenRequests(grant?: "password" | "refresh_token"): number;
}

/** Stands in every token that the tenant issues. */
export const tokenMark = "CANARY-token-5f0e9b7d";
const markers = [tokenMark, ...new Set(practicePeople.map(({ password }) => password))];

const about: About = { version: "0.0.0-test", host: "desktop", platform: "linux", tray: "unknown", runtime: "test" };

export async function startTestApp(options: PracticeOptions = {}): Promise<TestApp> {
  const clock = createVirtualClock();
  const tenant = await startPracticeTenant({
    now: () => clock.now(),
    accessTokenLifeSeconds: 3_600,
    mark: tokenMark,
    ...options,
  });
  const requests: { url: string; init: FetchInit }[] = [];
  const surroundings: Surroundings = {
    clock,
    tenant,
    files: createFakeFiles(),
    secretStore: createFakeSecretStore(),
    clipboard: createFakeClipboard(),
    net: { offline: false, proxy: undefined, requests },
    seat: { idleMs: 0, canAsk: true, present: true, shielded: false, browser: true },
    log: [],
    notified: [],
    noticesThere: [],
    screens: [],
    opened: [],
    unseen: [],
    saved: [],
    leaks: [],
  };
  return run(surroundings, requests);
}

export function person(situation: PracticeSituation): { readonly username: string; readonly password: string } {
  const found = practicePeople.find((each) => each.situation === situation);
  if (found === undefined) throw new Error(`nobody is ${situation}`);
  return found;
}

async function run(surroundings: Surroundings, requests: { url: string; init: FetchInit }[]): Promise<TestApp> {
  const { clock, tenant, clipboard, net } = surroundings;
  const watch = (where: string, shown: unknown): void => {
    const bytes = Buffer.from(shown instanceof Uint8Array ? shown : (JSON.stringify(shown) ?? ""));
    for (const marker of markers) {
      // Decoded claims are shown on request, the mark among them; the encoded token must not be.
      const allowed: readonly string[] =
        where === "answer of showClaims" ? ["plain", "url-encoded", "json-escaped"] : [];
      const disguises = findMarker(bytes, marker).filter((disguise) => !allowed.includes(disguise));
      if (disguises.length > 0) surroundings.leaks.push(`${where}: ${disguises.join()}`);
    }
  };
  const app = watched(createApp(portsOf(surroundings, requests)), watch);
  await app.start();
  const account: TestApp["account"] = (id) => {
    const found = app.snapshot().accounts.find((each) => id === undefined || each.id === id);
    if (found === undefined) throw new Error("no such account");
    return found;
  };
  return {
    ...surroundings,
    clock,
    clipboard,
    net,
    app,
    account,
    scopeSet(id) {
      const set = account(id).scopeSets[0];
      if (set === undefined) throw new Error("no scope set");
      return set;
    },
    async signIn(situation = "works") {
      const { username, password } = person(situation);
      const outcome = await app.handlers.signIn({ connectionId: "practice", username, password });
      if (!outcome.ok) throw new Error(`sign-in failed: ${outcome.failure.kind}`);
      return outcome.value.accountId;
    },
    beside: () => run(surroundings, requests),
    async restart(how = "quit") {
      if (how === "quit") await app.stop();
      else await killed(app);
      return run(surroundings, requests);
    },
    async end() {
      await app.stop();
      await tenant.close();
      await watchFiles(surroundings.files, watch);
      watch("log", surroundings.log);
      watch("system notice", surroundings.notified);
      watch("opened addresses", surroundings.opened);
      expect(surroundings.leaks).toEqual([]);
    },
    tokenRequests: (grant) =>
      tenant.requests.filter(
        ({ endpoint, grantType }) => endpoint === "token" && (grant === undefined || grantType === grant),
      ).length,
  };
}

/** The same program, with every snapshot and every answer to a command looked at. */
function watched(app: App, watch: (where: string, shown: unknown) => void): App {
  app.subscribe((snapshot) => watch("snapshot", snapshot));
  const handlers = Object.fromEntries(
    Object.entries(app.handlers).map(([name, handle]) => [
      name,
      async (input: never) => {
        const outcome = await (handle as (input: never) => Promise<unknown>)(input);
        watch(`answer of ${name}`, outcome);
        return outcome;
      },
    ]),
  ) as unknown as App["handlers"];
  return { ...app, handlers };
}

async function watchFiles(files: Files, watch: (where: string, shown: unknown) => void): Promise<void> {
  for (const folder of ["settings", "vault", "vault/set-aside", "practice", "logs"]) {
    for (const name of await files.list(folder)) watch(`file ${name}`, await files.read(`${folder}/${name}`));
  }
}

/** A killed process runs nothing more: here its timers are ended and nothing is saved. */
async function killed(app: App): Promise<void> {
  app.systemSuspending();
  return Promise.resolve();
}

function portsOf(surroundings: Surroundings, requests: { url: string; init: FetchInit }[]): Ports {
  const { tenant, net } = surroundings;
  const fetch: Fetch = async (url, init) => {
    requests.push({ url, init });
    if (net.offline)
      throw Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error(), { code: "ENOTFOUND" }) });
    return globalThis.fetch(url, init);
  };
  const desktop: Desktop = {
    openAddress: (url, unseen) => {
      surroundings.opened.push(url);
      surroundings.unseen.push(unseen);
      return Promise.resolve(surroundings.seat.browser);
    },
    openDataFolder: () => Promise.resolve(),
    showScreen: (screen) => void surroundings.screens.push(screen),
    notify: (notice) => {
      surroundings.notified.push(notice);
      surroundings.noticesThere.push(notice);
    },
    withdrawNotices: () => void surroundings.noticesThere.splice(0),
    quit: () => {},
    proxyFor: () => Promise.resolve(surroundings.net.proxy),
    startAtLogin: (wished) => Promise.resolve(wished ? "on" : "off"),
    useTheme: () => {},
    idleMs: () => surroundings.seat.idleMs,
    canAskPresence: () => surroundings.seat.canAsk,
    provePresence: () => Promise.resolve(surroundings.seat.present),
    shieldScreen: (on) => void (surroundings.seat.shielded = on),
    saveText: (_, text) => {
      surroundings.saved.push(text);
      return Promise.resolve("report.txt");
    },
  };
  return {
    about,
    clock: surroundings.clock,
    fetch,
    files: surroundings.files,
    secretStore: surroundings.secretStore,
    clipboard: surroundings.clipboard,
    desktop,
    redirects: nodeRedirects,
    practice: {
      start: () => Promise.resolve({ origin: tenant.origin, authority: tenant.authority }),
      stop: () => Promise.resolve(),
      forget: () => Promise.resolve(),
    },
    log: { write: (entry) => void surroundings.log.push(entry) },
    random: () => 0.5,
  };
}

function createFakeFiles(): FakeFiles {
  const files = createMemoryFiles();
  const orFail =
    <A extends unknown[], T>(write: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      if (fake.failWith !== undefined) throw Object.assign(new Error("write failed"), { code: fake.failWith });
      return write(...args);
    };
  const fake: FakeFiles = {
    ...files,
    failWith: undefined,
    writeAtomic: orFail(files.writeAtomic),
    createExclusive: orFail(files.createExclusive),
  };
  return fake;
}

function createFakeClipboard(): FakeClipboard {
  return {
    held: "",
    stubborn: false,
    histories: [],
    keepers() {
      return Promise.resolve(this.histories);
    },
    write(text) {
      if (!this.stubborn) this.held = text.reveal();
      return Promise.resolve(!this.stubborn);
    },
    clearIf(text) {
      if (this.held === text.reveal()) this.held = "";
      return Promise.resolve();
    },
  };
}
