// A clock that is put back a day or on a year: no pause and no token's end from another time is believed.
import { afterEach, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/testApp.ts";
import { fixedStart, until } from "../support/virtualClock.ts";

const scopes = ["User.Read"];
const hour = 3_600_000;
const day = 24 * hour;
const year = 365 * day;
let t: TestApp;
afterEach(() => t.end());

test("after a failure and the clock put back a day, the next who asks gets a token, not yesterday's failure", async () => {
  t = await startTestApp();
  const accountId = await t.signIn();
  t.app.systemSuspending();
  t.clock.jump(2 * hour);
  t.net.offline = true;
  expect(await t.app.getToken({ accountId, scopes })).toMatchObject({ ok: false, failure: { kind: "dns" } });
  t.clock.jump(-day);
  t.net.offline = false;
  expect(await t.app.getToken({ accountId, scopes })).toMatchObject({ ok: true });
});

test("a server's pause from before the clock was put back holds nobody up for a day", async () => {
  t = await startTestApp();
  const accountId = await t.signIn();
  t.tenant.setFault({ kind: "status", path: "token", status: 429, retryAfter: "60", times: 1 });
  expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: false });
  t.clock.jump(-day);
  expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: true });
});

test("with the clock put back a day, a failed refresh is tried again by itself within the hour", async () => {
  t = await startTestApp();
  await t.signIn();
  t.net.offline = true;
  await t.clock.advance(58 * 60_000);
  await until(() => t.scopeSet().nextTryAt !== undefined);
  t.clock.jump(-day);
  t.net.offline = false;
  await t.clock.advance(hour + 60_000);
  await until(() => t.scopeSet().failure === undefined);
  expect(t.tokenRequests("refresh_token")).toBeGreaterThan(0);
});

test.each([
  ["back a day", [-day]],
  ["forward a year", [year]],
  ["forward a year and back again", [year, -year]],
])("with the clock put %s, accounts stay, tokens are had, and are kept fresh by themselves", async (_, jumps) => {
  // The server's own clock goes right all the time.
  const server = { now: () => fixedStart };
  let jumped = 0;
  t = await startTestApp({ refreshTokenReuse: "revokesFamily", now: () => server.now() });
  server.now = () => t.clock.now() - jumped;
  const accountId = await t.signIn();
  for (const ms of jumps) {
    jumped += ms;
    t.clock.jump(ms);
    expect(t.account().hasRefreshToken).toBe(true);
    expect(await t.app.getToken({ accountId, scopes })).toMatchObject({ ok: true });
  }
  const before = t.tokenRequests("refresh_token");
  await t.clock.advance(2 * hour);
  await until(() => t.tokenRequests("refresh_token") > before);
  t = await t.restart("crash");
  expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: true });
});

test("with the clock put back a day and nobody asking, the next look within the hour fetches a new token", async () => {
  t = await startTestApp();
  await t.signIn();
  t.clock.jump(-day);
  await t.clock.advance(hour);
  await until(() => t.tokenRequests("refresh_token") === 1);
  await until(() => t.scopeSet().state === "ready");
  expect(t.scopeSet().token?.expiresAt).toBeLessThan(t.clock.now() + 2 * hour);
});
