// Signing in with the browser: from a failing password to a working account, and every way a return can go wrong.
import { afterEach, expect, test } from "vitest";
import type { PracticePerson } from "../../shared/practicePeople.ts";
import type { WaitingForPerson } from "../../shared/snapshot.ts";
import { personWho } from "../practice/asker.ts";
import { follow, goThrough, type Habit } from "../support/personAtBrowser.ts";
import { startTestApp, type TestApp } from "../support/testApp.ts";
import { until } from "../support/virtualClock.ts";

let t: TestApp;
afterEach(() => t.end());

const waiting = (): Extract<WaitingForPerson, { kind: "browser" }> => {
  const now = t.app.snapshot().signIn?.waiting;
  if (now?.kind !== "browser") throw new Error("no browser is waited for");
  return now;
};
const begin = async (input: Partial<Parameters<TestApp["app"]["handlers"]["signInWithBrowser"]>[0]> = {}) => {
  const outcome = t.app.handlers.signInWithBrowser({ connectionId: "practice", ...input });
  await until(() => t.app.snapshot().signIn?.waiting !== undefined, "the browser");
  return { outcome };
};
const visit = (person: PracticePerson, habit?: Habit) => goThrough(t.tenant, waiting().address, person, habit);

test.each(["mfaRequired", "mfaEnrolment"] as const)(
  "%s: what the password could not do the browser does, with the challenge passed on, and the account is as good as any",
  async (situation) => {
    t = await startTestApp();
    const person = personWho(situation);
    const { username, password } = person;
    const refused = await t.app.handlers.signIn({ connectionId: "practice", username, password });
    expect(refused).toMatchObject({ ok: false, failure: { kind: "mfaRequired" } });
    const [attempt] = t.app.snapshot().attempts;
    const { outcome } = await begin({ username, attemptId: attempt?.id });
    const address = new URL(waiting().address);
    expect(address.searchParams.get("claims")).toBe(attempt?.failure?.evidence.claims ?? null);
    expect(address.searchParams.get("login_hint")).toBe(username);
    expect(t.opened).toEqual([address.href]);
    const page = await visit(person);
    expect(page.title).toContain("You are signed in");
    const signedIn = await outcome;
    expect(signedIn.ok).toBe(true);
    const accountId = t.account().id;
    expect(t.account()).toMatchObject({
      username,
      signedInBy: "authorizationCode",
      hasRefreshToken: true,
      saved: true,
    });
    t = await t.restart();
    expect(await t.app.getToken({ accountId, scopes: ["User.Read"], forceRefresh: true })).toMatchObject({ ok: true });
  },
);

test("a challenge is met by the person's next sign-in, wherever it is begun, also after a browser that was closed, and by nobody else's", async () => {
  t = await startTestApp();
  const { username, password } = personWho("mfaRequired");
  await t.app.handlers.signIn({ connectionId: "practice", username, password });
  const demanded = t.app.snapshot().attempts[0]?.failure?.evidence.claims;
  expect(demanded).toBeDefined();
  const claimsSent = async (named: string | undefined): Promise<string | null> => {
    const { outcome } = await begin(named === undefined ? {} : { username: named });
    const sent = new URL(waiting().address).searchParams.get("claims");
    await t.app.handlers.cancelSignIn({});
    await outcome;
    return sent;
  };
  expect(await claimsSent("ada@practice.test")).toBeNull();
  expect(await claimsSent(undefined)).toBeNull();
  expect(await claimsSent(username.toUpperCase())).toBe(demanded);
  // It was cancelled, and what it was to meet is still to be met.
  expect(await claimsSent(username)).toBe(demanded);
  await t.clock.advance(11 * 60_000);
  expect(await claimsSent(username)).toBeNull();
});

test("the request follows the rules for native apps: PKCE, state, nonce, loopback redirect", async () => {
  t = await startTestApp();
  const { outcome } = await begin();
  const { searchParams } = new URL(waiting().address);
  expect(searchParams.get("code_challenge_method")).toBe("S256");
  expect(searchParams.get("code_challenge")).toMatch(/^[\w-]{43}$/);
  expect(searchParams.get("state")).toMatch(/^[\w-]{43}$/);
  expect(searchParams.get("nonce")).toMatch(/^[\w-]{43}$/);
  expect(searchParams.get("redirect_uri")).toMatch(/^http:\/\/localhost:\d+$/);
  expect(searchParams.get("scope")?.split(" ")).toEqual(["User.Read", "openid", "profile", "offline_access"]);
  await t.app.handlers.cancelSignIn({});
  expect(await outcome).toMatchObject({ ok: false, failure: { kind: "cancelled" } });
});

