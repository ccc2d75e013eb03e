// Runs the parts of `npm test` one after the other, whatever becomes of each, and counts what passed and failed.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Counts } from "./counts.ts";

export interface Part {
  readonly name: string;
  /** A program that starts the rest of the line. */
  readonly under?: readonly string[];
  /** A script for Node, and what it is told. */
  readonly script: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** The report that it leaves, and how to read the counts out of it. A part without one has nothing to count. */
  readonly report?: string;
  readonly count?: (report: string) => Counts;
}

/** A part that fails keeps no other from running: one look shows all that is wrong. */
export async function runParts(parts: readonly Part[], say: (line: string) => void): Promise<Counts> {
  const total = { passed: 0, failed: 0 };
  const lines: string[] = [];
  for (const part of parts) {
    const startedAt = performance.now();
    const { passed, failed } = countsOf(part, await succeeds(part));
    total.passed += passed;
    total.failed += failed;
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    const counted = part.count === undefined ? "" : `  ${passed} passed, ${failed} failed`;
    const line = `${failed > 0 ? "✗" : "✓"} ${part.name}  ${seconds} s${counted}`;
    say(`${line}\n`);
    lines.push(line);
  }
  for (const line of lines) say(line);
  say(`${total.passed} passed, ${total.failed} failed`);
  return total;
}

function succeeds({ under = [], script, args, env }: Part): Promise<boolean> {
  const [program = "", ...line] = [...under, process.execPath, script, ...args];
  const child = spawn(program, line, { env, stdio: ["ignore", "inherit", "inherit"] });
  return new Promise((resolve) => {
    child.on("error", () => resolve(false));
    child.on("exit", (code) => resolve(code === 0));
  });
}

// A part that counts its tests and fails without a failed test (no report, a crash) counts as one failure; so does a
// failed part that has no tests to count.
function countsOf({ report, count }: Part, succeeded: boolean): Counts {
  const counts = count ? count(readReport(report)) : { passed: 0, failed: 0 };
  const silent = !succeeded && counts.failed === 0;
  const empty = succeeded && count !== undefined && counts.passed === 0;
  return silent || empty ? { ...counts, failed: 1 } : counts;
}

function readReport(report = ""): string {
  try {
    return readFileSync(report, "utf8");
  } catch {
    return "";
  }
}
