// Self-test: its parts, connected to Electron as the app connects them.
import { join } from "node:path";
import { app, clipboard, ClipboardItem, safeStorage, session } from "electron/main";
import { firstSnapshot } from "../../../shared/snapshot.ts";
import { systemClock } from "../../node/clock.ts";
import { createMemoryFiles } from "../../node/memoryFiles.ts";
import { createSecretStore } from "../secretStore.ts";
import { loginSystem } from "../startAtLogin.ts";
import { showTray } from "../tray.ts";
import { runTool } from "../../node/sessionBus.ts";
import { checkClipboard } from "./clipboardPart.ts";
import type { Options } from "./options.ts";
import { checkPage } from "./pagePart.ts";
import type { Finding } from "./part.ts";
import { checkProgram } from "./programPart.ts";
import { checkSecretStore } from "./secretStorePart.ts";
import { checkLoginItem, checkProxy, checkTray } from "./systemParts.ts";

/** Milliseconds since the process began. */
export type Timings = Partial<Record<"readyMs" | "trayMs" | "firstPaintMs", number>>;
export type Checks = Readonly<Record<string, () => Promise<Finding>>>;

/** When Electron is ready. Each check writes the time of what it brings up into `timings`. */
export function checksOf(dist: string, platform: NodeJS.Platform, options: Options, timings: Timings): Checks {
  const packaged = app.isPackaged;
  const snapshot = firstSnapshot({
    version: app.getVersion(),
    host: "desktop",
    platform,
    tray: "unknown",
    runtime: `Electron ${process.versions.electron}`,
  });
  const makeTray = (): void => {
    const icons = join(dist, "icons");
    showTray({
      clock: systemClock,
      icons,
      platform,
      snapshot: () => snapshot,
      run: () => undefined,
      openWindow: () => undefined,
    });
    timings.trayMs = sinceStart();
  };
  const { limitMs, proxyAddress } = options;
  return {
    tray: () => checkTray(makeTray, platform, runTool),
    page: () =>
      checkPage({
        preload: join(dist, "preload.cjs"),
        pages: join(dist, "renderer"),
        packaged,
        snapshot,
        limitMs: limitMs / 2,
        painted: () => (timings.firstPaintMs = sinceStart()),
      }),
    clipboard: () => checkClipboard({ clipboard, ClipboardItem }, platform, limitMs),
    proxy: () => checkProxy(proxyAddress, (url) => session.fromPartition("api", { cache: false }).resolveProxy(url)),
    loginItem: () => checkLoginItem(loginSystem()),
    program: () =>
      checkProgram({
        packaged,
        executable: app.getPath("exe"),
        appPath: app.getAppPath(),
        platform,
        sandboxOff: app.commandLine.hasSwitch("no-sandbox"),
      }),
    // Last, because it may wait for a person to unlock a keyring.
    secretStore: () => checkSecretStore(createSecretStore(safeStorage, platform, createMemoryFiles())),
  };
}

export function sinceStart(): number {
  return Math.round(performance.now());
}
