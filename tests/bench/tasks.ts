// What one process is asked to do with one library, and what it measures while it does. Loading counts where a user waits for it.
import { readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import type { Adapter, Client, Person, Setup } from "./adapters/adapter.ts";

export type TaskName = keyof typeof tasks;

export interface Job {
  readonly setup: Setup;
  readonly people: readonly Person[];
  /** When to begin (epoch ms), so that several processes do so together. */
  readonly startAt?: number;
}

export interface Done {
  readonly measures: Readonly<Record<string, number>>;
  /** What was asked for and got. */
  readonly texts?: readonly string[];
}

export type Task = (adapter: Adapter, job: Job) => Promise<Done>;

export const tasks = {
  load: async (adapter, { setup }) => {
    const clock = startClock();
    await adapter(setup);
    return { measures: clock() };
  },
  firstSignIn: async (adapter, { setup }) => {
    const clock = startClock();
    const client = await (await adapter(setup)).open();
    await client.signIn(0);
    const measures = clock();
    await client.signIn(1);
    await client.signIn(2);
    return { measures, texts: loadedOfNode() };
  },
  warmSignIn: async (adapter, { setup }) => {
    const client = await (await adapter(setup)).open();
    client.prepare();
    await pause(700);
    const clock = startClock();
    await client.signIn(0);
    return { measures: clock() };
  },
  hit: async (adapter, job) => {
    const client = await opened(adapter, job);
    const people = job.people.slice(0, 20);
    for (const person of people) await client.token(person);
    return { measures: { us: (await median(client, people, { atLeast: 15, atMost: 20_000, forMs: 800 })) * 1000 } };
  },
  refresh: async (adapter, job) => {
    const client = await opened(adapter, job);
    await client.token(first(job), true);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const before = written();
    delay.enable();
    const ms = await median(client, job.people, { atLeast: 10, atMost: 10, forMs: 0 }, true);
    delay.disable();
    return { measures: { ms, kB: (written() - before) / 10_000, stallMs: delay.max / 1e6 - 1 } };
  },
  cold: async (adapter, job) => {
    const clock = startClock();
    const client = await (await adapter(job.setup)).open();
    await client.token(first(job));
    return { measures: { ...clock(), rssMb: process.memoryUsage.rss() / 1e6 } };
  },
  together: async (adapter, job) => {
    const client = await opened(adapter, job);
    const clock = startClock();
    await Promise.all(Array.from({ length: 100 }, () => client.token(first(job))));
    return { measures: clock() };
  },
  once: async (adapter, job) => {
    const client = await (await adapter(job.setup)).open();
    await pause(Math.max(0, (job.startAt ?? 0) - Date.now()));
    await client.token(first(job));
    return { measures: {} };
  },
  wake: async (adapter, job) => {
    const client = await opened(adapter, job);
    const clock = startClock();
    const asked = await Promise.allSettled(job.people.map((person) => client.token(person)));
    const measures = { ...clock(), failed: asked.filter(({ status }) => status === "rejected").length };
    await client.close();
    return { measures, texts: asked.map((one) => (one.status === "fulfilled" ? one.value : "")) };
  },
  audit: async (adapter, job) => {
    const client = await opened(adapter, job);
    const texts: string[] = [];
    for (const person of job.people) texts.push(await client.token(person));
    return { measures: {}, texts };
  },
  /** In memory alone. */
  throughput: async (adapter, { setup, people }) => {
    const client = await (await adapter(setup)).open();
    const signedIn: Person[] = [];
    for (const { index } of people) signedIn.push(await client.signIn(index));
    const clock = startClock();
    for (const person of signedIn) await client.token(person, true);
    const { ms, cpuMs } = clock();
    return { measures: { perSecond: (people.length / ms) * 1000, cpuMs: cpuMs / people.length } };
  },
  due: async (adapter, job) => {
    const client = await opened(adapter, job);
    await client.token(job.people[1] ?? first(job));
    const clock = startClock();
    await client.token(first(job));
    return { measures: clock() };
  },
  heap: async (adapter, job) => {
    const client = await opened(adapter, job);
    await client.token(first(job));
    await pause(100);
    collect();
    return { measures: { bytes: process.memoryUsage().heapUsed } };
  },
  idle: async (adapter, { setup }) => {
    const client = await (await adapter(setup)).open();
    await client.signIn(0);
    await pause(6_000);
    collect();
    const before = wakeUps();
    await pause(5_000);
    // The end of this pause is one.
    return { measures: { mb: process.memoryUsage.rss() / 1e6, wakeUps: Math.max(0, wakeUps() - before - 1) } };
  },
  /** Signs person 0 in and answers what the library keeps of it. */
  sample: async (adapter, { setup }) => {
    const client = await (await adapter(setup)).open();
    await client.signIn(0);
    return { measures: {}, texts: [client.serialize()] };
  },
} satisfies Readonly<Record<string, Task>>;

async function opened(adapter: Adapter, { setup }: Job): Promise<Client> {
  const client = await (await adapter(setup)).open();
  await client.ready();
  return client;
}

function first({ people: [person] }: Job): Person {
  if (person === undefined) throw new Error("nobody to ask for");
  return person;
}

interface Effort {
  readonly atLeast: number;
  readonly atMost: number;
  readonly forMs: number;
}

/** Milliseconds of one call, asking for one person after the other. */
async function median(
  client: Client,
  people: readonly Person[],
  { atLeast, atMost, forMs }: Effort,
  fresh = false,
): Promise<number> {
  const took: number[] = [];
  const begun = performance.now();
  while (took.length < atLeast || (took.length < atMost && performance.now() - begun < forMs)) {
    const person = people[took.length % people.length];
    if (person === undefined) break;
    const at = performance.now();
    await client.token(person, fresh);
    took.push(performance.now() - at);
  }
  return took.toSorted((a, b) => a - b)[took.length >> 1] ?? Number.NaN;
}

/** Which of Node's own modules have been loaded. */
function loadedOfNode(): readonly string[] {
  const { moduleLoadList = [] } = process as { readonly moduleLoadList?: readonly string[] };
  return moduleLoadList.map((name) => name.replace(/^NativeModule /, ""));
}

function startClock(): () => { readonly ms: number; readonly cpuMs: number; readonly mb: number } {
  const [at, cpu, rss] = [performance.now(), process.cpuUsage(), process.memoryUsage.rss()];
  return () => {
    const ms = performance.now() - at;
    const { user, system } = process.cpuUsage(cpu);
    return { ms, cpuMs: (user + system) / 1000, mb: (process.memoryUsage.rss() - rss) / 1e6 };
  };
}

/** Bytes handed to write calls, sockets included; 0 where the system does not tell. */
function written(): number {
  return Number(/wchar: (\d+)/.exec(proc("self/io"))?.[1] ?? 0);
}

function wakeUps(): number {
  return Number(/^voluntary_ctxt_switches:\s*(\d+)/m.exec(proc(`self/task/${process.pid}/status`))?.[1] ?? 0);
}

function proc(name: string): string {
  try {
    return readFileSync(`/proc/${name}`, "utf8");
  } catch {
    return "";
  }
}

function collect(): void {
  if (globalThis.gc === undefined) throw new Error("needs --expose-gc");
  globalThis.gc();
  globalThis.gc();
}
