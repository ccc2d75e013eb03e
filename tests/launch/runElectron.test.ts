// Starting Electron, with small programs in its place that end as Electron would.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runElectron } from "../../electron/launch/runElectron.ts";
import { troubleAfter } from "../../electron/launch/trouble.ts";

let folder = "";
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "tokentray-run-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const running = (program: string) => {
  const file = join(folder, "program.mjs");
  writeFileSync(file, program);
  return runElectron(process.execPath, [file]);
};

test("an app that ends well reports its end", async () => {
  const ending = await running("process.exit(0)");
  expect(ending.code).toBe(0);
  expect(troubleAfter(ending)).toBeUndefined();
});

test("a runtime that complains and ends at once has not started, and its complaint is kept", async () => {
  const ending = await running(`process.stderr.write("fatal: no display\\n"); process.exitCode = 3`);
  expect(troubleAfter(ending)).toEqual({ kind: "notStarted", detail: "fatal: no display" });
});

test("a runtime that a signal ends at once has not started", async () => {
  const ending = await running(`process.kill(process.pid, "SIGKILL")`);
  expect(troubleAfter(ending)?.kind).toBe("notStarted");
});

test("a program file that cannot be run is a failed start, not an exception", async () => {
  const ending = await runElectron(join(folder, "nothing-here"), []);
  expect(troubleAfter(ending)?.kind).toBe("notStarted");
});
