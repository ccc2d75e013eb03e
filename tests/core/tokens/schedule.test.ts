// What is refreshed when: at its time, eight at once, not during sleep, a little after waking, and never in vain.
import { expect, it } from "vitest";
import { hour, minute, recordOf, tokenOf } from "./records.ts";
import { scheduled } from "./scheduled.ts";

it("a token is refreshed five minutes before its end, and its successor five minutes before its own", async () => {
  const s = scheduled([recordOf()]);
  await s.clock.advance(55 * minute - 1);
  expect(s.begun).toEqual([]);
  await s.clock.advance(1);
  await s.answer();
  await s.clock.advance(55 * minute);
  expect(s.begun.map(({ at }) => at / minute)).toEqual([55, 110]);
});

it("a refresh under way is not begun again, however often it is planned", async () => {
  const s = scheduled([recordOf()]);
  await s.clock.advance(55 * minute);
  for (let time = 0; time < 5; time += 1) s.schedule.plan("account-1");
  await s.clock.advance(2 * hour);
  expect(s.begun).toHaveLength(1);
});

it("eight refreshes run at once, and the others follow as places become free", async () => {
  const s = scheduled(Array.from({ length: 30 }, (_, n) => recordOf({ id: `a${n}` })));
  await s.clock.advance(56 * minute);
  expect(s.begun).toHaveLength(8);
  for (let round = 0; round < 10; round += 1) await s.answer();
  expect(new Set(s.begun.map(({ accountId }) => accountId)).size).toBe(30);
  expect(s.begun).toHaveLength(30);
  expect(s.mostAtOnce).toBe(8);
});

it("nothing is asked during sleep; what fell due waits three to five seconds after waking", async () => {
  let turn = 0;
  const s = scheduled([recordOf({ id: "a" }), recordOf({ id: "b" })], () => (turn += 0.25) % 1);
  s.schedule.suspend();
  await s.clock.advance(8 * hour);
  expect(s.begun).toEqual([]);
  s.schedule.resume();
  const woken = s.clock.now();
  await s.clock.advance(2_999);
  expect(s.begun).toEqual([]);
  await s.clock.advance(2_001);
  expect(s.begun).toHaveLength(2);
  for (const { at } of s.begun) expect(at - woken).toBeLessThanOrEqual(5_000);
});

it("a sleep that no timer counted is noticed within the hour even without a word from the system", async () => {
  const s = scheduled([recordOf({ tokens: [tokenOf({ expiresAt: 10 * hour })] })]);
  s.clock.jump(20 * hour);
  await s.clock.advance(hour);
  expect(s.begun).toHaveLength(1);
});

it.each([
  ["without a refresh token", (({ refreshToken: _, ...rest }) => rest)(recordOf())],
  [
    "that the server refused",
    recordOf({
      scopeSets: [{ id: "s", scopes: ["User.Read"], refusal: { kind: "consentRequired", at: 0, evidence: {} } }],
    }),
  ],
  ["that was never asked for yet", recordOf({ tokens: [] })],
])("a scope set %s is left alone", async (_, record) => {
  const s = scheduled([record]);
  await s.clock.advance(3 * hour);
  expect(s.begun).toEqual([]);
});

it("a try that failed comes again when its wait is over, not at the token's own time", async () => {
  const s = scheduled([recordOf()]);
  s.accounts.setProgress("account-1", { scopes: ["User.Read"] }, { nextTryAt: 7 * minute, failuresInARow: 1 });
  s.schedule.plan("account-1");
  await s.clock.advance(7 * minute);
  expect(s.begun).toEqual([{ accountId: "account-1", at: 7 * minute }]);
});

it("a token that ends between two tries shows as ended at its end, and after a sleep at once", async () => {
  const s = scheduled([recordOf()]);
  s.accounts.setProgress("account-1", { scopes: ["User.Read"] }, { nextTryAt: 70 * minute, failuresInARow: 9 });
  s.schedule.plan("account-1");
  await s.clock.advance(60 * minute - 1);
  expect(s.state()).toBe("ready");
  await s.clock.advance(1);
  expect(s.state()).toBe("waiting");
  await s.clock.advance(10 * minute);
  expect(s.begun).toHaveLength(1);

  const asleep = scheduled([recordOf()]);
  asleep.schedule.suspend();
  asleep.clock.jump(8 * hour);
  asleep.schedule.resume();
  expect(asleep.state()).toBe("expired");
});

it("a token from the future is replaced at once, because the clock was set back", async () => {
  const s = scheduled([recordOf({ tokens: [tokenOf({ issuedAt: 10 * hour })] })]);
  await s.clock.advance(0);
  expect(s.begun).toEqual([{ accountId: "account-1", at: 0 }]);
});

it("a day before the refresh token itself ends, a warning is given once, and refreshing goes on", async () => {
  const day = 24 * hour;
  // A scope may be called anything.
  const asked = ["warn"];
  const tokens = [tokenOf({ asked, expiresAt: 20 * day })];
  const s = scheduled([recordOf({ refreshTokenEndsAt: 10 * day, scopeSets: [{ id: "s", scopes: asked }], tokens })]);
  await s.clock.advance(9 * day - minute);
  expect(s.warned).toEqual([]);
  await s.clock.advance(2 * minute);
  s.schedule.plan("account-1");
  expect(s.warned).toEqual(["account-1"]);
  await s.clock.advance(11 * day);
  expect([s.warned.length, s.begun.length]).toEqual([1, 1]);
});

it("once stopped or forgotten, nothing runs and no timer stays", async () => {
  const s = scheduled([recordOf(), recordOf({ id: "other" })]);
  await s.accounts.forget("other");
  s.schedule.plan("other");
  await s.clock.advance(56 * minute);
  expect(s.begun.map(({ accountId }) => accountId)).toEqual(["account-1"]);
  s.schedule.stop();
  await s.answer();
  await s.clock.advance(3 * hour);
  expect(s.begun).toHaveLength(1);
  expect(s.clock.waiting).toBe(0);
});
