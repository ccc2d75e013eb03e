// Staying fresh: silent refreshes, rotation, sharing of requests, trouble on the way, sleep and wrong clocks.
import { afterEach, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/testApp.ts";
import { settle, until } from "../support/virtualClock.ts";

const hour = 3_600_000;
const minute = 60_000;
const scopes = ["User.Read"];

let t: TestApp;
afterEach(() => t.end());

const refreshed = async (times: number): Promise<void> => {
  await until(() => t.tokenRequests("refresh_token") >= times, `refresh ${times}`);
  await until(() => t.app.snapshot().accounts.every((a) => a.scopeSets.every((s) => s.state !== "refreshing")), "rest");
};

test("a fresh token is given from memory, without a request", async () => {
  t = await startTestApp();
  const accountId = await t.signIn();
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => t.app.getToken({ accountId, scopes })));
  expect(outcomes.every((outcome) => outcome.ok && outcome.value.source === "memory")).toBe(true);
  expect(t.tokenRequests("refresh_token")).toBe(0);
});

test("a token is refreshed by itself five minutes before its end, and again, and again", async () => {
  t = await startTestApp({ refreshTokenReuse: "revokesFamily" });
  await t.signIn();
  for (let round = 1; round <= 10; round += 1) {
    const endsAt = t.scopeSet().token?.expiresAt ?? 0;
    await t.clock.advance(endsAt - t.clock.now() - 6 * minute);
    expect(t.tokenRequests("refresh_token")).toBe(round - 1);
    await t.clock.advance(minute);
    await refreshed(round);
    expect(t.scopeSet().token?.expiresAt).toBeGreaterThan(t.clock.now() + 55 * minute);
  }
});

test("a hundred callers of one ended token share one request", async () => {
  t = await startTestApp();
  const accountId = await t.signIn();
  t.app.systemSuspending();
  t.clock.jump(2 * hour);
  const outcomes = await Promise.all(Array.from({ length: 100 }, () => t.app.getToken({ accountId, scopes })));
  const tokens = new Set(outcomes.map((outcome) => (outcome.ok ? outcome.value.token.reveal() : "")));
  expect(tokens.size).toBe(1);
  expect(tokens.has("")).toBe(false);
  expect(t.tokenRequests("refresh_token")).toBe(1);
});

test("scope sets of one account refreshed together use one-time refresh tokens one after the other", async () => {
  t = await startTestApp({ refreshTokenReuse: "revokesFamily" });
  const accountId = await t.signIn();
  const sets = ["User.Read", "Mail.Read", "Files.Read", "Calendars.Read", "api://practice-api/Tasks.Read"];
  const outcomes = await Promise.all(
    sets.map((scope) => t.app.getToken({ accountId, scopes: [scope], forceRefresh: true })),
  );
  expect(outcomes.map(({ ok }) => ok)).toEqual(sets.map(() => true));
  expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: true });
});

test("the rotated refresh token is on disk before anybody hears of success", async () => {
  t = await startTestApp({ refreshTokenReuse: "revokesFamily" });
  const accountId = await t.signIn();
  const outcome = await t.app.getToken({ accountId, scopes, forceRefresh: true });
  t = await t.restart("crash");
  expect(outcome.ok).toBe(true);
  expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: true });
});

test("a slow disk holds success back", async () => {
  t = await startTestApp();
  const accountId = await t.signIn();
  const write = t.files.writeAtomic;
  const disk = Promise.withResolvers<void>();
  t.files.writeAtomic = (...file) => disk.promise.then(() => write(...file));
  let announced = false;
  const outcome = t.app.getToken({ accountId, scopes, forceRefresh: true }).finally(() => (announced = true));
  await until(() => t.app.snapshot().attempts[0]?.grant === "refreshToken");
  await settle(20);
  expect(announced).toBe(false);
  disk.resolve();
  expect(await outcome).toMatchObject({ ok: true });
});

