// The lock between processes: taken over from the dead at once, never from the living, and held by one at a time.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clearDeadLocks, LockTimeout, takeFileLock } from "../../electron/core/accountLock.ts";
import type { Clock, Files } from "../../electron/core/ports.ts";
import { createMemoryFiles } from "../../electron/node/memoryFiles.ts";
import { createVirtualClock, settle } from "../support/virtualClock.ts";

const name = "vault/account-1";
const lock = `${name}.lock`;

/** One folder as several processes see it; those not named as living are dead. */
function folder(...living: string[]) {
  const shared = createMemoryFiles();
  const as = (owner: string): Files => ({
    ...shared,
    owner,
    isAlive: (other) => Promise.resolve(living.includes(other)),
  });
  const write = (file: string, text: string): Promise<void> => shared.writeAtomic(file, new TextEncoder().encode(text));
  const leave = (owner: string, file = lock): Promise<void> => write(file, JSON.stringify({ owner, takenAt: 1 }));
  const holder = async (): Promise<string | undefined> => {
    const bytes = await shared.read(lock);
    return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as { owner: string }).owner;
  };
  return { shared, as, write, leave, holder };
}

it("a free lock is had at once, names its holder, and is gone once given back", async () => {
  const { as, holder, shared } = folder("a");
  const clock = createVirtualClock();
  const release = await takeFileLock(as("a"), clock, name);
  expect(await holder()).toBe("a");
  await release();
  expect(await shared.list("vault")).toEqual([]);
  expect(clock.waiting).toBe(0);
});

it("a dead owner's lock is taken over without waiting", async () => {
  const { as, holder, leave, shared } = folder("a");
  await leave("dead");
  const clock = createVirtualClock();
  await takeFileLock(as("a"), clock, name);
  expect(await holder()).toBe("a");
  expect(clock.waiting).toBe(0);
  expect(await shared.list("vault")).toEqual(["account-1.lock"]);
});

it("a process that died while taking over blocks nobody", async () => {
  const { as, holder, leave, shared } = folder("a");
  await leave("dead");
  await leave("dead too", `${lock}.takeover`);
  await takeFileLock(as("a"), createVirtualClock(), name);
  expect(await holder()).toBe("a");
  expect(await shared.list("vault")).toEqual(["account-1.lock"]);
});

it("a living owner's lock is waited for up to a minute and never taken", async () => {
  const { as, holder, leave } = folder("a", "b");
  await leave("b");
  const clock = createVirtualClock();
  const taking = takeFileLock(as("a"), clock, name).catch((error: unknown) => error);
  await settle();
  for (let second = 0; second < 59; second += 1) await clock.advance(1_000);
  expect(await holder()).toBe("b");
  expect(clock.waiting).toBe(1);
  await clock.advance(1_100);
  expect(await taking).toBeInstanceOf(LockTimeout);
  expect(await holder()).toBe("b");
});

it.each([
  ["back a day", -86_400_000],
  ["forward a year", 365 * 86_400_000],
])("a minute is a minute for who waits, also where the clock is set %s", async (_, ms) => {
  const { as, leave } = folder("a", "b");
  await leave("b");
  const clock = createVirtualClock();
  const state = { over: false };
  const taking = takeFileLock(as("a"), clock, name).catch((error: unknown) => ((state.over = true), error));
  await settle();
  clock.jump(ms);
  await clock.advance(59_000);
  expect(state.over).toBe(false);
  await clock.advance(1_100);
  expect(await taking).toBeInstanceOf(LockTimeout);
});

it("who waits gets the lock as soon as it is given back", async () => {
  const { as, holder } = folder("a", "b");
  const clock = createVirtualClock();
  const release = await takeFileLock(as("b"), clock, name);
  const taking = takeFileLock(as("a"), clock, name);
  await clock.advance(5_000);
  await release();
  await clock.advance(100);
  await taking;
  expect(await holder()).toBe("a");
});

