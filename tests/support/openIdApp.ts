// The whole program against an OpenID server, with its own connection; on the system's clock unless told otherwise.
import { createApp, type App } from "../../electron/core/app.ts";
import type { Clock, Fetch, Files, LogEntry, Ports } from "../../electron/core/ports.ts";
import { systemClock } from "../../electron/node/clock.ts";
import { nodeFetch } from "../../electron/node/fetch.ts";
import { headlessDesktop } from "../../electron/node/headlessDesktop.ts";
import { nodeRedirects } from "../../electron/node/redirects.ts";
import { createMemoryFiles } from "../../electron/node/memoryFiles.ts";
import type { ConnectionDraft } from "../../shared/connection.ts";
import type { Failure, Outcome } from "../../shared/failure.ts";
import type { Account } from "../../shared/snapshot.ts";
import { createFakeSecretStore } from "./fakeSecretStore.ts";
import { ann } from "./openIdPeople.ts";
import { publicClient } from "./openIdProvider.ts";

/** One request that the program sent. */
export interface SentRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly form: URLSearchParams;
}

export interface OpenIdApp {
  readonly app: App;
  /** What the program runs on, for another one beside it or after it. */
  readonly ports: Ports;
  readonly files: Files;
  readonly connectionId: string;
  readonly sent: readonly SentRequest[];
  readonly log: readonly LogEntry[];
  signIn(password?: string): Promise<Outcome<{ readonly accountId: string }>>;
  /** Signs in and answers the account's ID; throws what went wrong. */
  signedIn(): Promise<string>;
  account(): Account;
  /** The failure of the first scope set. */
  failure(): Failure | undefined;
  /** Ends this program and starts the next on the same files and keyring. */
  restart(): Promise<OpenIdApp>;
}

export async function startOpenIdApp(
  authority: string,
  draft: Partial<ConnectionDraft> = {},
  clock: Clock = systemClock,
  fetch: Fetch = nodeFetch,
): Promise<OpenIdApp> {
  const sent: SentRequest[] = [];
  const log: LogEntry[] = [];
  const ports: Ports = {
    about: { version: "0.0.0-test", host: "desktop", platform: "linux", tray: "unknown", runtime: "test" },
    clock,
    fetch(url, init) {
      sent.push({ url, headers: init.headers, form: new URLSearchParams(init.body ?? "") });
      return fetch(url, init);
    },
    files: createMemoryFiles(),
    secretStore: createFakeSecretStore(),
    clipboard: {
      write: () => Promise.resolve(true),
      clearIf: () => Promise.resolve(),
      keepers: () => Promise.resolve([]),
    },
    desktop: headlessDesktop,
    redirects: nodeRedirects,
    practice: {
      start: () => Promise.reject(new Error("the practice tenant is of no concern here")),
      stop: () => Promise.resolve(),
      forget: () => Promise.resolve(),
    },
    log: { write: (entry) => void log.push(entry) },
    random: () => 0.5,
  };
  const app = createApp(ports);
  await app.start();
  const saved = await app.handlers.saveConnection({ draft: { ...usualDraft, authority, ...draft } });
  if (!saved.ok || !saved.value.saved) throw new Error(`the connection was refused: ${JSON.stringify(saved)}`);
  return run({ ports, sent, log, connectionId: saved.value.connectionId }, app);
}

const usualDraft: ConnectionDraft = {
  label: "Test server",
  colour: "green",
  kind: "openid",
  authority: "",
  tenant: "",
  clientId: publicClient,
  scopes: "api.read",
};

interface Surroundings extends Pick<OpenIdApp, "sent" | "log" | "connectionId"> {
  readonly ports: Ports;
}

function run({ ports, ...surroundings }: Surroundings, app: App): OpenIdApp {
  const { connectionId } = surroundings;
  const openIdApp: OpenIdApp = {
    ...surroundings,
    app,
    ports,
    files: ports.files,
    signIn: (password = ann.password) => app.handlers.signIn({ connectionId, username: ann.username, password }),
    async signedIn() {
      const outcome = await openIdApp.signIn();
      if (!outcome.ok) throw new Error(`sign-in failed: ${JSON.stringify(outcome.failure)}`);
      return outcome.value.accountId;
    },
    account() {
      const account = app.snapshot().accounts[0];
      if (account === undefined) throw new Error("no account");
      return account;
    },
    failure: () => openIdApp.account().scopeSets[0]?.failure,
    async restart() {
      await app.stop();
      const next = createApp(ports);
      await next.start();
      return run({ ports, ...surroundings }, next);
    },
  };
  return openIdApp;
}
