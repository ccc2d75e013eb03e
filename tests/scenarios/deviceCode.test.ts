// Signing in with a device code: the code shown, patient asking, and every way it ends.
import { afterEach, expect, test } from "vitest";
import type { PracticePerson } from "../../shared/practicePeople.ts";
import type { WaitingForPerson } from "../../shared/snapshot.ts";
import { openBrowser, signInOnPages } from "../practice/browser.ts";
import { personWho } from "../practice/asker.ts";
import { startTestApp, type TestApp } from "../support/testApp.ts";
import { until } from "../support/virtualClock.ts";

let t: TestApp;
afterEach(() => t.end());

const waiting = (): Extract<WaitingForPerson, { kind: "device" }> => {
  const now = t.app.snapshot().signIn?.waiting;
  if (now?.kind !== "device") throw new Error("no code is shown");
  return now;
};
const begin = async () => {
  const outcome = t.app.handlers.signInWithDeviceCode({ connectionId: "practice" });
  await until(() => t.app.snapshot().signIn?.waiting !== undefined, "the code");
  return { outcome };
};
const polls = (): number =>
  t.tenant.requests.filter(({ endpoint, grantType }) => endpoint === "token" && grantType?.endsWith("device_code"))
    .length;
const wait = async (ms: number): Promise<void> => {
  const before = polls();
  await t.clock.advance(ms);
  await until(() => polls() > before, "a poll");
  // The answer is on its way back to the program.
  await new Promise((resolve) => setTimeout(resolve, 20));
};

async function typeCode(person: PracticePerson, answer: "Yes, go on" | "No, cancel"): Promise<void> {
  const browser = openBrowser(t.tenant);
  const typed = await browser.submit(await browser.open(waiting().verificationUri), { code: waiting().userCode });
  const asked = await signInOnPages(browser, typed, person);
  await browser.submit(asked, {}, answer);
}

test("the code is shown, typed in a browser, and the account is as good as any other", async () => {
  t = await startTestApp();
  const { outcome } = await begin();
  expect(waiting()).toMatchObject({ mayOpen: true, endsAt: t.clock.now() + 900_000 });
  await wait(5_000);
  await typeCode(personWho("mfaRequired"), "Yes, go on");
  await wait(5_000);
  expect(await outcome).toMatchObject({ ok: true });
  expect(t.account()).toMatchObject({ signedInBy: "deviceCode", hasRefreshToken: true, saved: true });
  expect(t.app.snapshot().attempts).toHaveLength(1);
});

test("the code can be copied, and its page be opened, while it is waited for", async () => {
  t = await startTestApp();
  const { outcome } = await begin();
  await t.app.handlers.copyUserCode({});
  expect(t.clipboard.held).toBe(waiting().userCode);
  await t.app.handlers.openSignInPage({});
  expect(t.opened).toEqual([waiting().verificationUri]);
  await t.app.handlers.cancelSignIn({});
  expect(await outcome).toMatchObject({ ok: false, failure: { kind: "cancelled" } });
});

test("asking goes on at the server's pace, and more slowly when it is told to slow down", async () => {
  t = await startTestApp();
  const { outcome } = await begin();
  await wait(5_000);
  // Somebody else's poll in between makes ours come too early.
  t.tenant.setFault({
    kind: "status",
    status: 400,
    path: "token",
    times: 1,
    body: JSON.stringify({ error: "slow_down" }),
  });
  await wait(5_000);
  const before = polls();
  await t.clock.advance(9_000);
  expect(polls()).toBe(before);
  await wait(1_500);
  await typeCode(personWho("works"), "Yes, go on");
  await wait(10_000);
  expect(await outcome).toMatchObject({ ok: true });
});

test("trouble on the way does not end the waiting", async () => {
  t = await startTestApp();
  const { outcome } = await begin();
  t.tenant.setFault({ kind: "status", status: 503, path: "token", times: 1 });
  await wait(5_000);
  await typeCode(personWho("works"), "Yes, go on");
  await wait(10_000);
  expect(await outcome).toMatchObject({ ok: true });
});

test("a person who says no there is told so here", async () => {
  t = await startTestApp();
  const { outcome } = await begin();
  await typeCode(personWho("works"), "No, cancel");
  await wait(5_000);
  expect(await outcome).toMatchObject({ ok: false, failure: { evidence: { error: "authorization_declined" } } });
});

test("a code that nobody types ends, and asking ends with it", async () => {
  t = await startTestApp({ deviceCode: { lifeSeconds: 60 } });
  const { outcome } = await begin();
  for (let second = 5; second < 60; second += 5) await wait(5_000);
  await t.clock.advance(6_000);
  expect(await outcome).toMatchObject({
    ok: false,
    failure: { kind: "signInNeeded", evidence: { error: "expired_token" } },
  });
  const before = polls();
  await t.clock.advance(60_000);
  expect(polls()).toBe(before);
});

test("a tenant that blocks device codes is said to block them", async () => {
  t = await startTestApp();
  const { outcome } = await begin();
  await typeCode(personWho("deviceCodeBlocked"), "Yes, go on").catch(() => undefined);
  await wait(5_000);
  expect(await outcome).toMatchObject({ ok: false, failure: { kind: "policyBlocked" } });
});

test("a server that names no interval is asked every five seconds", async () => {
  t = await startTestApp({ deviceCode: { sendsInterval: false } });
  const { outcome } = await begin();
  await t.clock.advance(4_000);
  expect(polls()).toBe(0);
  await wait(1_500);
  await t.app.handlers.cancelSignIn({});
  await outcome;
});
