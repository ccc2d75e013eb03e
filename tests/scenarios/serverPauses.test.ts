// A server's wish for a pause is kept, for the one it was about and nobody else, and by nobody twice.
import { afterEach, describe, expect, test } from "vitest";
import { mark, startHabitApp, tokensWith, type HabitApp } from "../support/habitApp.ts";
import { ann } from "../support/openIdPeople.ts";
import { createVirtualClock } from "../support/virtualClock.ts";

let t: HabitApp;
afterEach(() => t.end());

const { username } = ann;

describe("a server that asks for a pause", () => {
  const minute = 60_000;
  const scopesSent = (): readonly (string | null)[] => t.asked.map(({ form }) => form.get("scope"));

  test("gets no password of the same person meanwhile, and is asked again when the pause is over", async () => {
    const clock = createVirtualClock();
    t = await startHabitApp({ clock });
    t.tokens({ status: 429, headers: { "retry-after": "120" } });
    const throttled = { ok: false, failure: { kind: "throttled", retryAt: clock.now() + 2 * minute } };
    expect(await t.signInAs(username)).toMatchObject(throttled);
    await clock.advance(minute);
    for (const spelling of [username, username.toUpperCase()]) {
      const outcome = await t.signInAs(spelling);
      expect(outcome).toMatchObject(throttled);
      expect(outcome).toMatchObject({ failure: { at: clock.now(), evidence: { status: 429, notSentAgain: true } } });
    }
    expect(t.asked).toHaveLength(1);
    t.tokens(tokensWith({}));
    await clock.advance(minute);
    expect(await t.signInAs(username)).toMatchObject({ ok: true });
  });

  test("goes on serving other people, and the same one for other scopes", async () => {
    const clock = createVirtualClock();
    t = await startHabitApp({ clock });
    t.tokens({ status: 429, headers: { "retry-after": "120" } });
    await t.signInAs(username);
    t.tokens(tokensWith({}));
    expect(await t.signInAs("ben@openid.test")).toMatchObject({ ok: true });
    expect(await t.signInAs(username, ["mail.read"])).toMatchObject({ ok: true });
    expect(await t.signInAs(username)).toMatchObject({ ok: false, failure: { kind: "throttled" } });
    expect(scopesSent()).toHaveLength(3);
  });

  test.each([
    ["429 without a time, for a minute", { status: 429 }, minute],
    ["503 with seconds", { status: 503, headers: { "retry-after": "30" } }, 30_000],
    ["500 with a date", { status: 500, headers: dated(90) }, 90_000],
    ["502 with a day, for an hour", { status: 502, headers: { "retry-after": "86400" } }, 60 * minute],
    ["400 with seconds", { status: 400, headers: { "retry-after": "60" } }, minute],
  ] as const)("by %s is left alone", async (_, answer, pauseMs) => {
    const clock = createVirtualClock();
    t = await startHabitApp({ clock });
    t.tokens(answer);
    const { status } = answer;
    expect(await t.signInAs(username)).toMatchObject({ failure: { retryAt: clock.now() + pauseMs } });
    await clock.advance(pauseMs - 1);
    expect(await t.signInAs(username)).toMatchObject({ failure: { evidence: { status, notSentAgain: true } } });
    expect(t.asked).toHaveLength(1);
    await clock.advance(1);
    await t.signInAs(username);
    expect(t.asked).toHaveLength(2);
  });

  test("gets no other password either, which is told as a pause and not as a wrong password", async () => {
    const clock = createVirtualClock();
    t = await startHabitApp({ clock });
    t.tokens({ status: 400, headers: { "retry-after": "60" }, body: { error: "invalid_grant" } });
    expect(await t.signInAs(username)).toMatchObject({ failure: { kind: "wrongCredentials" } });
    const { connectionId } = t;
    const other = await t.app.handlers.signIn({ connectionId, username, password: `another ${mark}` });
    expect(other).toMatchObject({ failure: { kind: "throttled", evidence: { notSentAgain: true } } });
    expect(t.asked).toHaveLength(1);
  });

  test("without a time, by 503, is left alone for five seconds", async () => {
    const clock = createVirtualClock();
    t = await startHabitApp({ clock });
    t.tokens({ status: 503 });
    for (let tries = 0; tries < 3; tries += 1) await t.signInAs(username);
    expect(t.asked).toHaveLength(1);
    await clock.advance(5_000);
    t.tokens(tokensWith({}));
    expect(await t.signInAs(username)).toMatchObject({ ok: true });
  });

  test.each([
    ["400 without a time", { status: 400 }],
    ["200 with one", { headers: { "retry-after": "60" }, body: "" }],
  ] as const)("by %s is not left alone", async (_, answer) => {
    t = await startHabitApp();
    t.tokens(answer);
    await t.signInAs(username);
    await t.signInAs(username);
    expect(t.asked).toHaveLength(2);
  });

  test("is asked by the schedule right when the pause is over, and not after a second one of our own", async () => {
    const clock = createVirtualClock();
    t = await startHabitApp({ clock });
    t.tokens(tokensWith({}));
    const accountId = await t.signedIn();
    t.tokens({ status: 503, headers: { "retry-after": "600" } });
    await t.renew(accountId);
    t.tokens(tokensWith({}));
    expect(t.account().scopeSets[0]?.nextTryAt).toBe(clock.now() + 10 * minute);
    await clock.advance(10 * minute - 1);
    expect(t.refreshTokensSent()).toHaveLength(1);
    await clock.advance(1);
    await expect.poll(() => t.refreshTokensSent()).toHaveLength(2);
    await expect.poll(() => t.account().scopeSets[0]?.state).toBe("ready");
  });

  test("is told apart from one that was asked before the clock was put back", async () => {
    const clock = createVirtualClock();
    t = await startHabitApp({ clock });
    t.tokens({ status: 429, headers: { "retry-after": "120" } });
    await t.signInAs(username);
    clock.jump(-86_400_000);
    await t.signInAs(username);
    expect(t.asked).toHaveLength(2);
  });

  test("is asked at once by the next program: a pause is written nowhere", async () => {
    t = await startHabitApp();
    t.tokens({ status: 429, headers: { "retry-after": "3600" } });
    await t.signInAs(username);
    const next = await t.restart();
    await next.app.handlers.signIn({ connectionId: t.connectionId, username, password: `${ann.password} ${mark}` });
    expect(t.asked).toHaveLength(2);
    await next.app.stop();
  });
});

/** Both dates by a server that lives in another year. */
function dated(seconds: number): Readonly<Record<string, string>> {
  const at = Date.UTC(2019, 0, 1);
  return { date: new Date(at).toUTCString(), "retry-after": new Date(at + seconds * 1000).toUTCString() };
}
