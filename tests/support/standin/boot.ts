// Entry of the stand-in executable: looks like Electron's main process to the app, starts Chromium, loads the app, announces `ready`.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { announceReady, app } from "./app.ts";
import { findAppEntry } from "./appEntry.ts";
import { startBrowser } from "./browser.ts";
import { parseCommandLine, withoutDriver } from "./commandLine.ts";
import { complain } from "./complain.ts";
import { electron } from "./electronModule.ts";
import { environment } from "./environment.ts";
import { offerAsElectron } from "./moduleHook.ts";
import { becomeReady } from "./readiness.ts";
import { mark, record } from "./record.ts";

const here = import.meta.dirname;
const require = createRequire(import.meta.url);
const given = process.argv.slice(2);
const { preloads, switches, target } = parseCommandLine(given);
const entry = findAppEntry(target);
if (entry.main.endsWith(".mjs") || (entry.manifest.type === "module" && !entry.main.endsWith(".cjs"))) {
  throw new Error(`stand-in: ${entry.main} is an ES module; the app's main file is CommonJS`);
}
environment.folder = entry.folder;
environment.manifest = entry.manifest;
environment.switches = switches;

// Node makes its `fetch` at the first use. With a debugger at work at that moment V8 was seen to abort, so it is used now.
void fetch("data:,");
imitateElectronProcess();
offerAsElectron(electron);
watchProcess();
const ofTheApp = withoutDriver(switches, preloads);
for (const preload of preloads) require(resolve(preload));
environment.switches = ofTheApp;
const browserReady = startBrowser(switches.has("remote-debugging-port"));
// Only now: Node's own code for starting processes looks at the platform too.
if (process.env["STANDIN_PLATFORM"]) define("platform", process.env["STANDIN_PLATFORM"]);
loadApp();
browserReady.then(
  () => {
    app.emit("will-finish-launching");
    becomeReady();
    mark("ready");
    announceReady();
  },
  (error: unknown) => {
    complain("stand-in: Chromium could not be started", error);
    process.exit(70);
  },
);

function loadApp(): void {
  try {
    require(entry.main);
  } catch (error) {
    complain(`stand-in: ${entry.main} could not be loaded`, error);
    process.exit(1);
  }
}

function define(name: string, value: unknown, on: object = process): void {
  Object.defineProperty(on, name, { value, configurable: true, enumerable: true, writable: true });
}

function imitateElectronProcess(): void {
  define("electron", readFileSync(resolve(here, "version"), "utf8").trim(), process.versions);
  define("chrome", "154.0.0.0", process.versions);
  define("type", "browser");
  define("resourcesPath", resolve(entry.folder, ".."));
  if (!app.isPackaged) define("defaultApp", true);
  process.argv = [resolve(here, "electron"), ...given];
}

function watchProcess(): void {
  // Electron shows a dialog or prints a warning where the app does not listen itself, and goes on.
  for (const name of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(name, (error: unknown) => {
      record.uncaught.push(error instanceof Error ? String(error.stack) : String(error));
      if (process.listenerCount(name) === 1) complain(`${name} in the main process`, error);
    });
  }
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => app.quit());
  process.exit = ((code) => app.exit(Number(code ?? process.exitCode ?? 0))) as typeof process.exit;
}
