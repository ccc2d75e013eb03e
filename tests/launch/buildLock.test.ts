// One build at a time, whoever has the checkout: processes of this computer, of its containers, and others.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withBuildLock } from "../../electron/launch/buildLock.mjs";

let folder = "";
let lock = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tokentray-lock-"));
  lock = join(folder, "cache/build.lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** Somebody's whose number is not in use here; the owner's mark is what `withBuildLock` wrote itself. */
async function leave(change: (text: string) => string): Promise<void> {
  await withBuildLock(lock, async () => writeFileSync(join(folder, "mine"), readFileSync(lock, "utf8")));
  writeFileSync(lock, change(readFileSync(join(folder, "mine"), "utf8")));
}

test("several who come at once build one after the other, and leave nothing behind", async () => {
  let inside = 0;
  const build = (): Promise<number> =>
    withBuildLock(lock, async () => {
      inside += 1;
      const seen = inside;
      await pause(20);
      inside -= 1;
      return seen;
    });
  expect(await Promise.all([build(), build(), build()])).toEqual([1, 1, 1]);
  expect(readdirSync(join(folder, "cache"))).toEqual([]);
});

test("a build that fails gives the lock back", async () => {
  await expect(withBuildLock(lock, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(existsSync(lock)).toBe(false);
});

test("a lock of a dead process of this computer is taken at once", async () => {
  await leave((text) => text.replace(/^\d+/, "4194305"));
  const startedAt = performance.now();
  expect(await withBuildLock(lock, async () => "built", { silentMs: 60_000 })).toBe("built");
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

test.each([
  [
    "a container",
    (text: string) =>
      text
        .replace(/^\d+/, "4194305")
        .replace(/\d+\]$/, "7]")
        .concat("x"),
  ],
  ["another computer", (text: string) => text.replace(/^\d+ (\S+) \S+/, "4194305 $1 elsewhere")],
])("a lock of %s is waited for while its owner marks it, and taken once it is silent", async (_, change) => {
  await leave(change);
  const marking = setInterval(() => utimesSync(lock, new Date(), new Date()), 50);
  let built = false;
  const building = withBuildLock(lock, async () => (built = true), { silentMs: 600 });
  await pause(2_000);
  expect(built).toBe(false);
  clearInterval(marking);
  await building;
  expect(existsSync(lock)).toBe(false);
});

test("an owner that works for long is not taken for silent", async () => {
  const order: string[] = [];
  const long = withBuildLock(
    lock,
    async () => {
      await pause(1_500);
      order.push("long");
    },
    { markEveryMs: 50 },
  );
  await withBuildLock(lock, async () => void order.push("next"), { silentMs: 600 });
  await long;
  expect(order).toEqual(["long", "next"]);
});

test("where no lock can be written, that is said and not waited for", async () => {
  writeFileSync(join(folder, "cache"), "no folder");
  await expect(withBuildLock(lock, async () => "built")).rejects.toThrow(/ENOTDIR|EEXIST|ENOENT/);
});
