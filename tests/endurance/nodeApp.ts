// The whole program on Node's real files and fetch, its records sealed with a key that every process of a test shares.
import { createApp, type App } from "../../electron/core/app.ts";
import type { Clock, Fetch, Files, LogEntry, SecretStore } from "../../electron/core/ports.ts";
import { createVault, type Vault } from "../../electron/core/vault.ts";
import { systemClock } from "../../electron/node/clock.ts";
import { nodeFetch } from "../../electron/node/fetch.ts";
import { createNodeFiles } from "../../electron/node/files.ts";
import { headlessDesktop } from "../../electron/node/headlessDesktop.ts";
import { nodeRedirects } from "../../electron/node/redirects.ts";
import { openWith, sealWith } from "../../electron/node/sealing.ts";

export const scopes: readonly string[] = ["api.read"];
const clientId = "endurance";
const testKey = Buffer.alloc(32, 7);

/** Seals for real, with a key that is no secret. */
const testStore: SecretStore = {
  state: () => Promise.resolve({ kind: "protected", backEnd: "test key" }),
  seal: (plain, purpose) => Promise.resolve({ ok: true, bytes: sealWith(testKey, plain, purpose) }),
  open: (sealed, purpose) => {
    const plain = openWith(testKey, sealed, purpose);
    return Promise.resolve(
      plain === undefined ? { ok: false, reason: "damaged" } : { ok: true, plain, resealWanted: false },
    );
  },
  forget: () => Promise.resolve(),
};

export interface OtherPorts {
  readonly files?: Files;
  readonly fetch?: Fetch;
  readonly clock?: Clock;
  readonly log?: (entry: LogEntry) => void;
  readonly random?: () => number;
}

/** Nothing is read before `start`. `folder` is where everything is kept, unless other files are given. */
export function createNodeApp(folder: string, others: OtherPorts = {}): App {
  return createApp({
    about: { version: "0.0.0-test", host: "terminal", platform: "linux", tray: "unknown", runtime: "test" },
    clock: others.clock ?? systemClock,
    fetch: others.fetch ?? nodeFetch,
    files: others.files ?? createNodeFiles(folder),
    secretStore: testStore,
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
    log: { write: (entry) => others.log?.(entry) },
    random: others.random ?? Math.random,
  });
}

/** The vault alone, as a process sees it that was not there before. */
export function openVault(files: Files): Vault {
  const log = { info: () => undefined, warning: () => undefined, bug: () => "" };
  return createVault({ files, secretStore: testStore, clock: systemClock, log });
}

/** Answers the new connection's ID. */
export async function connectTo(app: App, authority: string): Promise<string> {
  const saved = await app.handlers.saveConnection({
    draft: { label: "Endurance", colour: "green", kind: "openid", authority, tenant: "", clientId, scopes: "api.read" },
  });
  if (!saved.ok || !saved.value.saved) throw new Error(`the connection was refused: ${JSON.stringify(saved)}`);
  return saved.value.connectionId;
}

/** Signs in and answers the account's ID. */
export async function signInAs(app: App, connectionId: string, username: string): Promise<string> {
  const outcome = await app.handlers.signIn({ connectionId, username, password: "a password" });
  if (!outcome.ok) throw new Error(`sign-in failed: ${outcome.failure.kind}`);
  return outcome.value.accountId;
}
