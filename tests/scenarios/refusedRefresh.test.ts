// A refused refresh: what passes is tried again, what was put right elsewhere is asked about again, what is over costs nothing.
import { afterEach, describe, expect, test } from "vitest";
import { explain } from "../../shared/explain.ts";
import { startHabitApp, tokensWith, type HabitApp } from "../support/habitApp.ts";
import type { Answer } from "../support/habitServer.ts";
import type { OpenIdApp } from "../support/openIdApp.ts";
import { createVirtualClock, until, type VirtualClock } from "../support/virtualClock.ts";

const scopes = ["api.read"];
const minute = 60_000;
const hour = 60 * minute;

let t: HabitApp;
let clock: VirtualClock;
afterEach(() => t.end());

/** Signed in, with a token that has ended, at a server that now answers refreshes like this. */
async function ended(answer: Answer, kind: "entra" | "openid" = "entra"): Promise<string> {
  clock = createVirtualClock();
  t = await startHabitApp({ kind, clock });
  t.tokens(tokensWith({ expires_in: 60 }));
  const accountId = await t.signedIn();
  t.tokens(answer);
  t.app.systemSuspending();
  clock.jump(2 * minute);
  return accountId;
}

const get = (accountId: string, app: OpenIdApp = t) => app.app.getToken({ accountId, scopes });
const refreshes = (): number => t.refreshTokensSent().length;
const resting = (app: OpenIdApp = t): Promise<void> =>
  until(() => app.account().scopeSets.every(({ state }) => state !== "refreshing"), "rest");

/** Lets the program's own timers run, in steps that no request takes for a time-out. */
async function pass(ms: number): Promise<void> {
  t.app.systemResumed();
  for (let passed = 0; passed < ms; passed += 20_000) {
    await clock.advance(20_000);
    await resting();
  }
  t.app.systemSuspending();
}

const entraSays = (code: number, more: object = {}, error = "invalid_grant"): Answer => ({
  status: 400,
  body: { error, error_description: `AADSTS${code}: Words.`, error_codes: [code], ...more },
});

const passing: readonly (readonly [string, Answer])[] = [
  ...[90033, 50033, 80001, 90024, 90012].map((code) => [`AADSTS${code}`, entraSays(code)] as const),
  ["temporarily_unavailable", { status: 400, body: { error: "temporarily_unavailable" } }],
  ["B2C's 90085", { status: 400, body: { error: "invalid_grant", error_description: "AADB2C90085: Down." } }],
];

describe("a refusal that passes", () => {
  test.each(passing)("is tried again by itself and on demand (%s)", async (_, answer) => {
    const accountId = await ended(answer);
    expect(await get(accountId)).toMatchObject({ ok: false });
    expect(t.account()).toMatchObject({ hasRefreshToken: true, scopeSets: [{ state: "waiting" }] });
    expect(t.app.snapshot().notices.map(({ kind }) => kind)).not.toContain("needsYou");
    t.tokens(tokensWith({}));
    const before = refreshes();
    await pass(2 * minute);
    expect(refreshes()).toBe(before + 1);
    expect(t.account().scopeSets[0]).toMatchObject({ state: "ready" });
    expect(t.failure()).toBeUndefined();
  });

  test("is asked about two minutes later at most, though the program's own tries have become rare", async () => {
    const accountId = await ended(entraSays(90033));
    await get(accountId);
    await pass(3 * hour);
    expect((t.account().scopeSets[0]?.nextTryAt ?? 0) - clock.now()).toBeGreaterThan(5 * minute);
    expect(await get(accountId)).toMatchObject({ ok: false });
    t.tokens(tokensWith({}));
    clock.jump(2 * minute);
    expect(await get(accountId)).toMatchObject({ ok: true });
  });

  test("is not asked about in a loop: by callers once in two minutes, by the program less than 40 times a day", async () => {
    const accountId = await ended(entraSays(90033));
    for (let tries = 0; tries < 50; tries += 1) expect(await get(accountId)).toMatchObject({ ok: false });
    expect(refreshes()).toBe(1);
    await pass(24 * hour);
    expect(refreshes()).toBeGreaterThan(10);
    expect(refreshes()).toBeLessThan(40);
    const before = refreshes();
    for (let step = 0; step < 100; step += 1) {
      await get(accountId);
      clock.jump(10_000);
    }
    expect(refreshes() - before).toBeLessThanOrEqual(9);
  });

  test("ends no saved sign-in, and the next program asks anew", async () => {
    const accountId = await ended(entraSays(90033));
    await get(accountId);
    t.tokens(tokensWith({}));
    const next = await t.restart();
    next.app.systemSuspending();
    expect(await get(accountId, next)).toMatchObject({ ok: true });
    await next.app.stop();
  });
});

const timed: readonly (readonly [string, Answer, number])[] = [
  ["429 with a time", { status: 429, headers: { "retry-after": "600" } }, 600_000],
  ["429 without one", { status: 429 }, 60_000],
  ["503 with a time", { status: 503, headers: { "retry-after": "90" } }, 90_000],
  ["400 with a time", { status: 400, headers: { "retry-after": "300" }, body: { error: "invalid_grant" } }, 300_000],
  ["403 with a time, without a word", { status: 403, headers: { "retry-after": "30" }, body: {} }, 30_000],
  ["AADSTS50196, which names none", entraSays(50196), 60_000],
  ["AADSTS90055", entraSays(90055), 60_000],
];

