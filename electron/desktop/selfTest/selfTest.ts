// `TokenTray --selftest`: tries everything that only the system can do, prints one JSON and ends with 0 or 1. It has a profile of its
// own for that time, reads no settings and no records, and changes nothing that stays.
import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { app, clipboard, ClipboardItem, safeStorage, session } from "electron/main";
import { selfTestWords } from "../../../shared/selfTestWords.ts";
import { firstSnapshot } from "../../../shared/snapshot.ts";
import { systemClock } from "../../node/clock.ts";
import { denyPermissions, guardPages } from "../hardening.ts";
import { liveWithoutWindows } from "../lifecycle.ts";
import { createSecretStore } from "../secretStore.ts";
import { loginSystem } from "../startAtLogin.ts";
import { showTray } from "../tray.ts";
import { runTool } from "../trayWatcher.ts";
import { checkClipboard } from "./clipboardPart.ts";
import { readOptions, type Options } from "./options.ts";
import { checkPage } from "./pagePart.ts";
import { runPart, withinLimit, type Finding, type PartReport } from "./part.ts";
import { checkProgram } from "./programPart.ts";
import { checkSecretStore } from "./secretStorePart.ts";
import { checkLoginItem, checkProxy, checkTray } from "./systemParts.ts";

type Timings = Partial<Record<"readyMs" | "trayMs" | "firstPaintMs", number>>;
type Checks = Readonly<Record<string, () => Promise<Finding>>>;

/** `dist` is the folder of the built app. To be called before Electron is ready. */
export async function selfTest(dist: string, platform: NodeJS.Platform): Promise<void> {
  useOwnProfile();
  guardPages();
  liveWithoutWindows();
  const options = readOptions(process.argv);
  const timings: Timings = {};
  const ready = await withinLimit(
    app.whenReady().then(() => true),
    options.limitMs,
    false,
  );
  if (ready) {
    timings.readyMs = sinceStart();
    denyPermissions();
  }
  const parts = ready
    ? await runAll(checksOf(dist, platform, options, timings), options.limitMs)
    : { electron: notReady };
  await report({ parts, timings }, options);
}

function checksOf(dist: string, platform: NodeJS.Platform, options: Options, timings: Timings): Checks {
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
    secretStore: () => checkSecretStore(createSecretStore(safeStorage, platform)),
  };
}

/** One after another, as they would be at a start, so that their times mean something. */
async function runAll(checks: Checks, limitMs: number): Promise<Readonly<Record<string, PartReport>>> {
  const reports: Record<string, PartReport> = {};
  for (const [name, check] of Object.entries(checks)) reports[name] = await runPart(check, limitMs);
  return reports;
}

const notReady: PartReport = { ok: false, tookMs: 0, problem: selfTestWords.notReady, facts: {} };

interface Results {
  readonly parts: Readonly<Record<string, PartReport>>;
  readonly timings: Timings;
}

async function report({ parts, timings }: Results, { file }: Options): Promise<void> {
  const ok = Object.values(parts).every((part) => part.ok);
  const { electron, chrome, node, v8 } = process.versions;
  const { platform, arch } = process;
  const versions = { tokentray: app.getVersion(), electron, chrome, node, v8, platform, arch };
  const profile = app.getPath("userData");
  const text = `${JSON.stringify({ ok, versions, profile, timings, parts }, null, 2)}\n`;
  // A windowed program on Windows may have no output that anybody reads.
  const saved =
    file === undefined ||
    (await writeFile(file, text, { mode: 0o600 }).then(
      () => true,
      () => false,
    ));
  const end = (): void => app.exit(ok && saved ? 0 : 1);
  process.stdout.on("error", end);
  process.stdout.write(text, end);
}

/** The person's profile may be in use, and is theirs. */
function useOwnProfile(): void {
  const folder = mkdtempSync(join(tmpdir(), "tokentray-selftest-"));
  app.setPath("userData", folder);
  app.once("quit", () => {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // Windows keeps files that are in use; the temporary folder is cleared by the system.
    }
  });
}

/** Milliseconds since this process began. */
function sinceStart(): number {
  return Math.round(performance.now());
}