test("a refresh token revoked by the server is removed, the record kept, and nothing more is sent", async () => {
  t = await startTestApp();
  const accountId = await t.signIn("refreshTokenRevoked");
  await t.app.handlers.newToken({ accountId, scopeSetId: t.scopeSet().id });
  expect(t.account()).toMatchObject({ hasRefreshToken: false });
  await t.clock.advance(3 * hour);
  expect(t.scopeSet()).toMatchObject({ state: "needsYou", failure: { evidence: { error: "invalid_grant" } } });
  expect(t.tokenRequests("refresh_token")).toBe(1);
  expect(t.notified.map(({ kind }) => kind)).toContain("needsYouSoon");
  t = await t.restart();
  expect(t.scopeSet().state).toBe("needsYou");
});

test.each(["AADSTS50058", "AADB2C90091"])(
  "a refusal stays a refusal under code %s, which chooses words alone: nothing is sent again by itself",
  async (code) => {
    t = await startTestApp();
    const accountId = await t.signIn();
    const body = JSON.stringify({ error: "invalid_grant", error_description: `${code}: No.` });
    t.tenant.setFault({ kind: "status", path: "token", status: 400, body });
    await t.clock.advance(3 * hour);
    await until(() => t.scopeSet().state === "needsYou", "the refusal");
    expect(t.scopeSet()).toMatchObject({ state: "needsYou", failure: { evidence: { codes: [code] } } });
    expect(t.account()).toMatchObject({ hasRefreshToken: true });
    expect(await t.app.getToken({ accountId, scopes })).toMatchObject({ ok: false });
    t = await t.restart();
    await t.clock.advance(3 * hour);
    expect(await t.app.getToken({ accountId, scopes })).toMatchObject({ ok: false });
    expect(t.tokenRequests("refresh_token")).toBe(1);
  },
);

test("an account that needs a person is whole again after the next sign-in", async () => {
  t = await startTestApp();
  const accountId = await t.signIn();
  t.tenant.revokeRefreshTokens("ada@practice.test");
  await t.clock.advance(2 * hour);
  await until(() => t.scopeSet().state === "needsYou", "the refusal");
  expect(t.scopeSet().state).toBe("needsYou");
  expect(await t.signIn()).toBe(accountId);
  expect(t.scopeSet()).toMatchObject({ state: "ready" });
  expect(t.scopeSet().failure).toBeUndefined();
  expect(t.app.snapshot().notices.map(({ kind }) => kind)).not.toContain("needsYou");
});

test("consent missing for one scope set leaves the others working", async () => {
  t = await startTestApp();
  const accountId = await t.signIn("partConsent");
  const added = await t.app.handlers.addScopeSet({ accountId, scopes: "Mail.Read" });
  const scopeSetId = added.ok ? added.value.scopeSetId : "";
  const refused = await t.app.handlers.newToken({ accountId, scopeSetId });
  expect(refused).toMatchObject({ ok: false, failure: { kind: "consentRequired" } });
  expect(t.account()).toMatchObject({ hasRefreshToken: true });
  expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: true });
  const before = t.tokenRequests();
  expect(await t.app.getToken({ accountId, scopes: ["Mail.Read"] })).toMatchObject({ ok: false });
  expect(t.tokenRequests()).toBe(before);
});

test("offline for hours signs nobody out, and the token comes back with the network", async () => {
  t = await startTestApp();
  const accountId = await t.signIn();
  t.net.offline = true;
  await t.clock.advance(3 * hour);
  expect(t.scopeSet()).toMatchObject({ state: "waiting", failure: { kind: "dns" } });
  expect(t.account().hasRefreshToken).toBe(true);
  const tries = t.net.requests.length;
  expect(tries).toBeLessThan(60);
  t.net.offline = false;
  await t.clock.advance(7 * minute);
  await refreshed(1);
  expect(t.scopeSet().state).toBe("ready");
  expect(await t.app.getToken({ accountId, scopes })).toMatchObject({ ok: true });
});

