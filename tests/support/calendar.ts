// `npm run test:calendar [-- +400d Pacific/Kiritimati]`: the unit tests on other days, in other time zones and in a
// language whose small letters differ. Names on the command line pick some of these.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { countVitest } from "./counts.ts";
import { type Part, runParts } from "./parts.ts";

const repository = join(import.meta.dirname, "../..");
const reports = join(repository, "test-results/calendar");
const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");

interface Look {
  readonly name: string;
  /** As libfaketime reads it. */
  readonly shift?: string;
  readonly env?: NodeJS.ProcessEnv;
}

const looks: readonly Look[] = [
  { name: "-30d", shift: "-30d" },
  { name: "+400d", shift: "+400d" },
  { name: "+3650d", shift: "+3650d" },
  // Fourteen hours before Greenwich: there, it is tomorrow.
  { name: "Pacific/Kiritimati", env: { TZ: "Pacific/Kiritimati" } },
  // Half an hour off the full one.
  { name: "America/St_Johns", env: { TZ: "America/St_Johns" } },
  // Its small I has no dot, and its big i has one.
  { name: "tr_TR.UTF-8", env: { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" } },
];

const partOf = ({ name, shift, env }: Look): Part => {
  const report = join(reports, `${name.replaceAll(/[^\w+-]/g, "_")}.json`);
  const args = ["run", "--project=unit", "--project=renderer", "--reporter=dot", "--reporter=json"];
  return {
    name,
    ...(shift === undefined ? {} : { under: ["faketime", "-f", shift] }),
    script: vitest,
    args: [...args, `--outputFile.json=${report}`],
    env: { ...process.env, ...env },
    report,
    count: countVitest,
  };
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !looks.some((look) => look.name === name));
if (unknown.length > 0) {
  process.stdout.write(`There is no ${unknown.join(", ")}; there are ${looks.map(({ name }) => name).join(", ")}.\n`);
  process.exitCode = 1;
} else if (spawnSync("faketime", ["--version"]).error !== undefined) {
  process.stdout.write(
    "These tests need the program faketime, which Debian and Ubuntu have: sudo apt-get install faketime\n",
  );
  process.exitCode = 1;
} else {
  process.chdir(repository);
  mkdirSync(reports, { recursive: true });
  const parts = looks.filter(({ name }) => chosen.length === 0 || chosen.includes(name)).map(partOf);
  const { failed } = await runParts(parts, (line) => process.stdout.write(`${line}\n`));
  process.exitCode = failed > 0 ? 1 : 0;
}
