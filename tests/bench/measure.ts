// Runs the rows: a fresh process for every sample, ours and theirs by turns.
import type { Bench } from "./bench.ts";
import type { Measures, Row } from "./rows.ts";
import { outcomesOf, type Outcome, type Pair } from "./table.ts";

export async function measureRow(bench: Bench, row: Row, repetitions: number): Promise<readonly Outcome[]> {
  const pairs: Pair[] = [];
  for (let turn = 0; turn < repetitions; turn += 1) {
    const one = (ours: boolean): Promise<Measures> => row.sample(bench, ours ? "tokentray" : row.against);
    // Whoever comes second finds a warmer machine, so that changes too.
    const oursFirst = turn % 2 === 0;
    const earlier = await one(oursFirst);
    const later = await one(!oursFirst);
    pairs.push(oursFirst ? { ours: earlier, theirs: later } : { ours: later, theirs: earlier });
  }
  return outcomesOf(row, pairs);
}