describe("an unreadable lock", () => {
  it.each(["", "{", "null", "[]", '{"owner":7,"takenAt":1}', "\u0000\u0000"])(
    "is given its writer a moment, then taken over: %j",
    async (content) => {
      const { as, holder, write } = folder("a");
      await write(lock, content);
      const clock = createVirtualClock();
      let taken = false;
      const taking = takeFileLock(as("a"), clock, name).then(() => (taken = true));
      await settle();
      await clock.advance(1_900);
      expect(taken).toBe(false);
      await clock.advance(300);
      await taking;
      expect(await holder()).toBe("a");
    },
  );
});

describe("clearing what the dead left", () => {
  const claim = `${lock}.takeover`;
  const left = [lock, claim, `${claim}.takeover`];

  it("removes their locks and half-done takeovers, and nothing else", async () => {
    const { as, leave, write, shared } = folder("a");
    for (const file of left) await leave("dead", file);
    await write("vault/account-1.sealed", "a record");
    const names = (await shared.list("vault")).map((file) => `vault/${file}`);
    await clearDeadLocks(as("a"), createVirtualClock(), names);
    expect(await shared.list("vault")).toEqual(["account-1.sealed"]);
  });

  it("leaves alone what the living hold, and what cannot be read as a lock", async () => {
    const { as, leave, write, shared } = folder("a", "b");
    await leave("b");
    await leave("b", claim);
    await write("vault/account-2.lock", "{");
    await clearDeadLocks(as("a"), createVirtualClock(), [lock, claim, "vault/account-2.lock", "vault/gone.lock"]);
    expect(await shared.list("vault")).toHaveLength(3);
  });

  it("goes on where a file can be neither read nor removed", async () => {
    const { as, leave, shared } = folder("a");
    await leave("dead");
    await leave("dead", "vault/account-2.lock");
    const files: Files = {
      ...as("a"),
      read: (file) => (file === lock ? Promise.reject(new Error("EACCES")) : shared.read(file)),
    };
    await clearDeadLocks(files, createVirtualClock(), [lock, "vault/account-2.lock"]);
    expect(await shared.list("vault")).toEqual(["account-1.lock"]);
  });
});

it("what the file system throws is thrown on", async () => {
  const { as } = folder("a");
  const full: Files = { ...as("a"), createExclusive: () => Promise.reject(new Error("ENOSPC")) };
  await expect(takeFileLock(full, createVirtualClock(), name)).rejects.toThrow("ENOSPC");
});

it("however the steps of several processes interleave, one holds the lock at a time and all get their turn", async () => {
  const left = fc.constantFrom("nothing", "lock", "lock and takeover");
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 4 }), left, async (s, count, what) => {
      const owners = Array.from({ length: count }, (_, index) => `p${index}`);
      const { as, leave } = folder(...owners);
      if (what !== "nothing") await leave("dead");
      if (what === "lock and takeover") await leave("dead too", `${lock}.takeover`);
      const clock: Clock = {
        now: () => 0,
        after: (_, callback) => (void s.schedule(Promise.resolve()).then(callback), () => {}),
      };
      let inside = 0;
      let turns = 0;
      const work = async (owner: string): Promise<void> => {
        const release = await takeFileLock(slow(as(owner), s), clock, name);
        inside += 1;
        expect(inside).toBe(1);
        await s.schedule(Promise.resolve());
        inside -= 1;
        turns += 1;
        await release();
      };
      // One of them starts while the others work.
      const starting = clearDeadLocks(slow(as("p0"), s), clock, [lock, `${lock}.takeover`]);
      await s.waitFor(Promise.all([...owners.map(work), starting]));
      expect(turns).toBe(count);
    }),
    { numRuns: 500 },
  );
});

/** Every step takes as long as the scheduler likes. */
function slow(files: Files, s: fc.Scheduler): Files {
  return {
    ...files,
    read: async (file) => (await s.schedule(Promise.resolve()), files.read(file)),
    createExclusive: async (file, bytes) => (await s.schedule(Promise.resolve()), files.createExclusive(file, bytes)),
    remove: async (file) => (await s.schedule(Promise.resolve()), files.remove(file)),
    isAlive: async (owner) => (await s.schedule(Promise.resolve()), files.isAlive(owner)),
  };
}
