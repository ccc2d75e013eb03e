// The sum that `npm test` ends on must not hide a failure.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { countPlaywright, countVitest } from "./support/counts.ts";
import { type Part, runParts } from "./support/parts.ts";

test("vitest's passed and failed tests are counted", () => {
  const report = { numPassedTests: 5, numFailedTests: 2, testResults: [{ status: "failed", assertionResults: [{}] }] };
  expect(countVitest(JSON.stringify(report))).toEqual({ passed: 5, failed: 2 });
});

test("a test file that could not be loaded is a failure, though it holds no test", () => {
  const report = { numPassedTests: 5, numFailedTests: 0, testResults: [{ status: "failed", assertionResults: [] }] };
  expect(countVitest(JSON.stringify(report))).toEqual({ passed: 5, failed: 1 });
});

test("Playwright's unexpected results and errors outside any test are failures", () => {
  const report = { stats: { expected: 3, flaky: 1, unexpected: 2 }, errors: [{}] };
  expect(countPlaywright(JSON.stringify(report))).toEqual({ passed: 4, failed: 3 });
});

test.each(["", "{", "{}"])("a report that is missing or cut short (%j) counts nothing as passed", (report) => {
  expect(countVitest(report)).toEqual({ passed: 0, failed: 0 });
  expect(countPlaywright(report)).toEqual({ passed: 0, failed: 0 });
});

test("a part that fails, crashes or does not even start hides none after it, and the last line counts them all", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tokentray-parts-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const made = (name: string, code: string): Part => {
    const script = join(folder, `${name}.mjs`);
    writeFileSync(script, code);
    return { name, script, args: [] };
  };
  const counting = (name: string, counts: object, code = 0): Part => {
    const report = join(folder, `${name}.json`);
    const text = JSON.stringify(JSON.stringify({ ...counts, testResults: [] }));
    const writes = `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(report)}, ${text});`;
    return { ...made(name, `${writes} process.exitCode = ${code};`), report, count: countVitest };
  };
  const said: string[] = [];
  const total = await runParts(
    [
      made("fails", "process.exitCode = 1;"),
      { ...made("is not there", ""), script: join(folder, "none.mjs") },
      { ...counting("crashes", {}), script: made("crash", 'process.kill(process.pid, "SIGKILL");').script },
      counting("fails in two", { numPassedTests: 5, numFailedTests: 2 }, 1),
      counting("tests nothing", { numPassedTests: 0, numFailedTests: 0 }),
      made("passes", ""),
      counting("passes, too", { numPassedTests: 7, numFailedTests: 0 }),
    ],
    (line) => said.push(line),
  );
  expect(total).toEqual({ passed: 12, failed: 6 });
  expect(said.at(-1)).toBe("12 passed, 6 failed");
  expect(said.slice(-8, -1).map((line) => line.replace(/ {2}[\d.]+ s/, ""))).toEqual([
    "✗ fails",
    "✗ is not there",
    "✗ crashes  0 passed, 1 failed",
    "✗ fails in two  5 passed, 2 failed",
    "✗ tests nothing  0 passed, 1 failed",
    "✓ passes",
    "✓ passes, too  7 passed, 0 failed",
  ]);
});
