// A data folder that a container, or another computer, has as well: a short run of what `npm run test:kills` does at length.
import { expect, test } from "vitest";
import { killAndRecover } from "./killRounds.ts";
import { hasContainers, type Place } from "./places.ts";

if (!hasContainers)
  console.warn("Processes may have no numbers of their own here, so no program is tried in a container.");

const tokensEach = 40;

/** A day's refreshes in moments, with two rounds after which locks of the dead are in the way. */
async function aDayIn(...places: readonly Place[]): Promise<void> {
  const report = await killAndRecover({ kills: 2 * places.length, people: 10, graceMs: 0, places, tokensEach });
  expect(report.faults).toEqual([]);
  // Several who ask for one account share an answer.
  expect(report.refreshes).toBeGreaterThan(tokensEach);
}

test.concurrent("two programs of which neither can look for the other lose no one-time token, whenever they are killed", async () => {
  await aDayIn("beside", "madeUp");
}, 120_000);

test.skipIf(!hasContainers).concurrent(
  "two programs, one of them in a container, lose no one-time token, whenever they are killed",
  async () => {
    await aDayIn("beside", "container");
  },
  120_000,
);
