// The benchmark itself works, at the smallest sizes and untimed: both libraries do what a row says, and the table is right.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBench, type Bench } from "./bench.ts";
import { measureRow } from "./measure.ts";
import { rowsFor } from "./rows.ts";
import { outcomesOf, short, tableOf } from "./table.ts";

const rows = rowsFor({ small: [2], large: [2], many: 3 });

describe("a row", () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await createBench(join(import.meta.dirname, "../../dist/engine.mjs"));
  });
  afterAll(() => bench.end());

  it.each(["load", "first", "cold", "refresh", "wake", "due", "throughput"])(
    "%s is measured for both libraries",
    async (id) => {
      const row = rows.find((one) => one.id === id);
      if (row === undefined) throw new Error(`no row ${id}`);
      for (const { line, ours, theirs } of await measureRow(bench, row, 1)) {
        expect([line.name, ours.length, theirs.length]).toEqual([line.name, 1, 1]);
        for (const value of [...ours, ...theirs]) expect(value).toSatisfy(Number.isFinite);
      }
    },
    60_000,
  );

  it("the engine signs in without Node's fetch and all that it brings, as MSAL does not", async () => {
    const heavy = async (adapter: "tokentray" | "msal"): Promise<readonly string[]> =>
      ((await bench.run(adapter, "firstSignIn")).texts ?? []).filter((name) => name.includes("undici"));
    expect(await heavy("tokentray")).toEqual([]);
    expect(await heavy("msal")).not.toEqual([]);
  }, 60_000);

  it("counts what it is about: three sign-ins are three requests, and no token is lost", async () => {
    const measured = async (id: string): Promise<Readonly<Record<string, number>>> =>
      (await rows.find((row) => row.id === id)?.sample(bench, "tokentray")) ?? {};
    expect(await measured("first")).toMatchObject({ requests: 3 });
    expect(await measured("together")).toMatchObject({ requests: 1 });
    expect(await measured("wake")).toMatchObject({ lost: 0, failed: 0 });
  }, 60_000);
});

describe("the table", () => {
  const row = {
    id: "a",
    title: "Row",
    against: "msal",
    sample: () => Promise.resolve({}),
    lines: [
      { key: "ms", name: "time", unit: "ms", goal: { ratio: 0.5 } },
      { key: "n", name: "lost", unit: "", goal: { most: 0 } },
      { key: "s", name: "speed", unit: "/s", goal: { ratioAtLeast: 2 } },
      { key: "n", name: "stall", unit: "ms", goal: { mostAtBest: 0 } },
    ],
  } as const;
  const pair = (ms: number, n: number) => ({ ours: { ms, n, s: 30 }, theirs: { ms: 10, n: 5, s: 10 } });

  it("judges ratios by their median, and limits by the worst sample", () => {
    const outcomes = outcomesOf(row, [pair(1, 0), pair(9, 1), pair(2, 0)]);
    expect(outcomes.map(({ ratio, met }) => [ratio, met])).toEqual([
      [0.2, true],
      [0, false],
      [3, true],
      [0, true],
    ]);
    expect(tableOf(outcomes)).toContain("| Row: time | 2 (1–9) ms | 10 ms | 0.2× | ≤ 0.5× | yes |");
  });

  it("says nothing of a ratio that there is none of", () => {
    const [time] = outcomesOf({ ...row, lines: [{ key: "x", name: "x", unit: "" }] }, [pair(1, 1)]);
    expect(time?.met).toBeUndefined();
    expect(tableOf(time === undefined ? [] : [time])).toContain("| – |");
  });

  it.each([
    [1234.5, "1235"],
    [12.345, "12.3"],
    [0.0123, "0.0123"],
    [0.000_012_3, "0.00001"],
    [0, "0"],
  ])("writes %s as %s", (value, text) => expect(short(value)).toBe(text));
});
