// A fixed date beside the real one makes a test that fails from some day on. No test file names both; whoever needs the
// time that has passed takes `performance.now()`, and whoever needs a server takes one that tells the test's own time.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fixedStart } from "./support/virtualClock.ts";

const month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
const fixed = [
  /\bDate\.(?:UTC|parse)\(\s*["'`\d]/,
  /\bnew Date\(\s*["'`\d]/,
  /["'`]\w*,? ?\d{1,2} MONTH \d{4}\b/,
  /\b20\d\d-\d\d-\d\d[T ]\d\d:/,
  /\bfixedStart\b/,
  // These stand at a fixed date unless they are told where to start.
  /\b(?:createVirtualClock|handClock)\(\)/,
  /\bstartTestApp\(/,
].map((pattern) => new RegExp(pattern.source.replace("MONTH", month)));

const real = [
  /\bDate\.now\b/,
  /\bnew Date\(\)/,
  /\bsystemClock\b/,
  // Node writes the real time into every answer.
  /from "node:https?";$(?![\s\S]*sendDate = false)/m,
];

/** What of these the text names. */
const named = (patterns: readonly RegExp[], text: string): readonly string[] =>
  patterns.flatMap((pattern) => pattern.exec(text)?.[0] ?? []);

const mixes = (text: string): readonly string[] => {
  const [dates, now] = [named(fixed, text), named(real, text)];
  return dates.length > 0 && now.length > 0 ? [...dates, ...now] : [];
};

const files = globSync("**/*.{ts,tsx}", { cwd: import.meta.dirname }).filter(
  (file) => !/^(?:clocks\.test|support[\\/]virtualClock)\.ts$/.test(file),
);

test("the search finds what it is for", () => {
  expect(mixes('const at = Date.parse("2026-11-23"); expect(at).toBeLessThan(Date.now())')).toHaveLength(2);
  expect(mixes("const t = await startTestApp();\nconst date = new Date().toUTCString();")).toHaveLength(2);
  expect(mixes('import { createServer } from "node:http";\ncreateVirtualClock();')).toHaveLength(2);
  expect(mixes('header("Mon, 23 Nov 2026 15:00:00 GMT"); systemClock.now()')).toHaveLength(2);
  expect(mixes("createVirtualClock(Date.now())")).toEqual([]);
  expect(files.length).toBeGreaterThan(300);
});

test.each(files)("%s names no fixed date beside the real one", (file) => {
  expect(mixes(readFileSync(join(import.meta.dirname, file), "utf8"))).toEqual([]);
});

test("the tests' own date is so far from today that whatever compares the two fails at once", () => {
  const years = Math.abs(fixedStart - Date.now()) / (365 * 24 * 3_600_000);
  expect(years).toBeGreaterThan(20);
});