test.each([
  ["503", { kind: "status", status: 503, path: "token" }, "serviceDown"],
  ["a page of a proxy", { kind: "html", path: "token" }, "notOAuth"],
  ["an empty answer", { kind: "emptyBody", path: "token" }, "notOAuth"],
  ["half an answer", { kind: "truncatedJson", path: "token" }, undefined],
  ["a connection cut in mid-answer", { kind: "closeMidAnswer", path: "token" }, "connectionLost"],
  ["a redirect", { kind: "redirect", location: "https://elsewhere.example/", path: "token" }, undefined],
] as const)("%s keeps the refresh token, and the program tries again later by itself", async (_, fault, kind) => {
  t = await startTestApp();
  const accountId = await t.signIn();
  t.tenant.setFault(fault);
  const outcome = await t.app.getToken({ accountId, scopes, forceRefresh: true });
  expect(outcome).toMatchObject({ ok: false, failure: kind === undefined ? {} : { kind } });
  expect(t.account().hasRefreshToken).toBe(true);
  expect(t.scopeSet().nextTryAt).toBeGreaterThan(t.clock.now());
  t.tenant.setFault();
  const before = t.tokenRequests("refresh_token");
  await t.clock.advance(7_000);
  await refreshed(before + 1);
  expect(t.scopeSet().failure).toBeUndefined();
});

test.each([
  ["in seconds", () => "120"],
  ["as a date", () => new Date(t.clock.now() + 120_000).toUTCString()],
])("a server that asks for patience (%s) is not asked before, not even by a person's wish", async (_, retryAfter) => {
  t = await startTestApp();
  const accountId = await t.signIn();
  t.tenant.setFault({ kind: "status", status: 429, retryAfter: retryAfter(), path: "token" });
  await t.app.getToken({ accountId, scopes, forceRefresh: true });
  t.tenant.setFault();
  expect(Math.abs((t.scopeSet().nextTryAt ?? 0) - t.clock.now() - 120_000)).toBeLessThanOrEqual(1_000);
  expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({
    ok: false,
    failure: { kind: "throttled" },
  });
  await t.clock.advance(118_000);
  expect(t.tokenRequests("refresh_token")).toBe(1);
  await t.clock.advance(4_000);
  await refreshed(2);
});

test("while fresh tokens cannot be had, the one that still lives is given, marked as short", async () => {
  t = await startTestApp();
  const accountId = await t.signIn();
  t.net.offline = true;
  await t.clock.advance(59 * minute + 30_000);
  expect(await t.app.getToken({ accountId, scopes })).toMatchObject({ ok: true, value: { short: true } });
});

test("tokens that live half a minute are given as they are, and refreshed no faster than they must be", async () => {
  t = await startTestApp();
  const accountId = await t.signIn("shortLived");
  const outcome = await t.app.getToken({ accountId, scopes, minLifeMs: 600_000, forceRefresh: true });
  expect(outcome).toMatchObject({ ok: true, value: { short: true } });
  for (let second = 0; second < 4; second += 1) await t.app.getToken({ accountId, scopes, minLifeMs: 600_000 });
  expect(t.tokenRequests("refresh_token")).toBe(1);
  for (let second = 0; second < 60; second += 1) await t.clock.advance(1_000);
  await until(() => t.tokenRequests("refresh_token") >= 3);
  expect(t.tokenRequests("refresh_token")).toBeLessThanOrEqual(4);
});

test("after a night's sleep every account is fresh again, none lost, none refreshed twice", async () => {
  t = await startTestApp({ refreshTokenReuse: "revokesFamily" });
  const accountId = await t.signIn();
  for (const scope of ["Mail.Read", "Files.Read", "Calendars.Read"]) {
    await t.app.getToken({ accountId, scopes: [scope], forceRefresh: true });
  }
  const before = t.tokenRequests("refresh_token");
  t.app.systemSuspending();
  t.clock.jump(8 * hour);
  t.app.systemResumed();
  await t.clock.advance(2_000);
  expect(t.tokenRequests("refresh_token")).toBe(before);
  await t.clock.advance(5_000);
  await refreshed(before + 4);
  await t.clock.advance(minute);
  expect(t.tokenRequests("refresh_token")).toBe(before + 4);
  expect(t.account().scopeSets.map(({ state }) => state)).toEqual(["ready", "ready", "ready", "ready"]);
});

