// `npm run test:fuzz [-- --seed 123] [-- --rounds 5]`: tries every property, the long ones included, on random inputs.
// Each round has a seed of its own and prints it; `--seed` alone repeats that round.
import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";

const repository = join(import.meta.dirname, "../..");
const { values } = parseArgs({ options: { seed: { type: "string" }, rounds: { type: "string" } } });

const whole = (name: "seed" | "rounds", otherwise: () => number): number => {
  const text = values[name];
  if (text === undefined) return otherwise();
  if (!/^-?\d{1,10}$/.test(text)) throw new Error(`--${name} takes a whole number.`);
  return Number(text);
};

/** Helpers hold properties as well, so a file counts that imports one which uses them. */
const files = (): readonly string[] => {
  const all = globSync("tests/**/*.ts", { cwd: repository }).map((file) => file.replaceAll("\\", "/"));
  const texts = new Map(all.map((file) => [file, readFileSync(join(repository, file), "utf8")]));
  const usesProperties = (file: string): boolean => (texts.get(file) ?? "").includes('from "fast-check"');
  const helpers = all.filter((file) => usesProperties(file) && !file.endsWith(".test.ts"));
  const importsHelper = (file: string): boolean =>
    helpers.some((helper) => (texts.get(file) ?? "").includes(`/${helper.split("/").at(-1)}"`));
  return all.filter((file) => file.endsWith(".test.ts") && (usesProperties(file) || importsHelper(file)));
};

/** Whether all tests passed with this seed. */
const round = (seed: number, tested: readonly string[]): Promise<boolean> => {
  const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
  const env = { ...process.env, TOKENTRAY_TEST_SEED: String(seed) };
  const child = spawn(process.execPath, [vitest, "run", "--reporter=default", ...tested], {
    cwd: repository,
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve) => {
    child.on("error", () => resolve(false));
    child.on("exit", (code) => resolve(code === 0));
  });
};

const rounds = whole("rounds", () => (values.seed === undefined ? 3 : 1));
const first = whole("seed", () => randomInt(2 ** 31 - rounds));
const tested = files();
const failed: number[] = [];
for (let seed = first; seed < first + rounds; seed += 1) {
  process.stdout.write(`Seed ${seed}: ${tested.length} files\n`);
  if (!(await round(seed, tested))) failed.push(seed);
}
for (const seed of failed) process.stdout.write(`Failed. To repeat: npm run test:fuzz -- --seed ${seed}\n`);
process.stdout.write(`${rounds - failed.length} rounds passed, ${failed.length} failed\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
