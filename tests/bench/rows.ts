// The rows of the table: what is done, what is measured, and what is wished for against MSAL Node in the same run.
import type { AdapterName } from "./adapters/adapter.ts";
import type { Bench } from "./bench.ts";
import type { Freshness } from "./seeds.ts";
import type { TaskName } from "./tasks.ts";

export type Measures = Readonly<Record<string, number>>;

/**
 * `ratio`: ours divided by theirs is at most this. `most`: no sample of ours is above. `mostAtBest`: not every sample is, for
 * what a busy machine adds to by itself.
 */
export type Goal =
  | { readonly ratio: number }
  | { readonly ratioAtLeast: number }
  | { readonly most: number }
  | { readonly mostAtBest: number };

export interface Line {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly goal?: Goal;
}

export interface Row {
  readonly id: string;
  readonly title: string;
  readonly against: AdapterName;
  readonly lines: readonly Line[];
  sample(bench: Bench, adapter: AdapterName): Promise<Measures>;
}

export interface Sizes {
  readonly small: readonly number[];
  readonly large: readonly number[];
  /** Accounts that wake together, or are refreshed one after the other. */
  readonly many: number;
}

export const fullSizes: Sizes = { small: [1, 100, 1_000], large: [1, 100, 1_000, 10_000], many: 100 };

export function rowsFor({ small, large, many }: Sizes): readonly Row[] {
  return [
    row("load", "Load the library", "msal", once("load"), [
      line("ms", "time", "ms", { ratio: 0.2 }),
      line("mb", "memory", "MB", { ratio: 0.15 }),
    ]),
    row("first", "Load and first sign-in, no latency", "msal", firstSignIn, [
      line("ms", "time", "ms", { ratio: 0.5 }),
      line("cpuMs", "CPU", "ms"),
      line("requests", "requests of three sign-ins", "", { most: 3 }),
    ]),
    row("link", "First sign-in over an 80 ms TLS link, opened while typing", "msal", once("warmSignIn", "link"), [
      line("ms", "time", "ms", { ratio: 0.5 }),
    ]),
    row("memory", "Token from memory, p50", "msal", sized("hit", large, "fresh", "memory"), [
      ...sizedLines("us", "µs", large, { 1: 0.02, 100: 0.005, 1_000: 0.0005 }),
      line("growth", `${Math.max(...large)} accounts over one`, "×", { most: 5 }),
    ]),
    row("disk", "Token with the cache on disk, p50", "msal", sized("hit", small, "fresh", "disk"), [
      ...sizedLines("us", "µs", small, { 1: 0.03, 100: 0.005, 1_000: 0.0005 }),
    ]),
    row("refresh", "Refresh and store durably", "msal", sized("refresh", small, "fresh", "changed"), [
      ...sizedLines("ms", "ms", small, { 1: 0.5, 100: 0.15, 1_000: 0.03 }),
      ...small.map((size) => line(`kB@${size}`, `written, ${size} accounts`, "kB", { most: 16 })),
      ...small.map((size) => line(`stallMs@${size}`, `longest stall, ${size} accounts`, "ms", { mostAtBest: 10 })),
    ]),
    row("cold", "Fresh process to the first cached token", "msal", sized("cold", large, "fresh", "disk"), [
      ...large.map((size) => line(`cpuMs@${size}`, `CPU, ${size} accounts`, "ms")),
      ...sizedLines("ms", "ms", large, { 1: 0.25, 1_000: 0.1, 10_000: 0.1 }),
      ...large.map((size) => line(`rssMb@${size}`, `memory, ${size} accounts`, "MB")),
    ]),
    row("together", "100 callers of one ended token, 80 ms", "msal", together, [
      line("ms", "time", "ms"),
      line("requests", "requests", "", { most: 1 }),
    ]),
    row("processes", "Four processes sharing one store, 80 ms", "msal", processes, [
      line("requests", "requests", "", { most: 1 }),
    ]),
    row("wake", `${many} accounts end together, 80 ms`, "msal", wake(many), wakeLines),
    row("wakeSample", "The same, against a cache plugin as in MSAL's samples", "msalSample", wake(many), wakeLines),
    row("throughput", `${many} accounts in memory refreshed one after the other`, "msal", throughput(many), [
      line("perSecond", "refreshes", "/s", { ratioAtLeast: 2.5 }),
      line("cpuMs", "CPU of each", "ms", { ratio: 0.4 }),
    ]),
    row("due", "Caller's wait when a refresh is due, 80 ms", "msal", due, [line("ms", "time", "ms", { most: 1.5 })]),
    row("heap", "Heap of a cached account", "msal", heap(small.at(-1) ?? 1), [
      line("bytes", "bytes", "B", { ratio: 0.75 }),
    ]),
    row("idle", "Idle after a sign-in", "msal", once("idle"), [
      line("mb", "memory of the process", "MB", { ratio: 0.75 }),
      line("wakeUps", "wake-ups in 5 s", "", { most: 1 }),
    ]),
  ];
}

