// Two programs on one vault, with refresh tokens that may be used once: neither kills the other's.
import { afterEach, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/testApp.ts";
import { settle } from "../support/virtualClock.ts";

const scopes = ["User.Read"];
let t: TestApp;
afterEach(() => t.end());

/** Lets waiting for a lock go on while real requests are under way. */
async function passTime(work: Promise<unknown>): Promise<void> {
  const state = { over: false };
  void work.finally(() => (state.over = true));
  while (!state.over) {
    await t.clock.advance(50);
    await settle();
  }
}

test("programs that want the same ended token make one request between them", async () => {
  t = await startTestApp({ refreshTokenReuse: "revokesFamily" });
  const accountId = await t.signIn();
  const others = [await t.beside(), await t.beside(), await t.beside()];
  t.app.systemSuspending();
  t.clock.jump(2 * 3_600_000);
  const all = Promise.all([t, ...others].map(({ app }) => app.getToken({ accountId, scopes })));
  await passTime(all);
  const outcomes = await all;
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true, true]);
  expect(new Set(outcomes.map((outcome) => outcome.ok && outcome.value.token.reveal())).size).toBe(1);
  expect(t.tokenRequests("refresh_token")).toBe(1);
  for (const other of others) await other.app.stop();
});

test("programs that each force a new token use the refresh token in turn, and all go on working", async () => {
  t = await startTestApp({ refreshTokenReuse: "revokesFamily" });
  const accountId = await t.signIn();
  const other = await t.beside();
  for (let round = 0; round < 3; round += 1) {
    const both = Promise.all([t, other].map(({ app }) => app.getToken({ accountId, scopes, forceRefresh: true })));
    await passTime(both);
    expect((await both).map(({ ok }) => ok)).toEqual([true, true]);
  }
  expect(t.tokenRequests("refresh_token")).toBe(6);
  await other.app.stop();
});

test("an account signed out in one program is gone from the other when it is next needed", async () => {
  t = await startTestApp();
  const accountId = await t.signIn();
  const other = await t.beside();
  await t.app.handlers.signOut({ accountId });
  expect(await other.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: false });
  expect(other.app.snapshot().accounts).toEqual([]);
  expect(await t.files.list("vault")).toEqual([]);
  await other.app.stop();
});

test("a program that only remembers when an account was last used takes no older refresh token back to the disk", async () => {
  t = await startTestApp({ refreshTokenReuse: "revokesFamily" });
  const accountId = await t.signIn();
  const other = await t.beside();
  const scopeSetId = t.scopeSet().id;
  expect(await t.app.handlers.copyToken({ accountId, scopeSetId, format: "raw" })).toMatchObject({ ok: true });
  expect(await other.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: true });
  await other.app.stop();
  t = await t.restart();
  expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: true });
});

test("a program that seals a record anew seals the one that another has stored meanwhile", async () => {
  t = await startTestApp({ refreshTokenReuse: "revokesFamily" });
  const accountId = await t.signIn();
  t.secretStore.rotateKey();
  // The second starts while the first asks for a new token.
  const both = Promise.all([t.app.getToken({ accountId, scopes, forceRefresh: true }), t.beside()]);
  await passTime(both);
  const [, other] = await both;
  await other.app.stop();
  t = await t.restart();
  expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: true });
});