describe("a pause that the server wants", () => {
  test.each(timed)(
    "is kept by everybody, over a restart too, and then it is asked again: %s",
    async (_, answer, ms) => {
      const accountId = await ended(answer);
      expect(await get(accountId)).toMatchObject({ ok: false, failure: { retryAt: clock.now() + ms } });
      t.tokens(tokensWith({}));
      const next = await t.restart();
      next.app.systemSuspending();
      clock.jump(ms - 1);
      expect(next.account().scopeSets[0]).toMatchObject({ state: "waiting", nextTryAt: clock.now() + 1 });
      expect(await get(accountId, next)).toMatchObject({ ok: false });
      expect(await next.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: false });
      expect(refreshes()).toBe(1);
      clock.jump(1);
      expect(await get(accountId, next)).toMatchObject({ ok: true });
      expect(refreshes()).toBe(2);
      await next.app.stop();
    },
  );

  test("is waited for by the program itself, which asks as soon as it is over", async () => {
    await ended({ status: 400, headers: { "retry-after": "600" }, body: { error: "invalid_grant" } });
    await get(t.account().id);
    t.tokens(tokensWith({}));
    await pass(9 * minute);
    expect(refreshes()).toBe(1);
    await pass(2 * minute);
    expect(refreshes()).toBe(2);
    expect(t.account().scopeSets[0]).toMatchObject({ state: "ready" });
  });

  test("says nothing to a clock that was put back", async () => {
    const accountId = await ended({ status: 429, headers: { "retry-after": "3600" } });
    await get(accountId);
    t.tokens(tokensWith({}));
    clock.jump(-24 * hour);
    const next = await t.restart();
    next.app.systemSuspending();
    expect(await get(accountId, next)).toMatchObject({ ok: true });
    await next.app.stop();
  });
});

const elsewhere: readonly (readonly [string, Answer])[] = [
  ["consent", entraSays(65001, { suberror: "consent_required" })],
  ["an admin's consent", entraSays(90094)],
  ["a rule", entraSays(53003, { suberror: "message_only" })],
  ["a second step", entraSays(50076, { suberror: "basic_action" })],
  ["an assignment", entraSays(50105)],
  ["a disabled account", entraSays(50057)],
  ["scopes", { status: 400, body: { error: "invalid_scope" } }],
  ["the app", { status: 401, body: { error: "invalid_client" } }],
  ["something unnamed", { status: 400, body: { error: "invalid_request" } }],
];

describe("a refusal that can be put right elsewhere", () => {
  test.each(elsewhere)("is asked about again by whoever wants a token two minutes later: %s", async (_, answer) => {
    const accountId = await ended(answer);
    const first = await get(accountId);
    expect(t.account()).toMatchObject({ hasRefreshToken: true, scopeSets: [{ state: "needsYou" }] });
    t.tokens(tokensWith({}));
    clock.jump(2 * minute - 1_000);
    expect(await get(accountId)).toEqual(first);
    expect(refreshes()).toBe(1);
    clock.jump(1_000);
    expect(await get(accountId)).toMatchObject({ ok: true });
    expect(t.account().scopeSets[0]).toMatchObject({ state: "ready" });
    expect(t.failure()).toBeUndefined();
  });

  test("is shown until then, over a restart too, and asked about by nobody but a person or a program", async () => {
    const accountId = await ended(entraSays(65001, { suberror: "consent_required" }));
    await get(accountId);
    await pass(6 * hour);
    expect(refreshes()).toBe(1);
    const next = await t.restart();
    await clock.advance(hour);
    expect(next.account().scopeSets[0]).toMatchObject({ state: "needsYou", failure: { kind: "consentRequired" } });
    expect(refreshes()).toBe(1);
    expect(await get(accountId, next)).toMatchObject({ ok: false, failure: { kind: "consentRequired" } });
    expect(refreshes()).toBe(2);
    await next.app.stop();
  });

  test("is asked about at once by whoever insists on a new token", async () => {
    const accountId = await ended(entraSays(65001));
    await get(accountId);
    t.tokens(tokensWith({}));
    expect(await t.renew(accountId)).toMatchObject({ ok: true });
  });
});

const over: readonly (readonly [string, Answer, "entra" | "openid"])[] = [
  ["invalid_grant", { status: 400, body: { error: "invalid_grant" } }, "openid"],
  ["invalid_grant of a code", entraSays(70008), "entra"],
  ["bad_token", entraSays(700082, { suberror: "bad_token" }), "entra"],
  ["a code that nobody knows", entraSays(9_999_999), "entra"],
];

describe("a refresh token that is dead", () => {
  test.each(over)("is sent no more, and the next sign-in makes all well: %s", async (_, answer, kind) => {
    const accountId = await ended(answer, kind);
    expect(await get(accountId)).toMatchObject({ ok: false });
    t.tokens(tokensWith({}));
    await pass(3 * hour);
    clock.jump(30 * 24 * hour);
    expect(await get(accountId)).toMatchObject({ ok: false });
    const next = await t.restart();
    next.app.systemSuspending();
    expect(await get(accountId, next)).toMatchObject({ ok: false });
    expect(refreshes()).toBe(1);
    expect(await next.signedIn()).toBe(accountId);
    expect(await get(accountId, next)).toMatchObject({ ok: true });
    await next.app.stop();
  });
});

test.each([
  ["invalid_request", { status: 400, body: { error: "invalid_request", error_description: "Token has been revoked" } }],
  ["a word of its own", { status: 400, body: { error: "session_gone" } }],
  ["no word", { status: 400, body: { message: "Unknown refresh token" } }],
  ["access_denied", { status: 403, body: { error: "access_denied" } }],
])("a card of a sign-in that a server ends by %s says so, and leads to signing in again", async (_, answer) => {
  const accountId = await ended(answer, "openid");
  await get(accountId);
  const failure = t.failure();
  if (failure === undefined) throw new Error("no failure");
  const { title, action } = explain(failure);
  expect([title, action?.kind]).toEqual(["The saved sign-in is no longer accepted", "signInAgain"]);
});
