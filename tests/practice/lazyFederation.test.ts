// The practice tenant starts without what only federation needs.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const practice = join(import.meta.dirname, "../../electron/practice");
const staticImport = /^(?:import|export)\s(?!type\b)[^;]*?from "(?<from>[^"]+)"/gm;

/** Everything that this file's imports load at once, dynamic ones left out. */
function loadedBy(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const { groups } of readFileSync(file, "utf8").matchAll(staticImport)) {
    const from = groups?.["from"] ?? "";
    if (from.startsWith(".")) loadedBy(join(dirname(file), from), seen);
    else seen.add(from);
  }
  return seen;
}

test("neither the XML reader nor the signer is loaded before somebody uses federation", () => {
  const atStart = loadedBy(join(practice, "practiceTenant.ts"));
  expect(atStart).toContain(join(practice, "tokenEndpoint.ts"));
  expect([...atStart].filter((name) => name === "saxes" || name === "xml-crypto")).toEqual([]);
  expect(loadedBy(join(practice, "federation/trustEndpoint.ts"))).toContain("xml-crypto");
  expect(loadedBy(join(practice, "federation/trustEndpoint.ts"))).toContain("saxes");
});
