// `npm test`: every part in turn, each with its time. The last line sums up all of them.
import { mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Counts, countPlaywright, countVitest } from "./counts.ts";
import { type Part, runParts } from "./parts.ts";

const repository = join(import.meta.dirname, "../..");
const reports = join(repository, "test-results");
const realElectron = process.argv.includes("--real-electron");

const part = (name: string, [packageName, file]: readonly [string, string], ...args: readonly string[]): Part => {
  const manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
  const env = { ...process.env, ...(realElectron ? { TOKENTRAY_REAL_ELECTRON: "1" } : {}) };
  return { name, script: join(dirname(manifest), file), args, env };
};

const counted = (made: Part, count: (report: string) => Counts): Part => {
  const report = join(reports, `${made.name}.json`);
  return { ...made, report, count, env: { ...made.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report } };
};

const build = part("build", ["vite", "bin/vite.js"], "build", "--app", "--logLevel", "warn");
const unitReport = `--outputFile.json=${join(reports, "unit.json")}`;
const unitParts = ["--project=unit", "--project=renderer"];
const unit = part(
  "unit",
  ["vitest", "vitest.mjs"],
  "run",
  ...unitParts,
  "--reporter=default",
  "--reporter=json",
  unitReport,
);
const config = "tests/e2e/playwright.config.ts";
const endToEnd = part("end-to-end", ["playwright", "cli.js"], "test", "--config", config, "--reporter=list,json");

const everything: readonly Part[] = [
  part("format", ["oxfmt", "bin/oxfmt"], "--check"),
  part("lint", ["oxlint", "bin/oxlint"], "--type-aware", "--deny-warnings"),
  part("types", ["typescript", "bin/tsc"], "-b"),
  build,
  counted(unit, countVitest),
  counted(endToEnd, countPlaywright),
];
const onElectron = [build, counted(endToEnd, countPlaywright)];

process.chdir(repository);
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const { failed } = await runParts(realElectron ? onElectron : everything, (line) => process.stdout.write(`${line}\n`));
process.exitCode = failed > 0 ? 1 : 0;
