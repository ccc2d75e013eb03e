// The ports of the browser host: everything in memory, nothing on disk, the clipboard left to the page.
import type { Desktop, LogSink, Ports } from "../core/ports.ts";
import { findHistories } from "../node/clipboardHistories.ts";
import { systemClock } from "../node/clock.ts";
import { commandStart } from "../node/commandStart.ts";
import { nodeConnect, nodeFetch } from "../node/fetch.ts";
import { logLine } from "../node/logFile.ts";
import { createMemoryFiles } from "../node/memoryFiles.ts";
import { memoryStore } from "../node/memoryStore.ts";
import { nodeRedirects } from "../node/redirects.ts";
import { createPractice } from "../node/practice.ts";
import { version } from "../node/version.ts";

export function browserPorts(desktop: Desktop, write: (text: string) => void, because?: string): Ports {
  const files = createMemoryFiles();
  return {
    about: {
      version,
      host: "browser",
      platform: process.platform,
      tray: "drawnInPage",
      runtime: `Node ${process.versions.node}`,
      command: commandStart(),
      ...(because !== undefined && { because }),
    },
    clock: systemClock,
    fetch: nodeFetch,
    connect: nodeConnect,
    files,
    secretStore: memoryStore,
    clipboard: {
      write: () => Promise.resolve(false),
      clearIf: () => Promise.resolve(),
      // A page cannot mark what it copies, so that even those keep it that heed the mark.
      keepers: async () => (await findHistories()).map(({ id }) => id),
    },
    desktop,
    practice: createPractice(files, { lasting: true }),
    redirects: nodeRedirects,
    log: errorsOnly(write),
    random: Math.random,
  };
}

/** There is no log file here; an incident must be found under its ID all the same. */
function errorsOnly(write: (text: string) => void): LogSink {
  return { write: (entry) => void (entry.level === "error" && write(logLine(entry))) };
}
