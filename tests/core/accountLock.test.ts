// The lock between processes: taken over from the dead at once, never from the living, and held by one at a time.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clearDeadLocks, LockTimeout, silenceMs, takeFileLock } from "../../electron/core/accountLock.ts";
import type { Clock, Files } from "../../electron/core/ports.ts";
import { createMemoryFiles } from "../../electron/node/memoryFiles.ts";
import { createVirtualClock, settle } from "../support/virtualClock.ts";

const name = "vault/account-1";
const lock = `${name}.lock`;

/** One folder as several processes see it; those not named as living are dead, or far where their names say so. */
function folder(...living: string[]) {
  const shared = createMemoryFiles();
  const as = (owner: string): Files => ({
    ...shared,
    owner,
    isAlive: (other) => Promise.resolve(isFar(other) !== isFar(owner) ? undefined : living.includes(other)),
  });
  const write = (file: string, text: string): Promise<void> => shared.writeAtomic(file, new TextEncoder().encode(text));
  const leave = (owner: string, file = lock): Promise<void> => write(file, JSON.stringify({ owner, takenAt: 1 }));
  const holder = async (): Promise<string | undefined> => {
    const bytes = await shared.read(lock);
    return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as { owner: string }).owner;
  };
  return { shared, as, write, leave, holder };
}

const isFar = (owner: string): boolean => owner.startsWith("far");

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
  // For showing that it is held.
  expect(clock.waiting).toBe(1);
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

describe("a lock of a process that cannot be looked for, in another container or on another computer", () => {
  /** Waits for it in the background. */
  function taker(files: Files, clock: Clock) {
    const state: { lock?: Awaited<ReturnType<typeof takeFileLock>>; failed?: unknown } = {};
    void takeFileLock(files, clock, name).then(
      (lock) => (state.lock = lock),
      (error: unknown) => (state.failed = error),
    );
    return state;
  }

  it("is waited for as long as a token request may take, and then taken over by one alone", async () => {
    const { as, holder, leave, shared } = folder("a", "b");
    await leave("far");
    const clock = createVirtualClock();
    const both = [taker(as("a"), clock), taker(as("b"), clock)];
    await settle();
    await clock.advance(silenceMs - 1_000);
    expect(await holder()).toBe("far");
    await clock.advance(2_000);
    expect(both.filter(({ lock }) => lock !== undefined)).toHaveLength(1);
    await both.find(({ lock }) => lock !== undefined)?.lock?.();
    await clock.advance(1_000);
    for (const { lock } of both) await lock?.();
    expect(both.every(({ lock }) => lock !== undefined)).toBe(true);
    expect(await shared.list("vault")).toEqual([]);
  });

  it("is never taken while its owner shows that it lives, however long that takes and whatever the clocks say", async () => {
    const { as, holder } = folder("a", "far");
    const theirs = createVirtualClock(0);
    const ours = createVirtualClock();
    const release = await takeFileLock(as("far"), theirs, name);
    const waiting = taker(as("a"), ours);
    await settle();
    for (let second = 0; second < 61; second += 1) {
      await theirs.advance(1_000);
      await ours.advance(1_000);
      if (second === 20) ours.jump(-86_400_000);
      if (second === 40) ours.jump(365 * 86_400_000);
    }
    expect(waiting.failed).toBeInstanceOf(LockTimeout);
    expect(await holder()).toBe("far");
    await release();
    const next = taker(as("a"), ours);
    await settle();
    expect(next.lock).toBeDefined();
  });

  it("and its half-done takeover are both taken over in one wait", async () => {
    const { as, holder, leave, shared } = folder("a");
    await leave("far");
    await leave("far too", `${lock}.takeover`);
    const clock = createVirtualClock();
    const waiting = taker(as("a"), clock);
    await settle();
    await clock.advance(silenceMs + 1_000);
    expect(waiting.lock).toBeDefined();
    expect(await holder()).toBe("a");
    expect(await shared.list("vault")).toEqual(["account-1.lock"]);
  });

  it("is left alone by who clears away what the dead left", async () => {
    const { as, holder, leave } = folder("a");
    await leave("far");
    await clearDeadLocks(as("a"), createVirtualClock(), [lock]);
    expect(await holder()).toBe("far");
  });

  it("who lost it while it stood still knows, and takes nothing away from who has it now", async () => {
    const { as, holder } = folder("a");
    const theirs = createVirtualClock();
    const ours = createVirtualClock();
    const stoodStill = await takeFileLock(as("far"), theirs, name);
    expect(await stoodStill.isOurs()).toBe(true);
    const waiting = taker(as("a"), ours);
    await settle();
    await ours.advance(silenceMs + 1_000);
    expect(waiting.lock).toBeDefined();
    expect(await stoodStill.isOurs()).toBe(false);
    await theirs.advance(30_000);
    await stoodStill();
    expect(await holder()).toBe("a");
    expect(await waiting.lock?.isOurs()).toBe(true);
    expect(theirs.waiting).toBe(0);
  });

  it("a second lock of one process is not taken for its first", async () => {
    const { as } = folder("a");
    const first = await takeFileLock(as("a"), createVirtualClock(), name);
    await first();
    const second = await takeFileLock(as("a"), createVirtualClock(), name);
    expect([await first.isOurs(), await second.isOurs()]).toEqual([false, true]);
    await first();
    expect(await second.isOurs()).toBe(true);
  });
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
