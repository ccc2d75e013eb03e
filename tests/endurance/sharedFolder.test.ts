// A data folder that a container, or another computer, has as well: a short run of what `npm run test:kills` does at length.
import { expect, test } from "vitest";
import { killAndRecover } from "./killRounds.ts";
import { hasContainers, type Place } from "./places.ts";

const tokensEach = 40;

/** A day's refreshes in moments, with two rounds after which locks of the dead are in the way. */
function aDayIn(...places: readonly Place[]): ReturnType<typeof killAndRecover> {
  return killAndRecover({ kills: 2 * places.length, people: 10, graceMs: 0, places, tokensEach });
}

test.concurrent("two programs of which neither can look for the other lose no one-time token, whenever they are killed", async () => {
  const report = await aDayIn("beside", "madeUp");
  expect(report.faults).toEqual([]);
  // Several who ask for one account share an answer.
  expect(report.refreshes).toBeGreaterThan(tokensEach);
}, 120_000);

// Not where processes may have no numbers of their own.
test.skipIf(!hasContainers).concurrent(
  "two programs, one of them in a container, lose no one-time token, whenever they are killed",
  async () => {
    const report = await aDayIn("beside", "container");
    expect(report.faults).toEqual([]);
    expect(report.refreshes).toBeGreaterThan(tokensEach);
  },
  120_000,
);
