// An outage: a token that has ended serves on where the server allowed it, said as such, and never in place of an answer.
import { afterEach, expect, test } from "vitest";
import { noticeWords } from "../../shared/noticeWords.ts";
import { startTestApp, type TestApp } from "../support/testApp.ts";
import { until } from "../support/virtualClock.ts";

const minute = 60_000;
const hour = 60 * minute;
const scopes = ["User.Read"];

let t: TestApp;
afterEach(() => t.end());

/** Signed in, and the token ended ten minutes ago; it serves in an outage for fifty more. */
async function ended(): Promise<string> {
  t = await startTestApp({ extendedLifeSeconds: 7_200 });
  const accountId = await t.signIn();
  t.app.systemSuspending();
  t.clock.jump(70 * minute);
  return accountId;
}

const down = [
  ["the network is gone", () => void (t.net.offline = true)],
  ["the service is down", () => t.tenant.setFault({ kind: "status", status: 503, path: "token" })],
  ["answers are cut off", () => t.tenant.setFault({ kind: "closeMidAnswer", path: "token" })],
  ["a hotel's page answers", () => t.tenant.setFault({ kind: "html", path: "token" })],
] as const;

test.each(down)("while %s, the token that has ended is given, marked as such", async (_, breakIt) => {
  const accountId = await ended();
  const { issuedAt = 0, expiresAt = 0 } = t.scopeSet().token ?? {};
  breakIt();
  for (let time = 1; time <= 3; time += 1) {
    expect(await t.app.getToken({ accountId, scopes })).toMatchObject({
      ok: true,
      value: { extended: true, short: false, expiresAt, extendedExpiresAt: issuedAt + 2 * hour, source: "memory" },
    });
  }
  expect(t.tokenRequests("refresh_token")).toBeLessThanOrEqual(1);
  expect(t.scopeSet()).toMatchObject({ state: "waiting", token: { extendedExpiresAt: issuedAt + 2 * hour } });
});

test("it is never given in place of a new token", async () => {
  const accountId = await ended();
  const outcome = await t.app.getToken({ accountId, scopes });
  expect(outcome).toMatchObject({ ok: true, value: { source: "refresh" } });
  expect(outcome.ok && outcome.value.extended).toBeUndefined();
});

test("nor in place of a refusal, nor afterwards when the network is gone", async () => {
  const accountId = await ended();
  t.tenant.revokeRefreshTokens("ada@practice.test");
  expect(await t.app.getToken({ accountId, scopes })).toMatchObject({ ok: false });
  t.net.offline = true;
  expect(await t.app.getToken({ accountId, scopes })).toMatchObject({ ok: false });
  expect(t.scopeSet().state).toBe("needsYou");
});

test("somebody who asks for a new one is told the truth", async () => {
  const accountId = await ended();
  t.net.offline = true;
  expect(await t.app.handlers.newToken({ accountId, scopeSetId: t.scopeSet().id })).toMatchObject({ ok: false });
});

test("its second end is its last", async () => {
  const accountId = await ended();
  t.net.offline = true;
  t.clock.jump(51 * minute);
  expect(await t.app.getToken({ accountId, scopes })).toMatchObject({ ok: false });
});

test("a token that the server lets serve no longer than it lives is not given after its end", async () => {
  t = await startTestApp();
  const accountId = await t.signIn();
  expect(t.scopeSet().token).not.toHaveProperty("extendedExpiresAt");
  t.app.systemSuspending();
  t.clock.jump(61 * minute);
  t.net.offline = true;
  expect(await t.app.getToken({ accountId, scopes })).toMatchObject({ ok: false });
});

test("a copy says that it serves in the outage only, and until when", async () => {
  const accountId = await ended();
  t.net.offline = true;
  const copied = await t.app.handlers.copyToken({ accountId, scopeSetId: t.scopeSet().id, format: "raw" });
  expect(copied.ok).toBe(true);
  const said = t.app.snapshot().notices.find(({ kind }) => kind === "copied");
  if (said === undefined) throw new Error("nothing was said");
  expect(noticeWords(said).body).toContain("serves only in the outage: 50 min left");
  expect(noticeWords(said).body).not.toMatch(/· ended/);
});

test("it outlives a restart and the refresh of another scope set", async () => {
  t = await startTestApp({ extendedLifeSeconds: 7_200 });
  const accountId = await t.signIn();
  t.app.systemSuspending();
  t.clock.jump(70 * minute);
  expect(await t.app.getToken({ accountId, scopes: ["Mail.Read"] })).toMatchObject({ ok: true });
  t.net.offline = true;
  t = await t.restart();
  expect(await t.app.getToken({ accountId, scopes })).toMatchObject({ ok: true, value: { extended: true } });
  t.net.offline = false;
  await t.clock.advance(7 * minute);
  await until(() => t.scopeSet().state === "ready", "the network");
});
