// Compiles, builds and tests a copy of the checkout.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { NamedTest } from "./fault.ts";
import { readReport, type RanTest } from "./report.ts";

/** `absent`: no test of this name ran, because it is not there, was skipped, or its file could not be loaded. */
export type TestResult = "green" | "red" | "absent";

interface Ended {
  readonly ok: boolean;
  readonly said: string;
}

export interface Tools {
  /** Undefined when all is well, else what the compiler said. */
  compile(): Promise<string | undefined>;
  build(): Promise<string | undefined>;
  /** Runs these tests and no others; all must belong to one runner. In the order of `tests`. */
  test(tests: readonly NamedTest[]): Promise<readonly TestResult[]>;
}

const limitMs = 240_000;

export function toolsIn(copy: string): Tools {
  const reportFile = join(copy, "report.json");
  const run = (bin: string, ...args: string[]): Promise<Ended> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [join(copy, "node_modules", bin), ...args], {
        cwd: copy,
        env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
        stdio: ["ignore", "pipe", "pipe"],
        timeout: limitMs,
      });
      let said = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += String(chunk)));
      child.on("error", (error) => resolve({ ok: false, said: String(error) }));
      child.on("close", (code) => resolve({ ok: code === 0, said }));
    });
  const problemOf = ({ ok, said }: Ended): string | undefined => (ok ? undefined : said.trim());

  return {
    compile: async () => problemOf(await run("typescript/bin/tsc", "-b", "--pretty", "false")),
    build: async () => problemOf(await run("vite/bin/vite.js", "build", "--app", "--logLevel", "warn")),
    async test(tests) {
      rmSync(reportFile, { force: true });
      const files = [...new Set(tests.map(({ file }) => `tests/${file}`))];
      const names = tests.map(({ name }) => escaped(name)).join("|");
      if (tests[0]?.runner === "playwright") {
        await run("playwright/cli.js", "test", "--config", playwrightConfig, "--reporter=json", "-g", names, ...files);
      } else {
        await run("vitest/vitest.mjs", "run", "--reporter=json", `--outputFile=${reportFile}`, "-t", names, ...files);
      }
      const ran = readReport(reportFile);
      return tests.map((test) => resultOf(test, ran));
    },
  };
}

const playwrightConfig = "tests/e2e/playwright.config.ts";

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");

function resultOf({ file, name }: NamedTest, ran: readonly RanTest[]): TestResult {
  const meant = ran.filter((each) => `/${file}`.endsWith(`/${each.file}`) && each.title.startsWith(name));
  if (meant.length === 0) return "absent";
  return meant.every(({ passed }) => passed) ? "green" : "red";
}
