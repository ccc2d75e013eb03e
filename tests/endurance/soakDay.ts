// A day in the life of the program, minute by minute on a clock of its own: outages, a night's sleep, a busy server.
import type { App } from "../../electron/core/app.ts";
import { createMemoryFiles } from "../../electron/node/memoryFiles.ts";
import { createVirtualClock, settle, type VirtualClock } from "../support/virtualClock.ts";
import { connectTo, createNodeApp, scopes, signInAs } from "./nodeApp.ts";
import { createSoakServer, type SoakServer } from "./soakServer.ts";

export interface SoakOptions {
  readonly people: number;
  readonly days: number;
  readonly random: () => number;
  /** Told after every hour, with the bytes in use after tidying up. */
  readonly heapBytes: () => number;
}

export interface SoakReport {
  /** Whatever must not be. */
  readonly faults: readonly string[];
  readonly hours: number;
  readonly refreshes: number;
  /** How many there should have been, by the lives of the tokens and the time awake. */
  readonly expectedRefreshes: number;
  readonly failures: number;
  readonly mostAtOnce: number;
  /** How long before its end a token was refreshed on calm days, in seconds. */
  readonly leadSeconds: { readonly least: number; readonly most: number };
  readonly timersAtWork: number;
  readonly timersLeft: number;
  /** After every hour awake. */
  readonly heapMegabytes: readonly number[];
}

interface Day {
  readonly app: App;
  readonly clock: VirtualClock;
  readonly server: SoakServer;
  readonly ids: readonly string[];
  readonly random: () => number;
  readonly faults: string[];
}

const minute = 60_000;
const hour = 60 * minute;
/** What is the matter from which minute of the day on. Between them all is well. */
const troubles: ReadonlyMap<number, SoakServer["state"]> = new Map<number, SoakServer["state"]>([
  [3 * 60, "down"],
  [3 * 60 + 30, "up"],
  [9 * 60, "unreachable"],
  [9 * 60 + 10, "up"],
  [21 * 60, "busy"],
  [21 * 60 + 5, "up"],
]);
/** Longer, and an answer that takes the machine a moment would seem to take minutes. */
const longestStepMs = 5_000;
const sleepsAt = 12 * 60;
const sleepMinutes = 8 * 60;
/** After trouble back-offs of up to five minutes go on, and refreshes are out of their usual turn for a token's life. */
const calmAfter = 100;
const allWellAfter = 12;

export async function soak(options: SoakOptions): Promise<SoakReport> {
  const { people, days, random } = options;
  const clock = createVirtualClock();
  const server = createSoakServer(clock, random);
  const files = createMemoryFiles();
  const app = createNodeApp("", { files, clock, fetch: server.fetch, random });
  await app.start();
  const connectionId = await connectTo(app, server.origin);
  const ids: string[] = [];
  for (let n = 0; n < people; n += 1) ids.push(await signInAs(app, connectionId, `person${n}`));
  server.latencyMs = 80;
  const day: Day = { app, clock, server, ids, random, faults: [] };
  const heapMegabytes: number[] = [];
  let timersAtWork = 0;
  let troubleAt = -Infinity;

  for (let now = 0; now < days * 24 * 60; now += 1) {
    const ofDay = now % (24 * 60);
    if (ofDay === sleepsAt) {
      await sleep(day);
      now += sleepMinutes;
      troubleAt = now;
    }
    const trouble = troubles.get(now % (24 * 60));
    if (trouble !== undefined) server.state = trouble;
    if (server.state !== "up" || trouble !== undefined) troubleAt = now;
    server.calm = now - troubleAt > calmAfter && now > calmAfter;
    await pass(day, minute);
    // A lock that is held is marked as such every few seconds.
    const holdsLock = (await files.list("vault")).some((name) => name.endsWith(".lock"));
    if (server.counts.underWay === 0 && !holdsLock) timersAtWork = Math.max(timersAtWork, clock.waiting);
    if (now - troubleAt > allWellAfter) await ask(day, someOf(ids, random));
    if (now % 60 !== 59) continue;
    if (now - troubleAt > allWellAfter) await ask(day, ids);
    heapMegabytes.push(options.heapBytes() / 1e6);
  }

  await app.stop();
  const { counts, leads } = server;
  if (counts.reused > 0) day.faults.push(`${counts.reused} refresh tokens were used twice`);
  return {
    faults: day.faults,
    hours: days * 24,
    refreshes: counts.refreshes,
    expectedRefreshes: Math.round((people * days * (24 * hour - sleepMinutes * minute)) / meanIntervalMs),
    failures: counts.failures,
    mostAtOnce: counts.mostAtOnce,
    leadSeconds: { least: leads.least / 1000, most: leads.most / 1000 },
    timersAtWork,
    timersLeft: clock.waiting,
    heapMegabytes,
  };
}

/** A token lives for 75 minutes on average and is refreshed five minutes and some jitter before its end. */
const meanIntervalMs = 75 * minute - 5.25 * minute;

/** The lid is shut for the night, and the network is back only seconds after it is opened. */
async function sleep(day: Day): Promise<void> {
  const { app, clock, server } = day;
  app.systemSuspending();
  const asked = server.counts.refreshes + server.counts.failures;
  clock.jump(sleepMinutes * minute);
  await settle();
  if (server.counts.refreshes + server.counts.failures !== asked) throw new Error("something was asked while asleep");
  server.state = "unreachable";
  app.systemResumed();
  await pass(day, 2_500);
  server.state = "up";
}

/** While something is under way, time goes no faster than the machine can follow. */
async function pass({ app, clock }: Day, ms: number): Promise<void> {
  const isBusy = (): boolean => app.snapshot().accounts.some(({ scopeSets }) => scopeSets[0]?.state === "refreshing");
  for (const until = clock.now() + ms; clock.now() < until;) {
    await clock.advance(isBusy() ? 10 : Math.min(longestStepMs, until - clock.now()));
  }
}

/** Everybody asked is given a token at once that the server holds for good. */
async function ask({ app, clock, server, faults }: Day, ids: readonly string[]): Promise<void> {
  for (const accountId of ids) {
    const asking = app.getToken({ accountId, scopes });
    const state = { over: false };
    void asking.finally(() => (state.over = true)).catch(() => undefined);
    await settle(1);
    // A refresh that happens to be under way is waited for.
    while (!state.over) await clock.advance(10);
    const outcome = await asking;
    if (!outcome.ok) faults.push(`nobody is to fail when all is well: ${outcome.failure.kind}`);
    else if (!server.isGood(outcome.value.token.reveal())) faults.push("a token was handed out that had ended");
    else if (outcome.value.expiresAt - clock.now() < minute) faults.push("a token was handed out that is about to end");
    else if (outcome.value.source !== "memory") faults.push("somebody had to wait for a refresh");
  }
}

function someOf(ids: readonly string[], random: () => number): readonly string[] {
  return Array.from({ length: 5 }, () => ids[Math.floor(random() * ids.length)] ?? "");
}
