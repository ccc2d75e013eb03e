// `npm run test:packed`: packs the built app for Linux, takes it out of its archive, and runs the end-to-end tests of the desktop
// app on that: what works from a checkout alone fails here. Words after the command choose specs, as Playwright takes them.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { extractAsar, readAsar } from "./asarFile.ts";
import { pack } from "./pack.ts";

/**
 * What starts the desktop app. How the pages look is the same from anywhere, the browser host is no part of a package, and the
 * self-test and the packing have tests of their own for this.
 */
const specs = ["desktop.spec", "guide", "platforms", "practice", "waysOn"];

const work = mkdtempSync(join(tmpdir(), "tokentray-packed-"));
try {
  const { asar, executable } = await pack("linux", work);
  const app = join(work, "app.asar");
  extractAsar(readAsar(asar), app);
  const playwright = join(dirname(createRequire(import.meta.url).resolve("playwright/package.json")), "cli.js");
  const chosen = process.argv.length > 2 ? process.argv.slice(2) : specs;
  const args = [playwright, "test", "--config", "tests/e2e/playwright.config.ts", ...chosen];
  const env = { ...process.env, TOKENTRAY_APP: app, STANDIN_PACKAGED: "1", STANDIN_EXECUTABLE: executable };
  const { status } = spawnSync(process.execPath, args, { env, stdio: "inherit" });
  process.exitCode = status ?? 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
