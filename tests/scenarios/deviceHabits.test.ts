// Answers to the question for a device code as servers really give them, and the pace at which each is followed.
import { afterEach, describe, expect, test } from "vitest";
import { mark, startHabitApp, tokensWith, type HabitApp } from "../support/habitApp.ts";
import { answers } from "../support/habitServer.ts";
import { createVirtualClock, settle } from "../support/virtualClock.ts";

let t: HabitApp;
afterEach(() => t.end());

describe("an answer to the question for a device code", () => {
  const codes = {
    device_code: `device ${mark}`,
    user_code: "ABCD-EFGH",
    verification_uri: "https://idp.example/device",
    expires_in: 900,
    interval: 5,
  };
  let clock = createVirtualClock();
  const begin = async (changes: Readonly<Record<string, unknown>>) => {
    clock = createVirtualClock();
    t = await startHabitApp({ clock });
    t.server.habits.set("/device", answers({ body: { ...codes, ...changes } }));
    t.tokens({ status: 400, body: { error: "authorization_pending" } });
    const outcome = t.app.handlers.signInWithDeviceCode({ connectionId: t.connectionId });
    await expect.poll(() => t.app.snapshot().signIn?.waiting ?? t.app.snapshot().signIn?.result).toBeDefined();
    return outcome;
  };
  /** How many times the server is asked in this time, with answers that come at once. */
  const pollsIn = async (seconds: number): Promise<number> => {
    const before = t.asked.length;
    for (let second = 0; second < seconds; second += 1) {
      const already = t.asked.length;
      await clock.advance(1_000);
      await settle(10);
      if (t.asked.length > already) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return t.asked.length - before;
  };
  const waiting = () => t.app.snapshot().signIn?.waiting;

  test.each([
    ["without an interval", { interval: undefined }, 6],
    ["with an interval of 0", { interval: 0 }, 6],
    ["with an interval that is no number", { interval: "often" }, 6],
    ["with an interval as text", { interval: "10" }, 3],
    ["with an interval of a tenth of a second", { interval: 0.1 }, 30],
    ["with an interval of a year", { interval: 31_536_000 }, 0],
  ])("%s is followed at a sensible pace", async (_, changes, polls) => {
    void begin(changes);
    await expect.poll(waiting).toBeDefined();
    expect(await pollsIn(30)).toBe(polls);
    await t.app.handlers.cancelSignIn({});
  });

  test("may use the older spelling of the address", async () => {
    void begin({ verification_uri: undefined, verification_url: "https://idp.example/old" });
    await expect.poll(waiting).toMatchObject({ userCode: "ABCD-EFGH", verificationUri: "https://idp.example/old" });
    await t.app.handlers.cancelSignIn({});
  });

  test.each([
    ["no code", { user_code: "" }],
    ["no address", { verification_uri: null }],
    ["no device code", { device_code: 7 }],
  ])("with %s is refused", async (_, changes) => {
    expect(await begin(changes)).toMatchObject({ ok: false, failure: { kind: "notOAuth" } });
    expect(t.asked).toEqual([]);
  });

  test("is followed five seconds slower after each slow_down, and brings the token in the end", async () => {
    const outcome = begin({});
    await expect.poll(waiting).toBeDefined();
    t.tokens({ status: 400, body: { error: "slow_down" } });
    expect(await pollsIn(5)).toBe(1);
    expect(await pollsIn(9)).toBe(0);
    expect(await pollsIn(1)).toBe(1);
    t.tokens({ status: 400, body: { error: "authorization_pending" } });
    expect(await pollsIn(14)).toBe(0);
    expect(await pollsIn(1)).toBe(1);
    t.tokens(tokensWith({}));
    expect(await pollsIn(15)).toBe(1);
    expect(await outcome).toMatchObject({ ok: true });
  });

  test("is not followed before the time that a busy server names", async () => {
    const outcome = begin({});
    await expect.poll(waiting).toBeDefined();
    t.tokens({ status: 503, headers: { "retry-after": "60" } });
    expect(await pollsIn(5)).toBe(1);
    t.tokens(tokensWith({}));
    expect(await pollsIn(59)).toBe(0);
    expect(await pollsIn(1)).toBe(1);
    expect(await outcome).toMatchObject({ ok: true });
  });

  test.each([
    ["a code for a passing fault", { error: "invalid_grant", error_description: "AADSTS90033: Down." }],
    ["a loop that was detected", { error: "invalid_grant", error_description: "AADSTS50196: Too often." }],
    ["temporarily_unavailable", { error: "temporarily_unavailable" }],
    ["no word at all", {}],
  ])("is followed on, more slowly, after 400 with %s", async (_, body) => {
    const outcome = begin({});
    await expect.poll(waiting).toBeDefined();
    t.tokens({ status: 400, body });
    expect(await pollsIn(5)).toBe(1);
    t.tokens(tokensWith({}));
    expect(await pollsIn(9)).toBe(0);
    expect(await pollsIn(60)).toBe(1);
    expect(await outcome).toMatchObject({ ok: true });
  });

  test("that asks for a pause is kept to when somebody wants another code", async () => {
    clock = createVirtualClock();
    t = await startHabitApp({ clock });
    const begun = () => t.app.handlers.signInWithDeviceCode({ connectionId: t.connectionId });
    t.server.habits.set("/device", answers({ status: 429, headers: { "retry-after": "60" } }));
    expect(await begun()).toMatchObject({ ok: false, failure: { kind: "throttled" } });
    expect(await begun()).toMatchObject({
      ok: false,
      failure: { kind: "throttled", evidence: { notSentAgain: true } },
    });
    expect(t.server.requests.filter(({ path }) => path === "/device")).toHaveLength(1);
  });
});
