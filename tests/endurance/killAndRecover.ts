// `npm run test:kills [-- --times 1000]`: kills processes that refresh a hundred accounts, half of the times against a
// server that ends a family of refresh tokens at the first reuse, half against one with a grace; then, of two programs on one
// folder, one in a container, a twentieth as often. Exit code 1 where anything was lost.
import { parseArgs } from "node:util";
import { killAndRecover, type KillOptions, type KillReport } from "./killRounds.ts";
import { hasContainers } from "./places.ts";

const { values } = parseArgs({ options: { times: { type: "string", default: "1000" } } });
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function run(
  name: string,
  kills: number,
  graceMs: number,
  further: Partial<KillOptions> = {},
): Promise<KillReport> {
  const startedAt = performance.now();
  const report = await killAndRecover({ kills, people: 100, graceMs, tell: (line) => say(`  ${line}`), ...further });
  const { longest, median } = report.firstRefreshMs;
  say(`${name}: ${report.kills} kills, ${report.refreshes} refreshes, ${report.faults.length} faults`);
  say(
    `  signed in again: ${report.signedInAgain}; left by the dead: ${report.locksLeft} locks, ${report.temporaryFilesLeft} temporary files`,
  );
  say(
    `  first token of an account locked by the dead: median ${median.toFixed(1)} ms, longest ${longest.toFixed(1)} ms`,
  );
  say(`  ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  for (const fault of report.faults.slice(0, 50)) say(`  ${fault}`);
  return report;
}

const half = Math.ceil(Number(values.times) / 2);
const place = hasContainers ? "container" : "madeUp";
const reports = [
  await run("strict server", half, 0),
  await run("server with a grace", half, 60_000),
  await run(`strict server, one of two programs in a ${place} place`, Math.ceil(half / 10), 0, {
    people: 40,
    places: ["beside", place],
    tokensEach: 200,
  }),
];
process.exitCode = reports.some(({ faults }) => faults.length > 0) ? 1 : 0;
