// `npm test`: every part in turn, each with its time; stops at the first part that fails. The last line sums up all
// test runners and is written whatever happens.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Counts, countPlaywright, countVitest } from "./counts.ts";

interface Part {
  readonly name: string;
  readonly bin: readonly [packageName: string, file: string];
  readonly args: readonly string[];
  /** Reads the counts out of the report that this part leaves. */
  readonly count?: (report: string) => Counts;
}

const repository = join(import.meta.dirname, "../..");
const reports = join(repository, "test-results");
const realElectron = process.argv.includes("--real-electron");

const reportOf = (name: string): string => join(reports, `${name}.json`);

const endToEnd: Part = {
  name: "end-to-end",
  bin: ["playwright", "cli.js"],
  args: ["test", "--config", "tests/e2e/playwright.config.ts", "--reporter=list,json"],
  count: countPlaywright,
};

const build: Part = { name: "build", bin: ["vite", "bin/vite.js"], args: ["build", "--app", "--logLevel", "warn"] };

const everything: readonly Part[] = [
  { name: "format", bin: ["oxfmt", "bin/oxfmt"], args: ["--check"] },
  { name: "lint", bin: ["oxlint", "bin/oxlint"], args: ["--type-aware", "--deny-warnings"] },
  { name: "types", bin: ["typescript", "bin/tsc"], args: ["-b"] },
  build,
  {
    name: "unit",
    bin: ["vitest", "vitest.mjs"],
    args: ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${reportOf("unit")}`],
    count: countVitest,
  },
  endToEnd,
];

/** Runs a part and answers whether it passed. */
const run = (part: Part): Promise<boolean> => {
  const [packageName, file] = part.bin;
  const manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
  const child = spawn(process.execPath, [join(dirname(manifest), file), ...part.args], {
    cwd: repository,
    env: {
      ...process.env,
      PLAYWRIGHT_JSON_OUTPUT_FILE: reportOf(part.name),
      ...(realElectron ? { TOKENTRAY_REAL_ELECTRON: "1" } : {}),
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve) => {
    child.on("error", () => resolve(false));
    child.on("exit", (code) => resolve(code === 0));
  });
};

// A part that counts its tests and fails without a failed test (no report, a crash) counts as one failure; so does a
// failed part that has no tests to count.
const countsOf = (part: Part, passed: boolean): Counts => {
  const counts = part.count ? part.count(readReport(part.name)) : { passed: 0, failed: 0 };
  const silent = !passed && counts.failed === 0;
  const empty = passed && part.count !== undefined && counts.passed === 0;
  return silent || empty ? { ...counts, failed: 1 } : counts;
};

const readReport = (name: string): string => {
  try {
    return readFileSync(reportOf(name), "utf8");
  } catch {
    return "";
  }
};

const runAll = async (parts: readonly Part[]): Promise<Counts> => {
  const total = { passed: 0, failed: 0 };
  for (const part of parts) {
    const startedAt = performance.now();
    const counts = countsOf(part, await run(part));
    total.passed += counts.passed;
    total.failed += counts.failed;
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    process.stdout.write(`${counts.failed > 0 ? "✗" : "✓"} ${part.name}  ${seconds} s\n\n`);
    if (counts.failed > 0) break;
  }
  return total;
};

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const { passed, failed } = await runAll(realElectron ? [build, endToEnd] : everything);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
