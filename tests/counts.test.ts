// The sum that `npm test` ends on must not hide a failure.
import { expect, test } from "vitest";
import { countPlaywright, countVitest } from "./support/counts.ts";

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
