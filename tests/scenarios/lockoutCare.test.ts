// Lock-out care: the form rests after wrong passwords in a row and while an account is locked, and none is sent twice.
import { afterEach, describe, expect, test } from "vitest";
import { explain } from "../../shared/explain.ts";
import { clientId, startHabitApp } from "../support/habitApp.ts";
import { person, startTestApp, type TestApp } from "../support/testApp.ts";

let t: TestApp;
afterEach(() => t.end());

const username = person("works").username;
const tryWith = (password: string, name = username) =>
  t.app.handlers.signIn({ connectionId: "practice", username: name, password });

test("after two wrong passwords the form rests, and nothing is sent meanwhile", async () => {
  t = await startTestApp();
  await tryWith("wrong");
  expect(t.app.snapshot().passwordPauses).toEqual([]);
  await tryWith("wrong again");
  expect(t.app.snapshot().passwordPauses).toMatchObject([{ username, wrongInARow: 2, because: "wrongPasswords" }]);
  const sent = t.tokenRequests("password");
  expect(await tryWith(person("works").password)).toMatchObject({ ok: false, failure: { kind: "throttled" } });
  expect(t.tokenRequests("password")).toBe(sent);
  await t.clock.advance(10_001);
  expect(t.app.snapshot().passwordPauses).toEqual([]);
  expect(await tryWith(person("works").password)).toMatchObject({ ok: true });
});

test("each further wrong password makes the rest longer, and a right one ends the counting", async () => {
  t = await startTestApp();
  const rests: number[] = [];
  for (let tries = 0; tries < 4; tries += 1) {
    await tryWith(`wrong ${tries}`);
    const [pause] = t.app.snapshot().passwordPauses;
    rests.push((pause?.until ?? t.clock.now()) - t.clock.now());
    await t.clock.advance(120_001);
  }
  expect(rests).toEqual([0, 10_000, 30_000, 60_000]);
  await tryWith(person("works").password);
  await tryWith("wrong once");
  expect(t.app.snapshot().passwordPauses).toEqual([]);
});

test("one person's rest is nobody else's", async () => {
  t = await startTestApp();
  await tryWith("wrong");
  await tryWith("wrong again");
  expect(t.app.snapshot().passwordPauses).toHaveLength(1);
  const other = person("shortLived");
  expect(await tryWith(other.password, other.username)).toMatchObject({ ok: true });
});

test("a locked account rests the form, though the name is spelled in other letters", async () => {
  t = await startTestApp();
  const locked = person("locked");
  await tryWith(locked.password, locked.username);
  expect(t.app.snapshot().passwordPauses).toMatchObject([{ because: "locked" }]);
  expect(await tryWith(locked.password, locked.username.toUpperCase())).toMatchObject({
    failure: { kind: "throttled" },
  });
  expect(t.tokenRequests("password")).toBe(1);
});

describe("the same wrong password typed again", () => {
  const two = 120_000;
  const again = { ok: false, failure: { kind: "wrongCredentials", evidence: { notSentAgain: true } } };

  test("is not sent, does not count, and says when it may be tried again", async () => {
    t = await startTestApp();
    await tryWith("wrong");
    const refusedAt = t.clock.now();
    await t.clock.advance(30_000);
    for (let tries = 0; tries < 5; tries += 1)
      expect(await tryWith("wrong")).toMatchObject({ ...again, failure: { retryAt: refusedAt + two } });
    expect(t.tokenRequests("password")).toBe(1);
    const { passwordPauses, signIn, attempts } = t.app.snapshot();
    expect(passwordPauses).toEqual([]);
    expect(signIn?.result).toMatchObject(again);
    expect(attempts).toHaveLength(1);
    const failure = signIn?.result?.ok === false ? signIn.result.failure : undefined;
    expect(failure && explain(failure).whatHappened).toBe(
      "The same password was refused a moment ago, so it was not sent again.",
    );
  });

  test("is known among three, in whatever letters the name is written", async () => {
    t = await startTestApp();
    for (const password of ["one", "two", "three"]) {
      await tryWith(password);
      await t.clock.advance(31_000);
    }
    expect(await tryWith("one", username.toUpperCase())).toMatchObject(again);
    expect(await tryWith("three")).toMatchObject(again);
    expect(t.tokenRequests("password")).toBe(3);
  });

  test("is sent once more after two minutes, because it may have been put right meanwhile", async () => {
    t = await startTestApp();
    await tryWith("wrong");
    await t.clock.advance(two - 1);
    await tryWith("wrong");
    expect(t.tokenRequests("password")).toBe(1);
    await t.clock.advance(1);
    await tryWith("wrong");
    expect(t.tokenRequests("password")).toBe(2);
  });

  test("is sent once more after a right one", async () => {
    t = await startTestApp();
    await tryWith("wrong");
    await tryWith(person("works").password);
    const sent = t.tokenRequests("password");
    const refused = await tryWith("wrong");
    expect(refused).toMatchObject({ failure: { kind: "wrongCredentials" } });
    expect(refused).not.toMatchObject(again);
    expect(t.tokenRequests("password")).toBe(sent + 1);
  });

  test("is sent to a connection that was changed since, because that may have been what was wrong", async () => {
    const other = await startHabitApp();
    other.tokens({ status: 400, body: { error: "invalid_grant" } });
    await other.signInAs("ann");
    expect(await other.signInAs("ann")).toMatchObject(again);
    const { connectionId } = other;
    const [connection] = other.app.snapshot().connections.filter(({ id }) => id === connectionId);
    if (connection === undefined) throw new Error("no connection");
    const { label, colour, kind, authority, tenant } = connection;
    const draft = { label, colour, kind, authority, tenant, clientId: "the-right-app", scopes: "api.read" };
    await other.app.handlers.saveConnection({ connectionId, draft });
    await other.signInAs("ann");
    expect(other.asked.map(({ form }) => form.get("client_id"))).toEqual([clientId, "the-right-app"]);
    await other.end();
  });

  test("is sent for another person, and to a clock that was put back", async () => {
    t = await startTestApp();
    await tryWith("wrong");
    await tryWith("wrong", person("shortLived").username);
    expect(t.tokenRequests("password")).toBe(2);
    t.clock.jump(-86_400_000);
    await tryWith("wrong");
    expect(t.tokenRequests("password")).toBe(3);
  });
});
