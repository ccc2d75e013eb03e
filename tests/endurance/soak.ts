// `npm run test:soak [-- --people 1000 --days 1]`: a day of a thousand accounts in a minute or two. Prints a report as JSON;
// exit code 1 where anything was wrong. Needs `--expose-gc` to say what is really in use.
import { parseArgs } from "node:util";
import { soak } from "./soakDay.ts";

const { values } = parseArgs({
  options: { people: { type: "string", default: "1000" }, days: { type: "string", default: "1" } },
});

function heapBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** The same numbers each time, so that a fault comes again (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

// The program's own timers keep no process alive.
const alive = setInterval(() => undefined, 60_000);
const report = await soak({
  people: Number(values.people),
  days: Number(values.days),
  random: seeded(2026),
  heapBytes,
});
clearInterval(alive);
process.stdout.write(`${JSON.stringify(report, undefined, 1)}\n`);
process.exitCode = report.faults.length === 0 && report.timersLeft === 0 ? 0 : 1;
