// The core with Node's ports.
import { join } from "node:path";
import { answerWords } from "../../shared/terminalWords.ts";
import { createApp } from "../core/app.ts";
import type { Clipboard, Ports } from "../core/ports.ts";
import { systemClock } from "../node/clock.ts";
import { terminalDataFolder } from "../node/dataFolder.ts";
import { nodeConnect, nodeFetch } from "../node/fetch.ts";
import { createNodeFiles } from "../node/files.ts";
import { keyringEntriesOf, type OpenKeyringEntry } from "../node/keyringEntry.ts";
import { createKeyringStore } from "../node/keyringStore.ts";
import { createLogFile } from "../node/logFile.ts";
import { createPractice } from "../node/practice.ts";
import { nodeRedirects } from "../node/redirects.ts";
import { version } from "../node/version.ts";
import type { Engine } from "./command.ts";
import { terminalDesktop } from "./terminalDesktop.ts";

export interface EngineOptions {
  /** Where settings, sealed records and the log are; the terminal's own folder unless told. */
  readonly dataFolder?: string;
  /** A practice tenant started here runs on, for other processes to use. */
  readonly lasting?: boolean;
  /** Where the keys are that seal the records; the system's keyring unless told. */
  readonly openKeyring?: OpenKeyringEntry;
  /** Any port may be another than Node's. */
  readonly ports?: Partial<Ports>;
  /** Ends the waiting for a keyring. */
  readonly interruption?: AbortSignal;
  /** Told what a person should know or do while everything waits for it: the keyring's prompt, an address to open. */
  readonly tell?: (text: string) => void;
}

/** Nothing is read or written before `app.start()`. Its timers keep no process alive: whoever waits for a token does. */
export function createEngine({
  dataFolder = terminalDataFolder(),
  lasting = false,
  openKeyring = keyringEntriesOf("TokenTray terminal"),
  interruption,
  ports = {},
  tell,
}: EngineOptions = {}): Engine {
  const files = ports.files ?? createNodeFiles(dataFolder);
  const practice = ports.practice ?? createPractice(files, { lasting });
  const app = createApp({
    about: {
      version,
      host: "terminal",
      platform: process.platform,
      dataFolder,
      tray: "unknown",
      runtime: `Node ${process.versions.node}`,
    },
    clock: systemClock,
    fetch: nodeFetch,
    connect: nodeConnect,
    secretStore: createKeyringStore({
      files,
      openEntry: openKeyring,
      interruption,
      onWaiting: (leftMs) => tell?.(answerWords.waitingForKeyring(Math.round(leftMs / 1_000))),
    }),
    redirects: nodeRedirects,
    clipboard: noClipboard,
    desktop: terminalDesktop((text) => tell?.(text)),
    log: createLogFile(join(dataFolder, "logs")),
    random: Math.random,
    ...ports,
    files,
    practice,
  });
  return { app, practice };
}

/** In a terminal, tokens go to standard output. */
const noClipboard: Clipboard = {
  write: () => Promise.resolve(false),
  clearIf: () => Promise.resolve(),
  keepers: () => Promise.resolve([]),
};
