// `npm run screenshots`: takes the README's pictures anew. A script of its own, because shells set variables differently.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const playwright = join(dirname(createRequire(import.meta.url).resolve("playwright/package.json")), "cli.js");
const { status } = spawnSync(
  process.execPath,
  [playwright, "test", "--config", join(import.meta.dirname, "../playwright.config.ts"), "screenshots.spec.ts"],
  { stdio: "inherit", env: { ...process.env, UPDATE_SCREENSHOTS: "1" } },
);
process.exitCode = status ?? 1;
