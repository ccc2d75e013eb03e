// The table of faults keeps step with the program: every place and every test that it names is still there.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { unit, withFault, type Fault } from "./fault.ts";
import { desktopFaults, otherHostFaults } from "./hostFaults.ts";
import { keepingFaults } from "./keepingFaults.ts";
import { requestFaults } from "./requestFaults.ts";
import { tokenFaults } from "./tokenFaults.ts";

const repository = join(import.meta.dirname, "../..");
const faults = [...tokenFaults, ...keepingFaults, ...requestFaults, ...desktopFaults, ...otherHostFaults];

it.each(faults)("“$name” can still be put in", (fault) => {
  const text = readFileSync(join(repository, fault.file), "utf8");
  expect(withFault(text, fault)).not.toBe(text);
});

it("every fault has a name of its own, and a test file that is there", () => {
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
  for (const { test } of faults) expect(readFileSync(join(repository, "tests", test.file), "utf8")).not.toBe("");
});

it("a place that is gone, or is no longer the only one, is an error and not a fault that nobody notices", () => {
  const fault: Fault = { name: "", file: "a.ts", find: "x", replace: "$&", test: unit("", "") };
  expect(() => withFault("abc", fault)).toThrow("a.ts no longer holds: x");
  expect(() => withFault("x x", fault)).toThrow("a.ts holds 2 times: x");
  expect(withFault("a x b", fault)).toBe("a $& b");
});
