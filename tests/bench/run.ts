// `npm run bench [-- --quick] [-- --row load,first] [-- --times 5]`: builds, measures, prints the table and keeps it in
// test-results/bench.md.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createBench } from "./bench.ts";
import { measureRow } from "./measure.ts";
import { fullSizes, rowsFor, type Sizes } from "./rows.ts";
import { tableOf, type Outcome } from "./table.ts";

const repository = join(import.meta.dirname, "../..");
const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    row: { type: "string" },
    times: { type: "string" },
    engine: { type: "string" },
  },
});
const quickSizes: Sizes = { small: [1, 100], large: [1, 100, 1_000], many: 100 };
const rows = rowsFor(values.quick ? quickSizes : fullSizes);
const wanted = values.row?.split(",");
const unknown = wanted?.filter((id) => !rows.some((row) => row.id === id)) ?? [];
const repetitions = Number(values.times ?? (values.quick ? 2 : 5));
const say = (text: string): void => void process.stdout.write(`${text}\n`);

if (unknown.length > 0 || !Number.isInteger(repetitions) || repetitions < 1) {
  say(`Rows: ${rows.map(({ id }) => id).join(", ")}; --times is a number.`);
  process.exit(2);
}
if (values.engine === undefined) {
  execFileSync(
    process.execPath,
    [join(repository, "node_modules/vite/bin/vite.js"), "build", "--app", "--logLevel", "warn"],
    {
      cwd: repository,
      stdio: "inherit",
    },
  );
}

const bench = await createBench(values.engine ?? join(repository, "dist/engine.mjs"));
const outcomes: Outcome[] = [];
try {
  for (const row of rows.filter(({ id }) => wanted?.includes(id) ?? true)) {
    try {
      const measured = await measureRow(bench, row, repetitions);
      say(tableOf(measured).split("\n").slice(2).join("\n"));
      outcomes.push(...measured);
    } catch (error) {
      // The other rows have taken their time, too.
      say(`${row.title}: ${String(error)}`);
      process.exitCode = 1;
    }
  }
} finally {
  bench.end();
}

const judged = outcomes.filter(({ met }) => met !== undefined);
const machine = `${cpus()[0]?.model ?? "unknown"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB; Node ${process.versions.node}, ${process.platform}`;
const report = [
  `# Measured ${new Date().toISOString().slice(0, 16)}Z`,
  "",
  `${machine}. ${repetitions} repetitions, medians (least–most); a ratio is the median of the repetitions' own.`,
  `${judged.filter(({ met }) => met).length} of ${judged.length} goals are met.`,
  "",
  tableOf(outcomes),
  "",
].join("\n");
mkdirSync(join(repository, "test-results"), { recursive: true });
writeFileSync(join(repository, "test-results/bench.md"), report);
say(`\n${report}`);