test.each([
  ["an hour ahead", hour],
  ["an hour behind", -hour],
  ["a day behind", -24 * hour],
])("with the computer's clock %s of the server's, tokens are still had and kept fresh", async (_, offset) => {
  t = await startTestApp();
  t.tenant.setFault();
  const accountId = await t.signIn();
  t.clock.jump(offset);
  expect(await t.app.getToken({ accountId, scopes })).toMatchObject({ ok: true });
  await t.clock.advance(2 * hour);
  await refreshed(1);
  expect(t.account().hasRefreshToken).toBe(true);
});

test("an account signed out while its refresh is under way does not come back", async () => {
  t = await startTestApp();
  const accountId = await t.signIn();
  t.tenant.setFault({ kind: "hang", path: "token", times: 1 });
  const refresh = t.app.getToken({ accountId, scopes, forceRefresh: true });
  await until(() => t.tokenRequests("refresh_token") === 1);
  await t.app.handlers.signOut({ accountId });
  expect(await refresh).toMatchObject({ ok: false });
  expect(t.app.snapshot().accounts).toEqual([]);
  expect(await t.files.list("vault")).toEqual([]);
  t = await t.restart();
  expect(t.app.snapshot().accounts).toEqual([]);
});

test("an account signed out at the moment its new token arrives does not come back", async () => {
  t = await startTestApp();
  const accountId = await t.signIn();
  let signedOut: Promise<unknown> | undefined;
  t.app.subscribe(({ attempts }) => {
    if (attempts[0]?.grant === "refreshToken") signedOut ??= t.app.handlers.signOut({ accountId });
  });
  expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: false });
  expect(await signedOut).toMatchObject({ ok: true });
  expect(t.app.snapshot().accounts).toEqual([]);
  expect(await t.files.list("vault")).toEqual([]);
});

test("a server that never answers is given up after half a minute", async () => {
  t = await startTestApp();
  const accountId = await t.signIn();
  t.tenant.setFault({ kind: "hang", path: "token", times: 1 });
  const refresh = t.app.getToken({ accountId, scopes, forceRefresh: true });
  await until(() => t.tokenRequests("refresh_token") === 1);
  await t.clock.advance(31_000);
  expect(await refresh).toMatchObject({ ok: false, failure: { kind: "timeout" } });
});

test("past the time that the server named for a refresh, callers are answered at once and the refresh runs behind them", async () => {
  t = await startTestApp({ accessTokenLifeSeconds: 14_400 });
  const accountId = await t.signIn();
  t.tenant.setFault({ kind: "hang", path: "token", times: 1 });
  await t.clock.advance(2 * hour);
  await until(() => t.tokenRequests("refresh_token") === 1, "the refresh at half its life");
  for (const minLifeMs of [undefined, minute, hour]) {
    const outcome = await t.app.getToken({ accountId, scopes, ...(minLifeMs === undefined ? {} : { minLifeMs }) });
    expect(outcome).toMatchObject({ ok: true, value: { source: "memory", short: false } });
  }
  expect(t.scopeSet().state).toBe("refreshing");
  // It began a quarter of a minute early, for the jitter.
  await t.clock.advance(16_000);
  await until(() => t.scopeSet().nextTryAt !== undefined, "the end of patience");
  expect(t.scopeSet()).toMatchObject({ state: "ready", failure: { kind: "timeout" } });
  await t.clock.advance(7_000);
  await refreshed(2);
  expect(t.scopeSet().token?.expiresAt).toBeGreaterThan(t.clock.now() + 3.9 * hour);
});

test("woken up after that time, callers are answered at once before the refresh has begun", async () => {
  t = await startTestApp({ accessTokenLifeSeconds: 14_400 });
  const accountId = await t.signIn();
  t.app.systemSuspending();
  t.clock.jump(3 * hour);
  t.app.systemResumed();
  expect(await t.app.getToken({ accountId, scopes })).toMatchObject({ ok: true, value: { source: "memory" } });
  expect(t.tokenRequests("refresh_token")).toBe(0);
  await t.clock.advance(6_000);
  await refreshed(1);
});
