// Runs the packed app of this system with `--selftest`, where `npm run pack` left it, and ends as it ends.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const release = join(import.meta.dirname, "../../../release");
const processor = process.arch === "x64" ? "" : `-${process.arch}`;
const programs: Partial<Record<NodeJS.Platform, string>> = {
  linux: `linux${processor}-unpacked/tokentray`,
  win32: `win${processor}-unpacked/TokenTray.exe`,
  darwin: `mac${processor}/TokenTray.app/Contents/MacOS/TokenTray`,
};

const program = join(release, programs[process.platform] ?? "");
if (!existsSync(program)) throw new Error("Nothing is packed for this computer: npm run pack");
const folder = mkdtempSync(join(tmpdir(), "tokentray-"));
try {
  // A program with windows may have no output on Windows, so a file is asked for, too.
  const file = join(folder, "selftest.json");
  const args = ["--selftest", `--selftest-file=${file}`, ...process.argv.slice(2)];
  const { status, signal, error } = spawnSync(program, args, {
    stdio: ["ignore", "ignore", "inherit"],
    timeout: 180_000,
  });
  if (error) throw error;
  if (!existsSync(file)) throw new Error(`${program} ended without a report: ${signal ?? status}`);
  process.stdout.write(readFileSync(file, "utf8"));
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