test("consent given in the browser lets the password work from then on", async () => {
  t = await startTestApp();
  const person = personWho("consentMissing");
  const { username, password } = person;
  expect(await t.app.handlers.signIn({ connectionId: "practice", username, password })).toMatchObject({
    failure: { kind: "consentRequired" },
  });
  const { outcome } = await begin({ username, prompt: "consent" });
  await visit(person);
  expect(await outcome).toMatchObject({ ok: true });
  expect(await t.app.handlers.signIn({ connectionId: "practice", username, password })).toMatchObject({ ok: true });
});

test("a person who cancels at the authority is told so, and the page says what happened", async () => {
  t = await startTestApp();
  const { outcome } = await begin({ prompt: "consent" });
  const page = await visit(personWho("works"), "cancels");
  expect(await outcome).toMatchObject({ ok: false, failure: { evidence: { error: "access_denied" } } });
  expect(page.text).toContain("TokenTray shows what happened");
  expect(t.app.snapshot().accounts).toEqual([]);
});

test("federated and personal people sign in there", async () => {
  t = await startTestApp();
  for (const situation of ["federated", "personal"] as const) {
    const { outcome } = await begin({ username: personWho(situation).username });
    await visit(personWho(situation));
    expect(await outcome).toMatchObject({ ok: true });
  }
});

test("a return with a foreign state is turned away and ends nothing; the right one still works, once", async () => {
  t = await startTestApp();
  const { outcome } = await begin();
  const { searchParams } = new URL(waiting().address);
  const redirect = searchParams.get("redirect_uri") ?? "";
  const forged = await follow(new URL(`${redirect}/?code=stolen&state=guessed`));
  expect(forged.status).toBe(400);
  expect(t.app.snapshot().signIn?.waiting).toBeDefined();
  const page = await visit(personWho("works"));
  expect(page.status).toBe(200);
  expect(await outcome).toMatchObject({ ok: true });
  await expect(follow(new URL(redirect))).rejects.toThrow("fetch failed");
});

test("a return from a foreign site or under a foreign name is refused", async () => {
  t = await startTestApp();
  const { outcome } = await begin();
  const redirect = new URL(new URL(waiting().address).searchParams.get("redirect_uri") ?? "");
  const asked = await fetch(`http://127.0.0.1:${redirect.port}/`, { headers: { origin: "https://evil.example" } });
  expect(asked.status).toBe(403);
  await t.app.handlers.cancelSignIn({});
  await outcome;
});

test("after two minutes nobody is waited for any more", async () => {
  t = await startTestApp();
  const { outcome } = await begin();
  await t.clock.advance(121_000);
  expect(await outcome).toMatchObject({ ok: false, failure: { kind: "timeout" } });
  expect(t.app.snapshot().signIn?.waiting).toBeUndefined();
});

test("the page can be opened again while it is waited for, and not afterwards", async () => {
  t = await startTestApp();
  const { outcome } = await begin();
  await t.app.handlers.openSignInPage({});
  expect(t.opened).toHaveLength(2);
  await t.app.handlers.cancelSignIn({});
  await outcome;
  expect(await t.app.handlers.openSignInPage({})).toMatchObject({ ok: false });
});

test("an exchange that the server refuses is shown in the browser and in the program", async () => {
  t = await startTestApp();
  const { outcome } = await begin();
  t.tenant.setFault({ kind: "status", status: 503, path: "token" });
  const page = await visit(personWho("works"));
  expect(page.status).toBe(400);
  expect(await outcome).toMatchObject({ ok: false, failure: { kind: "serviceDown" } });
});

test("an authority without an authorization endpoint says that it has no such way", async () => {
  t = await startTestApp();
  const saved = await t.app.handlers.saveConnection({
    draft: {
      label: "Bare",
      colour: "grey",
      kind: "openid",
      authority: t.tenant.origin,
      tenant: "",
      clientId: "c",
      scopes: "s",
    },
  });
  const connectionId = saved.ok && saved.value.saved ? saved.value.connectionId : "";
  expect(await t.app.handlers.signInWithBrowser({ connectionId })).toMatchObject({ ok: false });
});

test("a challenge on refresh takes a person, is kept over a restart, and is met in the browser", async () => {
  t = await startTestApp();
  const person = personWho("stepUpOnRefresh");
  const accountId = await t.signIn("stepUpOnRefresh");
  const scopeSetId = t.scopeSet().id;
  expect(await t.app.handlers.newToken({ accountId, scopeSetId })).toMatchObject({ ok: false });
  const claims = t.scopeSet().failure?.evidence.claims;
  expect(claims).toBeDefined();
  t = await t.restart();
  const { outcome } = await begin({ accountId, scopeSetId });
  expect(new URL(waiting().address).searchParams.get("claims")).toBe(claims);
  expect(new URL(waiting().address).searchParams.get("login_hint")).toBe(person.username);
  await visit(person);
  expect(await outcome).toMatchObject({ ok: true, value: { accountId } });
  expect(t.scopeSet().failure).toBeUndefined();
  expect(await t.app.getToken({ accountId, scopes: ["User.Read"], forceRefresh: true })).toMatchObject({ ok: true });
});
