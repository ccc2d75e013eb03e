// The browser host: the app's windows at a loopback address, for one person who holds the one-time key.
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { serveWords } from "../../shared/terminalWords.ts";
import { createApp, type App } from "../core/app.ts";
import type { Desktop } from "../core/ports.ts";
import { listenLoopback, type Loopback } from "../loopback/listener.ts";
import { interrupted } from "../node/interruption.ts";
import { headlessDesktop } from "../node/headlessDesktop.ts";
import { openUnseen } from "../node/openUnseen.ts";
import { proxyFor } from "../node/proxyFor.ts";
import { answer, closedPaths } from "./answer.ts";
import { createEvents } from "./events.ts";
import { loadPages, type Pages } from "./pages.ts";
import { browserPorts } from "./ports.ts";
import { createSessions } from "./session.ts";

export interface ServeOptions {
  /** Ends the host. */
  readonly interruption: AbortSignal;
  /** Where the address is printed. */
  readonly write: (text: string) => void;
  /** Where faults of the program's own are logged, one line of JSON each. */
  readonly writeLog: (text: string) => void;
  /** Enter there prints a new address. */
  readonly keyboard?: NodeJS.ReadStream;
  /** Wished port. */
  readonly port?: number;
  /** Why the desktop app is not used, for the page to show. */
  readonly because?: string;
  /** Folder of the built page; beside this bundle unless told. */
  readonly pagesFolder?: string;
}

const maxBodyBytes = 256 * 1024;
/** The answer to “quit” and the end of the events have to reach the page first. */
const lastWordsMs = 100;

/** Serves until Ctrl-C or until the page says “quit”. Answers with an exit code. */
export async function serve(options: ServeOptions): Promise<number> {
  const { write, interruption, keyboard } = options;
  const pages = await loadPages(options.pagesFolder ?? join(import.meta.dirname, "renderer")).catch(() => undefined);
  if (pages === undefined) {
    write(`${serveWords.noPages}\n`);
    return 1;
  }
  const keyUsed = new AbortController();
  const host = await openHost(pages, options, () => {
    write(`${serveWords.opened}\n`);
    keyUsed.abort();
  });
  const address = host.newAddress();
  write(`${serveWords.address}\n\n    ${address}\n\n${serveWords.memory}\n`);
  if (keyboard !== undefined) {
    write(`${serveWords.freshKey}\n`);
    keyboard.on("data", () => write(`\n    ${host.newAddress()}\n\n`));
  }
  // Where it has to be an argument all the same: the key works once, and more is in `session.ts`.
  void openUnseen(address, { over: keyUsed.signal, standIn: () => address });
  await Promise.race([interrupted(interruption), host.quit]);
  keyboard?.pause();
  keyUsed.abort();
  await host.close();
  write(`${serveWords.ended}\n`);
  return 0;
}

interface BrowserHost {
  /** With a new key in its fragment, which no server and no Referer ever sees. */
  newAddress(): string;
  /** Resolves when the page said “quit”. */
  readonly quit: Promise<unknown>;
  close(): Promise<void>;
}

async function openHost(
  pages: Pages,
  { writeLog, port, because }: ServeOptions,
  onOpened: () => void,
): Promise<BrowserHost> {
  const events = createEvents();
  const sessions = createSessions(closedPaths);
  const quit = Promise.withResolvers<void>();
  const desktop: Desktop = {
    ...headlessDesktop,
    openAddress: (url) => {
      events.openAddress(url);
      return Promise.resolve(true);
    },
    showScreen: (screen) => events.showScreen(screen),
    proxyFor,
    quit: () => quit.resolve(),
  };
  const app: App = createApp(browserPorts(desktop, writeLog, because));
  await app.start();
  const rooms = { app, pages, sessions, events, onOpened };
  const loopback: Loopback = await listenLoopback({
    maxBodyBytes,
    ...(port !== undefined && { port }),
    isKnown: (headers) => sessions.knows(headers),
    handle: (request) => answer(request, rooms),
    onUnexpected: (error) => void app.reportBug(error),
  });
  return {
    newAddress: () => `${loopback.origin}/#key=${sessions.newKey()}`,
    quit: quit.promise,
    close: async () => {
      events.end();
      // So that pages see an end rather than a break.
      await wait(lastWordsMs);
      await loopback.close();
      await app.stop();
    },
  };
}
