// A short run of what `npm run test:soak` does at length: two days of sixty accounts, in a process that can tidy its memory up.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { SoakReport } from "./soakDay.ts";

const run = promisify(execFile);

test("through outages, nights of sleep and a busy server every token is fresh when asked for, and nothing grows", async () => {
  const script = join(import.meta.dirname, "soak.ts");
  const { stdout } = await run(process.execPath, ["--expose-gc", script, "--people", "60", "--days", "2"]);
  const report = JSON.parse(stdout) as SoakReport;

  expect(report.faults).toEqual([]);
  expect(report.refreshes / report.expectedRefreshes).toBeGreaterThan(0.95);
  expect(report.refreshes / report.expectedRefreshes).toBeLessThan(1.05);
  // Five minutes before the end and up to a tenth of that sooner, at the end of the day as at its beginning.
  expect(report.leadSeconds.least).toBeGreaterThan(290);
  expect(report.leadSeconds.most).toBeLessThan(335);
  expect(report.mostAtOnce).toBeLessThanOrEqual(8);
  expect(report.failures).toBeLessThan(2 * 60 * 12);
  expect([report.timersAtWork, report.timersLeft]).toEqual([1, 0]);
  const [firstEvening, secondEvening] = [report.heapMegabytes.slice(12, 16), report.heapMegabytes.slice(28, 32)];
  expect(mean(secondEvening) - mean(firstEvening)).toBeLessThan(0.2);
}, 120_000);

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
