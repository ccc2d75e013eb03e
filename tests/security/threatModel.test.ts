// The threat model names its proofs; each must be there, so that no line outlives its test.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const tests = join(import.meta.dirname, "..");
const page = readFileSync(join(tests, "../.github/SECURITY.md"), "utf8");
const named = [...page.matchAll(/`([\w/]+\.(?:test|spec)\.tsx?)`/g)].map(([, path = ""]) => path);

it("names a proof in every line of a table of what cannot be done", () => {
  const lines = page.split("\n").filter((line) => line.startsWith("| ") && !/^\| *(?:---|Cannot|\|)/.test(line));
  const claims = lines.filter((line) => line.split("|").length === 4);
  expect(claims.length).toBeGreaterThan(20);
  for (const line of claims) expect(line).toMatch(/\.(?:test|spec)\.tsx?`/);
});

it.each([...new Set(named)])("finds %s", (path) => {
  expect(existsSync(join(tests, path))).toBe(true);
});
