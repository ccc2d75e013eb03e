// A program that stands still for long while it holds an account's lock, beside one on another computer that cannot see
// whether it lives: what it does once it goes on costs nobody the sign-in.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { App } from "../../electron/core/app.ts";
import { silenceMs } from "../../electron/core/accountLock.ts";
import type { Fetch, FetchInit, FetchReply, Files } from "../../electron/core/ports.ts";
import { nodeFetch } from "../../electron/node/fetch.ts";
import { createMemoryFiles } from "../../electron/node/memoryFiles.ts";
import { connectTo, createNodeApp, scopes, signInAs } from "../endurance/nodeApp.ts";
import { startOneTimeServer, type OneTimeServer } from "../endurance/oneTimeServer.ts";
import { createVirtualClock, settle, until, type VirtualClock } from "../support/virtualClock.ts";

let files: Files;
let server: OneTimeServer;
let accountId = "";
const apps: App[] = [];
beforeEach(async () => {
  files = createMemoryFiles();
});
afterEach(async () => {
  for (const app of apps.splice(0)) await app.stop();
  await server.close();
});

async function signedIn(graceMs: number): Promise<void> {
  server = await startOneTimeServer({ graceMs, slownessMs: 0 });
  const app = createNodeApp("", { files });
  await app.start();
  accountId = await signInAs(app, await connectTo(app, server.origin), "ann");
  await app.stop();
}

interface Program {
  readonly app: App;
  readonly clock: VirtualClock;
  refresh(): ReturnType<App["getToken"]>;
}

/** Nobody can tell whether another one lives. */
async function program(owner: string, fetch: Fetch = nodeFetch): Promise<Program> {
  const clock = createVirtualClock(Date.now());
  const isAlive = (other: string): Promise<boolean | undefined> => Promise.resolve(other === owner ? true : undefined);
  const app = createNodeApp("", { files: { ...files, owner, isAlive }, clock, fetch });
  apps.push(app);
  await app.start();
  return { app, clock, refresh: () => app.getToken({ accountId, scopes, forceRefresh: true }) };
}

/** Time passes for this program alone, and for longer than a lock may be silent. */
async function patiently<T>({ clock }: Program, work: Promise<T>): Promise<T> {
  const startedAt = clock.now();
  const state = { over: false };
  void work.finally(() => (state.over = true));
  while (!state.over) {
    await clock.advance(100);
    await settle();
  }
  expect(clock.now() - startedAt).toBeGreaterThan(silenceMs);
  return work;
}

/** A fetch whose answers to this stay away until they are let go. */
function stalling(what: string, late: (url: string, init: FetchInit) => Promise<FetchReply> = nodeFetch) {
  const gate = Promise.withResolvers<void>();
  const state = { reached: false };
  const fetch: Fetch = async (url, init) => {
    if (state.reached || !url.includes(what)) return nodeFetch(url, init);
    const reply = await late(url, init);
    state.reached = true;
    await gate.promise;
    return reply;
  };
  return { fetch, state, letGo: () => gate.resolve() };
}

test("before it has sent the refresh token, it begins anew with the record that has been stored meanwhile", async () => {
  await signedIn(0);
  const stall = stalling(".well-known");
  const still = await program("still", stall.fetch);
  const other = await program("other");
  const waiting = still.refresh();
  await until(() => stall.state.reached);
  expect(await patiently(other, other.refresh())).toMatchObject({ ok: true });
  stall.letGo();
  expect(await waiting).toMatchObject({ ok: true });
  expect(await other.refresh()).toMatchObject({ ok: true });
  expect(server.refreshes).toBe(3);
  expect(server.ended).toEqual([]);
});

test("with an answer that comes too late, it hands out the token and puts nothing in the place of the newer record", async () => {
  await signedIn(600_000);
  const stall = stalling("/token");
  const still = await program("still", stall.fetch);
  const other = await program("other");
  const waiting = still.refresh();
  await until(() => stall.state.reached);
  expect(await patiently(other, other.refresh())).toMatchObject({ ok: true });
  const stored = await files.read(`vault/${accountId}.sealed`);
  stall.letGo();
  expect(await waiting).toMatchObject({ ok: true });
  expect(await files.read(`vault/${accountId}.sealed`)).toEqual(stored);
  expect(await files.list("vault")).toEqual([`${accountId}.sealed`]);
  for (const each of [other, still]) expect(await each.refresh()).toMatchObject({ ok: true });
  expect(server.ended).toEqual([]);
});

test("with a refusal that comes too late, it does not end the sign-in that has been renewed meanwhile", async () => {
  await signedIn(600_000);
  const refusal = { error: "invalid_grant", error_description: "The refresh token is not taken." };
  const headers = { "content-type": "application/json" };
  const stall = stalling("/token", async () => new Response(JSON.stringify(refusal), { status: 400, headers }));
  const still = await program("still", stall.fetch);
  const other = await program("other");
  const waiting = still.refresh();
  await until(() => stall.state.reached);
  expect(await patiently(other, other.refresh())).toMatchObject({ ok: true });
  stall.letGo();
  await waiting;
  for (const each of [still, other]) expect(await each.refresh()).toMatchObject({ ok: true });
  expect(still.app.snapshot().accounts[0]?.scopeSets[0]?.failure).toBeUndefined();
});
