// `TokenTray --selftest`: tries everything that only the system can do, prints one JSON and ends with 0 or 1. It has a profile of its
// own for that time, reads no settings and no records, and changes nothing that stays.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { app } from "electron/main";
import { selfTestWords } from "../../../shared/selfTestWords.ts";
import { denyPermissions, guardPages } from "../hardening.ts";
import { liveWithoutWindows } from "../lifecycle.ts";
import { checksOf, sinceStart, type Checks, type Timings } from "./checks.ts";
import { readOptions } from "./options.ts";
import { runPart, withinLimit, type PartReport } from "./part.ts";
import { report } from "./report.ts";

/** `dist` is the folder of the built app. To be called before Electron is ready. */
export async function selfTest(dist: string, platform: NodeJS.Platform): Promise<void> {
  // Electron's own dialog would wait for somebody to close it.
  process.on("uncaughtException", endBadly);
  useOwnProfile();
  guardPages();
  liveWithoutWindows();
  const options = readOptions(process.argv);
  const timings: Timings = {};
  const whenReady = app.whenReady().then(() => true);
  if (await withinLimit(whenReady, options.limitMs, false)) {
    timings.readyMs = sinceStart();
    denyPermissions();
    const parts = await runAll(checksOf(dist, platform, options, timings), options.limitMs);
    return report({ parts, timings }, options);
  }
  return report({ parts: { electron: notReady }, timings }, options);
}

/** For what no part of it has caught. */
export function endBadly(error: unknown): void {
  process.stderr.write(`${selfTestWords.broke(error instanceof Error ? error.message : String(error))}\n`);
  app.exit(1);
}

/** One after another, as they would be at a start, so that their times mean something. */
async function runAll(checks: Checks, limitMs: number): Promise<Readonly<Record<string, PartReport>>> {
  const reports: Record<string, PartReport> = {};
  for (const [name, check] of Object.entries(checks)) reports[name] = await runPart(check, limitMs);
  return reports;
}

const notReady: PartReport = { ok: false, tookMs: 0, problem: selfTestWords.notReady, facts: {} };

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
