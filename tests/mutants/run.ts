// `npm run test:mutants [-- --only WORDS]`: puts one fault after the other into a copy of the checkout and expects the
// test that is named for it to turn red. First the same tests must be green without any fault.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyCheckout } from "./checkoutCopy.ts";
import type { Fault, NamedTest } from "./fault.ts";
import { desktopFaults, otherHostFaults } from "./hostFaults.ts";
import { keepingFaults } from "./keepingFaults.ts";
import { requestFaults } from "./requestFaults.ts";
import { tokenFaults } from "./tokenFaults.ts";
import { toolsIn, type TestResult, type Tools } from "./tools.ts";
import { tryFault, type Verdict } from "./trial.ts";

interface Bench {
  readonly copy: string;
  readonly tools: Tools;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const keyOf = ({ file, name }: NamedTest): string => `${file} ${name}`;

function chosenFaults(args: readonly string[]): readonly Fault[] {
  const at = args.indexOf("--only");
  const words = at === -1 ? "" : (args[at + 1] ?? "").toLowerCase();
  const all = [...tokenFaults, ...keepingFaults, ...requestFaults, ...desktopFaults, ...otherHostFaults];
  return all.filter(({ name, file }) => `${name} ${file}`.toLowerCase().includes(words));
}

/** Two copies to work in at the same time. Throws where the checkout itself does not compile. */
async function openBenches(folder: string): Promise<readonly [Bench, Bench]> {
  const [first, second] = [join(folder, "first"), join(folder, "second")];
  copyCheckout(first);
  const problem = await toolsIn(first).compile();
  if (problem !== undefined) throw new Error(`The checkout itself does not compile:\n${problem}`);
  // Compiled already, so that each fault costs only what it changes.
  cpSync(first, second, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  return [
    { copy: first, tools: toolsIn(first) },
    { copy: second, tools: toolsIn(second) },
  ];
}

/** What each named test says of the program as it is. */
async function withoutFault(
  faults: readonly Fault[],
  benches: readonly [Bench, Bench],
): Promise<Map<string, TestResult>> {
  const tests = [...new Map(faults.map(({ test }) => [keyOf(test), test])).values()];
  const results = new Map<string, TestResult>();
  const measure = async (runner: NamedTest["runner"], { tools }: Bench): Promise<void> => {
    const part = tests.filter((test) => test.runner === runner);
    const found = part.length === 0 ? [] : await tools.test(part);
    for (const [index, test] of part.entries()) results.set(keyOf(test), found[index] ?? "absent");
  };
  await Promise.all([measure("vitest", benches[0]), measure("playwright", benches[1])]);
  return results;
}

const wording = { killed: "noticed ", survived: "SURVIVED", broken: "BROKEN  " } as const;

/** Tries the faults, as many at a time as there are copies, and answers how many were noticed. */
async function tryAll(
  faults: readonly Fault[],
  benches: readonly Bench[],
  sound: ReadonlyMap<string, TestResult>,
): Promise<number> {
  const waiting = faults[Symbol.iterator]();
  let noticed = 0;
  const work = async ({ copy, tools }: Bench): Promise<void> => {
    for (const fault of waiting) {
      const startedAt = performance.now();
      const before = sound.get(keyOf(fault.test));
      const verdict: Verdict =
        before === "green"
          ? await tryFault(fault, copy, tools)
          : { kind: "broken", why: `its test is ${before === "red" ? "red" : "not run"} even without the fault` };
      if (verdict.kind === "killed") noticed += 1;
      say(`${wording[verdict.kind]} ${seconds(startedAt).padStart(7)}  ${fault.name}`);
      if (verdict.kind !== "killed") say(`    ${fault.file}; ${fault.test.file}: “${fault.test.name}”`);
      if (verdict.kind === "broken") say(`    ${verdict.why.slice(0, 2_000)}`);
    }
  };
  await Promise.all(benches.map(work));
  return noticed;
}

async function main(args: readonly string[]): Promise<boolean> {
  const faults = chosenFaults(args);
  if (faults.length === 0) {
    say("No fault has these words in its name or its file.\n0 passed, 1 failed");
    return false;
  }
  const folder = mkdtempSync(join(tmpdir(), "tokentray-mutants-"));
  process.once("SIGINT", () => process.exit(130));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  let noticed = 0;
  try {
    const startedAt = performance.now();
    const benches = await openBenches(folder);
    const sound = await withoutFault(faults, benches);
    const green = [...sound.values()].filter((result) => result === "green").length;
    say(`${green} of ${sound.size} named tests are green without a fault  ${seconds(startedAt)}`);
    noticed = await tryAll(faults, benches, sound);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
  const failed = faults.length - noticed;
  say(`${noticed} passed, ${failed} failed`);
  return failed === 0;
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
