// Finds Electron's program file, fetching it the first time: since Electron 42 `npm ci` alone does not bring it.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fetchingRuntime, launchDetail, type LaunchTrouble } from "../../shared/launchWords.ts";
import { downloadDetail } from "./trouble.ts";

export type Runtime = { readonly executable: string } | { readonly trouble: LaunchTrouble };

/** The program file; ELECTRON_OVERRIDE_DIST_PATH and the variables of Electron's own downloader are honoured. */
export const findRuntime = async (): Promise<Runtime> => {
  const override = process.env["ELECTRON_OVERRIDE_DIST_PATH"];
  if (override) return existing(join(override, programFile()));
  const folder = packageFolder();
  if (!folder) return { trouble: { kind: "notInstalled" } };
  if (!isWhole(folder)) {
    const detail = await download(folder);
    if (detail) return { trouble: { kind: "notDownloaded", detail } };
  }
  return existing(join(folder, "dist", programFile()));
};

const existing = (executable: string): Runtime =>
  existsSync(executable) ? { executable } : { trouble: { kind: "notStarted", detail: launchDetail.missing } };

const programFile = (): string => {
  if (process.platform === "win32") return "electron.exe";
  return process.platform === "darwin" ? "Electron.app/Contents/MacOS/Electron" : "electron";
};

const packageFolder = (): string | undefined => {
  try {
    return dirname(createRequire(import.meta.url).resolve("electron/package.json"));
  } catch {
    return undefined;
  }
};

// The installer writes path.txt last, so a download that was cut short is begun again.
const isWhole = (folder: string): boolean =>
  existsSync(join(folder, "path.txt")) && existsSync(join(folder, "dist", programFile()));

const stalledAfterMs = 20_000;

// Runs the package's own installer, which verifies checksums. It has no time limit of its own, so it is stopped when
// nothing has arrived for a while; a slow line that still moves is left alone.
const download = async (folder: string): Promise<string | undefined> => {
  process.stderr.write(`${fetchingRuntime}\n`);
  const temporary = mkdtempSync(join(tmpdir(), "tokentray-electron-"));
  const installer = spawn(process.execPath, [join(folder, "install.js")], {
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const progress = () => `${sizeOf(temporary)} ${sizeOf(join(folder, "dist"))}`;
  const watch = stallWatch(progress, () => installer.kill());
  let errorText = "";
  installer.stderr.setEncoding("utf8").on("data", (text: string) => (errorText = (errorText + text).slice(-8_192)));
  const code = await new Promise<number | null>((resolve) => {
    installer.on("error", () => resolve(null));
    installer.on("close", resolve);
  });
  watch.stop();
  rmSync(temporary, { recursive: true, force: true });
  if (code === 0) return undefined;
  return watch.stalled() ? launchDetail.stalled : downloadDetail(errorText);
};

const stallWatch = (progress: () => string, stop: () => void) => {
  let last = progress();
  let movedAt = Date.now();
  let stalled = false;
  const timer = setInterval(() => {
    const now = progress();
    if (now !== last) [last, movedAt] = [now, Date.now()];
    if (Date.now() - movedAt < stalledAfterMs) return;
    stalled = true;
    stop();
  }, 500);
  return { stop: () => clearInterval(timer), stalled: () => stalled };
};

const sizeOf = (folder: string): number => {
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const sizes = files.map((file) => statSync(join(file.parentPath, file.name), { throwIfNoEntry: false })?.size ?? 0);
  return sizes.reduce((sum, size) => sum + size, 0);
};
