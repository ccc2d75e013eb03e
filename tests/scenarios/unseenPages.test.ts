// The page that a person is sent to is kept from others of the computer: what stands in for its address leads there once, and
// whoever comes second ends the sign-in, because somebody else has seen its state.
import { afterEach, expect, test } from "vitest";
import { explain } from "../../shared/explain.ts";
import { returnPageWords } from "../../shared/returnPageWords.ts";
import { personWho } from "../practice/asker.ts";
import { goThrough } from "../support/personAtBrowser.ts";
import { startTestApp, type TestApp } from "../support/testApp.ts";
import { until } from "../support/virtualClock.ts";

let t: TestApp;
afterEach(() => t.end());

const waiting = () => {
  const { signIn, adminConsent } = t.app.snapshot();
  const now = signIn?.waiting ?? adminConsent?.waiting;
  if (now?.kind !== "browser") throw new Error("no browser is waited for");
  return now;
};
const opened = () => until(() => t.opened.length > 0, "the browser");
const unseen = () => {
  const last = t.unseen.at(-1);
  if (last === undefined) throw new Error("opened for everybody to see");
  return last;
};
/** The first answer, without following where it leads. */
const visit = async (address: string, init: RequestInit = {}) => {
  const reply = await fetch(address, { redirect: "manual", ...init });
  return { status: reply.status, location: reply.headers.get("location"), text: await reply.text() };
};

test("what stands in for the page holds nothing of it, leads there once, and a person signs in by it", async () => {
  t = await startTestApp();
  const outcome = t.app.handlers.signInWithBrowser({ connectionId: "practice" });
  await opened();
  const { address } = waiting();
  const standIn = unseen().standIn();
  expect(standIn).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/go\/[\w-]{43}$/);
  for (const secret of ["state", "nonce", "code_challenge"]) {
    expect(standIn).not.toContain(new URL(address).searchParams.get(secret));
  }
  expect((await visit(standIn, { method: "HEAD" })).status).toBe(405);
  expect((await visit(`${standIn}x`)).status).toBe(404);
  expect(await visit(standIn)).toEqual({ status: 302, location: address, text: "" });
  const page = await goThrough(t.tenant, address, personWho("works"));
  expect(page.title).toContain("You are signed in");
  expect(await outcome).toMatchObject({ ok: true });
  expect(unseen().over.aborted).toBe(true);
});

test("a second visit ends the sign-in, and no return finishes it any more", async () => {
  t = await startTestApp();
  const outcome = t.app.handlers.signInWithBrowser({ connectionId: "practice" });
  await opened();
  const { address } = waiting();
  const standIn = unseen().standIn();
  await visit(standIn);
  const second = await visit(standIn);
  expect([second.status, second.location]).toEqual([400, null]);
  expect(second.text).toContain(returnPageWords.openedTwice.title);
  const failure = { kind: "untrustedReply", evidence: { error: "opened_twice", grant: "authorizationCode" } } as const;
  const ended = await outcome;
  expect(ended).toMatchObject({ ok: false, failure });
  if (ended.ok) throw new Error("signed in");
  expect(explain(ended.failure).title).toMatch(/someone else/i);
  expect(explain(ended.failure).action).toMatchObject({ kind: "browserSignIn" });
  await expect(goThrough(t.tenant, address, personWho("works"))).rejects.toThrow(/fetch failed|ECONNREFUSED/);
  expect(t.app.snapshot().accounts).toEqual([]);
});

test("opened again, the page has another stand-in, and is as unseen as the first time", async () => {
  t = await startTestApp();
  const outcome = t.app.handlers.signInWithBrowser({ connectionId: "practice" });
  await opened();
  const first = unseen().standIn();
  await t.app.handlers.openSignInPage({});
  expect(t.opened).toEqual([waiting().address, waiting().address]);
  const second = unseen().standIn();
  expect(second).not.toBe(first);
  for (const each of [first, second]) expect((await visit(each)).status).toBe(302);
  await t.app.handlers.cancelSignIn({});
  await outcome;
  expect(t.unseen.map((each) => each?.over.aborted)).toEqual([true, true]);
});

test("an admin's consent is asked for as unseen, and ended by a second visit", async () => {
  t = await startTestApp();
  const outcome = t.app.handlers.askAdminConsent({ connectionId: "practice" });
  await opened();
  const standIn = unseen().standIn();
  expect((await visit(standIn)).location).toBe(waiting().address);
  expect((await visit(standIn)).text).toContain(returnPageWords.openedTwice.title);
  expect(await outcome).toMatchObject({ ok: false, failure: { evidence: { error: "opened_twice" } } });
  expect(unseen().over.aborted).toBe(true);
});

test("where no browser can be opened, the person is told, until one can", async () => {
  t = await startTestApp();
  t.seat.browser = false;
  const outcome = t.app.handlers.signInWithBrowser({ connectionId: "practice" });
  await until(() => t.app.snapshot().signIn?.waiting?.notOpened === true, "being told");
  t.seat.browser = true;
  await t.app.handlers.openSignInPage({});
  expect(waiting().notOpened).toBeUndefined();
  t.seat.browser = false;
  await t.app.handlers.openSignInPage({});
  expect(waiting().notOpened).toBe(true);
  await goThrough(t.tenant, waiting().address, personWho("works"));
  expect(await outcome).toMatchObject({ ok: true });
  expect(await t.app.handlers.openLink({ link: "passwordGrant" })).toMatchObject({ ok: false });
});

test("a page that anybody may know is opened as it is", async () => {
  t = await startTestApp();
  await t.app.handlers.openLink({ link: "passwordGrant" });
  expect(t.unseen).toEqual([undefined]);
});
