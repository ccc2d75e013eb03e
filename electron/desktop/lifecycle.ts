// When the app ends, sleeps, wakes and fails: only on purpose, without losing or leaving anything.
import { app, Menu, powerMonitor, type RelaunchOptions } from "electron/main";
import type { App } from "../core/app.ts";
import { hidden } from "./startAtLogin.ts";
import type { Windows } from "./windows.ts";
import { createScreenSaverWatch, listenToSessionBus } from "./screenSaverWatch.ts";

/** Cleaning up must not keep the computer from shutting down. */
const longestStopMs = 3000;

/** The tray is the app: it lives without a window. Before the app is ready. */
export function liveWithoutWindows(): void {
  app.on("window-all-closed", () => undefined);
}

/**
 * A start while the program runs brings its window: the other process says so, and ends. One that comes while this one ends
 * is made up for afterwards. Before the app is ready.
 */
export function answerStarts(windows: Pick<Windows, "show">): void {
  let ending = false;
  let again = false;
  app.on("before-quit", () => void (ending = true));
  app.on("second-instance", (_event, args: readonly string[]) => {
    if (args.includes(hidden)) return;
    if (!ending) windows.show();
    else if (!again) {
      again = true;
      app.relaunch(relaunchOptions(process));
    }
  });
  app.on("activate", () => windows.show());
}

/** With a window. An AppImage's own program is gone with the process that had it mounted. */
function relaunchOptions({ argv, env, execPath }: NodeJS.Process): RelaunchOptions {
  return { args: argv.slice(1).filter((arg) => arg !== hidden), execPath: env["APPIMAGE"] ?? execPath };
}

/** Quitting waits until the program has cleaned up, the clipboard above all. When the app is ready. */
export function quitOnPurpose(program: App, platform: NodeJS.Platform): void {
  let stopping: Promise<void> | undefined;
  let stopped = false;
  let shuttingDown = false;
  // To hold up this quit would call the computer's shutdown off; the clipboard ends with it anyway. Windows asks nobody.
  if (platform !== "win32") powerMonitor.on("shutdown", () => void (shuttingDown = true));
  app.on("before-quit", (event) => {
    if (stopped) return;
    if (!shuttingDown) event.preventDefault();
    stopping ??= withinLimit(program.stop(), longestStopMs)
      .catch((error: unknown) => void program.reportBug(error))
      .then(() => {
        stopped = true;
        app.quit();
      });
  });
}

/** A bug is logged under an ID and shown as such; Electron's own dialog would show whatever the error holds. */
export function catchBugs(program: App): void {
  process.on("uncaughtException", (error) => void program.reportBug(error));
  process.on("unhandledRejection", (error) => void program.reportBug(error));
}

/** `redraw`: what shows times is out of date after a sleep. When the app is ready. */
export function followPower(program: App, platform: NodeJS.Platform, redraw: () => void): void {
  powerMonitor.on("suspend", () => program.systemSuspending());
  powerMonitor.on("resume", () => {
    program.systemResumed();
    program.storeMayBeUnlocked();
    redraw();
  });
  // Electron has no such event on Linux.
  if (platform === "linux") return followScreenSaver(program);
  powerMonitor.on("unlock-screen", () => program.screenUnlocked());
  powerMonitor.on("lock-screen", () => program.screenLocked());
}

function followScreenSaver(program: App): void {
  const watch = createScreenSaverWatch(listenToSessionBus, (active) => {
    if (active) program.screenLocked();
    else program.storeMayBeUnlocked();
  });
  program.subscribe(({ settings }) => watch.follow(settings.lockWithSystem));
  app.on("will-quit", () => watch.follow(false));
}

/** Without an edit menu macOS loses copy and paste in windows; elsewhere a menu is only in the way. */
export function setApplicationMenu(platform: NodeJS.Platform): void {
  const roles = [{ role: "appMenu" }, { role: "editMenu" }, { role: "windowMenu" }] as const;
  Menu.setApplicationMenu(platform === "darwin" ? Menu.buildFromTemplate([...roles]) : null);
}

function withinLimit(work: Promise<void>, limitMs: number): Promise<void> {
  const limit = new Promise<void>((resolve) => setTimeout(resolve, limitMs).unref());
  return Promise.race([work, limit]);
}
