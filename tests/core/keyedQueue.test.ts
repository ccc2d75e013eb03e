// Tasks of one key run one after the other, tasks of different keys side by side.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createKeyedQueue } from "../../electron/core/keyedQueue.ts";

const tick = (ms = 0): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

it("tasks of one key never overlap, and run in the order they came, whatever order they would end in", async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 }), async (s, keys) => {
      const queue = createKeyedQueue();
      const inside = new Set<string>();
      const ran: [string, number][] = [];
      const all = keys.map((key, index) =>
        queue.run(key, async () => {
          expect(inside.has(key)).toBe(false);
          inside.add(key);
          ran.push([key, index]);
          await s.schedule(Promise.resolve());
          inside.delete(key);
          return index;
        }),
      );
      const [results] = await Promise.all([Promise.all(all), s.waitIdle()]);
      expect(results).toEqual(keys.map((_, index) => index));
      for (const key of new Set(keys)) {
        const order = ran.filter(([of]) => of === key).map(([, index]) => index);
        expect(order).toEqual(order.toSorted((a, b) => a - b));
      }
    }),
  );
});

it("a task of another key does not wait", async () => {
  const queue = createKeyedQueue();
  const stuck = Promise.withResolvers<void>();
  const first = queue.run("a", () => stuck.promise);
  expect(await queue.run("b", () => Promise.resolve("done"))).toBe("done");
  stuck.resolve();
  await first;
});

it("a task that fails fails alone: the next one runs", async () => {
  const queue = createKeyedQueue();
  const failing = queue.run("a", () => Promise.reject(new Error("one")));
  const throwing = queue.run("a", () => {
    throw new Error("two");
  });
  const fine = queue.run("a", () => Promise.resolve("three"));
  const outcomes = await Promise.allSettled([failing, throwing, fine]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
});

it("a key that has come to rest starts anew at once", async () => {
  const queue = createKeyedQueue();
  await queue.run("a", () => tick(2));
  await tick();
  let started = false;
  const next = queue.run("a", async () => void (started = true));
  await Promise.resolve();
  await Promise.resolve();
  expect(started).toBe(true);
  await next;
});
