// A short run of what `npm run test:kills` does at length.
import { expect, test } from "vitest";
import { killAndRecover } from "./killRounds.ts";

/** On a busy machine; without other work it is about a tenth of it. */
const firstTokenWithinMs = 5_000;

test("whenever processes are killed, a strict server's one-time tokens cost at most the account whose answer was on its way", async () => {
  const report = await killAndRecover({ kills: 10, people: 100, graceMs: 0 });
  expect(report.faults).toEqual([]);
  expect(report.refreshes).toBeGreaterThan(200);
  expect(report.locksLeft).toBeGreaterThan(0);
  expect(report.firstRefreshMs.longest).toBeLessThan(firstTokenWithinMs);
}, 120_000);

test("where the server knows of lost answers, no account ever has to sign in again", async () => {
  const report = await killAndRecover({ kills: 10, people: 100, graceMs: 600_000 });
  expect(report.faults).toEqual([]);
  expect(report.signedInAgain).toBe(0);
  expect(report.refreshes).toBeGreaterThan(200);
  expect(report.firstRefreshMs.longest).toBeLessThan(firstTokenWithinMs);
}, 120_000);
