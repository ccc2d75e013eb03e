// Lock-out care: the form rests after wrong passwords in a row, and for as long as an account is said to be locked.
import { afterEach, expect, test } from "vitest";
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
  await tryWith("wrong");
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