type Sample = Row["sample"];

const line = (key: string, name: string, unit: string, goal?: Goal): Line =>
  goal === undefined ? { key, name, unit } : { key, name, unit, goal };

const wakeLines = [
  line("lost", "tokens lost", "", { most: 0 }),
  line("failed", "calls failed", "", { most: 0 }),
  line("ms", "time", "ms", { ratio: 0.6 }),
];

function row(id: string, title: string, against: AdapterName, sample: Sample, lines: readonly Line[]): Row {
  return { id, title, against, lines, sample };
}

function sizedLines(key: string, unit: string, sizes: readonly number[], goals: Readonly<Record<number, number>>) {
  return sizes.map((size) => {
    const ratio = goals[size];
    return line(`${key}@${size}`, `${size} accounts`, unit, ratio === undefined ? undefined : { ratio });
  });
}

function once(task: TaskName, over: "plain" | "link" = "plain"): Sample {
  return async (bench, adapter) => (await bench.run(adapter, task, { over })).measures;
}

const firstSignIn: Sample = async (bench, adapter) => {
  await bench.server.tell({ reset: true });
  const { measures } = await bench.run(adapter, "firstSignIn");
  return { ...measures, requests: await bench.server.tell({}) };
};

function sized(
  task: TaskName,
  sizes: readonly number[],
  freshness: Freshness,
  where: "memory" | "disk" | "changed",
): Sample {
  return async (bench, adapter) => {
    const all: Record<string, number> = {};
    for (const size of sizes) {
      const start =
        where === "memory"
          ? await bench.memory(adapter, size, freshness)
          : await bench.disk(adapter, size, freshness, where === "disk");
      const { measures } = await bench.run(adapter, task, start);
      for (const [key, value] of Object.entries(measures)) all[`${key}@${size}`] = value;
    }
    const [least, most] = [sizes[0] ?? 1, sizes.at(-1) ?? 1];
    return { ...all, growth: (all[`us@${most}`] ?? 0) / (all[`us@${least}`] ?? 1) };
  };
}

/** 80 ms while it lasts; answers the requests that came. */
async function slowly<T>({ server }: Bench, work: () => Promise<T>): Promise<readonly [T, number]> {
  await server.tell({ latencyMs: 80, reset: true });
  try {
    const result = await work();
    return [result, await server.tell({})];
  } finally {
    await server.tell({ latencyMs: 0 });
  }
}

const together: Sample = async (bench, adapter) => {
  const start = await bench.disk(adapter, 1, "ended");
  const [{ measures }, requests] = await slowly(bench, () => bench.run(adapter, "together", start));
  return { ...measures, requests };
};

const processes: Sample = async (bench, adapter) => {
  const start = await bench.disk(adapter, 1, "ended");
  const startAt = Date.now() + 1_500;
  const four = () => Promise.all([1, 2, 3, 4].map(() => bench.run(adapter, "once", { ...start, startAt })));
  return { requests: (await slowly(bench, four))[1] };
};

function wake(many: number): Sample {
  return async (bench, adapter) => {
    const start = await bench.disk(adapter, many, "ended");
    const [{ measures, texts = [] }] = await slowly(bench, () => bench.run(adapter, "wake", start));
    const { texts: found = [] } = await bench.run(adapter, "audit", start);
    return { ...measures, lost: texts.filter((text, at) => text !== "" && text !== found[at]).length };
  };
}

function throughput(many: number): Sample {
  const people = Array.from({ length: many }, (_, index) => ({ index, account: undefined }));
  return async (bench, adapter) => (await bench.run(adapter, "throughput", { people })).measures;
}

const due: Sample = async (bench, adapter) => {
  const start = await bench.disk(adapter, 2, "due");
  return (await slowly(bench, () => bench.run(adapter, "due", start)))[0].measures;
};

function heap(many: number): Sample {
  return async (bench, adapter) => {
    const bytes = async (count: number): Promise<number> => {
      const start = await bench.memory(adapter, count, "fresh");
      return (await bench.run(adapter, "heap", start)).measures["bytes"] ?? 0;
    };
    return { bytes: ((await bytes(many + 1)) - (await bytes(1))) / many };
  };
}
