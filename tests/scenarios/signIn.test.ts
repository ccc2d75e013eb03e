// Signing in, from the command to the snapshot, against a real practice tenant.
import { afterEach, expect, test } from "vitest";
import type { SignInStep } from "../../shared/snapshot.ts";
import { person, startTestApp, type TestApp } from "../support/testApp.ts";

let t: TestApp;
afterEach(() => t.end());

test("a person who may sign in ends up with an account, a token and a sealed record", async () => {
  t = await startTestApp();
  const accountId = await t.signIn();
  const account = t.account(accountId);
  expect(account).toMatchObject({
    username: "ada@practice.test",
    hasRefreshToken: true,
    saved: true,
    signedInBy: "password",
  });
  expect(account.homeAccountId).toMatch(/^[0-9a-f-]{36}\.[0-9a-f-]{36}$/);
  expect(t.scopeSet()).toMatchObject({ state: "ready", scopes: ["User.Read"], token: { resource: "Graph" } });
  expect(await t.files.list("vault")).toEqual([`${accountId}.sealed`]);
  expect(t.app.snapshot().lastUsed).toEqual({ connectionId: "practice", username: "ada@practice.test" });
});

test("the token is accepted by the API it is for", async () => {
  t = await startTestApp();
  const accountId = await t.signIn();
  const outcome = await t.app.getToken({ accountId, scopes: ["User.Read"] });
  const token = outcome.ok ? outcome.value.token.reveal() : "";
  const me = await fetch(t.tenant.meUrl, { headers: { authorization: `Bearer ${token}` } });
  expect(me.status).toBe(200);
});

test("a sign-in shows its steps as they happen", async () => {
  t = await startTestApp();
  const seen: string[] = [];
  const running = (steps: readonly SignInStep[]): string | undefined =>
    steps.find(({ state }) => state === "running")?.name;
  t.app.subscribe(({ signIn }) => {
    const step =
      signIn === undefined ? undefined : (running(signIn.steps) ?? (signIn.result === undefined ? undefined : "end"));
    if (step !== undefined && seen.at(-1) !== step) seen.push(step);
  });
  await t.signIn();
  expect(seen).toEqual(["authority", "realm", "token", "seal", "end"]);
});

test.each([
  ["wrongPassword", "wrongCredentials"],
  ["mfaRequired", "mfaRequired"],
  ["mfaEnrolment", "mfaRequired"],
  ["conditionalAccess", "policyBlocked"],
  ["consentMissing", "consentRequired"],
  ["disabled", "accountDisabled"],
  ["locked", "accountLocked"],
  ["passwordExpired", "passwordExpired"],
  ["guest", "guestAccount"],
  ["personal", "personalAccount"],
  ["federatedExpired", "passwordExpired"],
  ["federatedLocked", "accountLocked"],
  ["federatedSaml", "federatedAccount"],
  ["throttled", "throttled"],
] as const)("the person in the situation %s is told: %s", async (situation, kind) => {
  t = await startTestApp();
  const outcome = await t.app.handlers.signIn({ connectionId: "practice", ...pick(situation) });
  expect(outcome).toMatchObject({ ok: false, failure: { kind } });
  expect(t.app.snapshot().signIn?.result).toMatchObject({ ok: false, failure: { kind } });
  expect(t.app.snapshot().accounts).toEqual([]);
});

test("no password is sent for personal accounts and for those that sign in elsewhere in a browser only", async () => {
  t = await startTestApp();
  for (const situation of ["personal", "federatedSaml"] as const) {
    await t.app.handlers.signIn({ connectionId: "practice", ...pick(situation) });
  }
  expect(t.net.requests.filter(({ init }) => init.method === "POST")).toEqual([]);
});

test("a wrong password is sent once and not again by the program", async () => {
  t = await startTestApp();
  await t.app.handlers.signIn({ connectionId: "practice", ...pick("wrongPassword") });
  await t.clock.advance(3_600_000);
  expect(t.tokenRequests("password")).toBe(1);
});

test("half a character in name or password is refused before anything is sent", async () => {
  t = await startTestApp();
  const { username, password } = pick("works");
  const half = "\ud83c";
  const first = await t.app.handlers.signIn({ connectionId: "practice", username: username + half, password });
  const second = await t.app.handlers.signIn({ connectionId: "practice", username, password: password + half });
  expect(first).toMatchObject({ ok: false, failure: { kind: "badInput", evidence: { field: "username" } } });
  expect(second).toMatchObject({ ok: false, failure: { kind: "badInput", evidence: { field: "password" } } });
  expect(t.net.requests).toEqual([]);
});

test("a sign-in can be cancelled while the server is slow, and nothing is kept", async () => {
  t = await startTestApp({ delay: () => new Promise(() => {}) });
  const outcome = t.app.handlers.signIn({ connectionId: "practice", ...pick("slow") });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await t.app.handlers.cancelSignIn({});
  expect(await outcome).toMatchObject({ ok: false, failure: { kind: "cancelled" } });
  expect(t.app.snapshot().accounts).toEqual([]);
});

test("signing in again keeps the account, its names and its scope sets", async () => {
  t = await startTestApp();
  const accountId = await t.signIn();
  await t.app.handlers.renameAccount({ accountId, label: "Lab Ada" });
  await t.app.handlers.addScopeSet({ accountId, scopes: "api://practice-api/Tasks.Read", label: "Own API" });
  expect(await t.signIn()).toBe(accountId);
  expect(t.account()).toMatchObject({ label: "Lab Ada" });
  expect(t.account().scopeSets.map(({ scopes }) => scopes[0])).toEqual(["User.Read", "api://practice-api/Tasks.Read"]);
});

test("two people of one connection, and one person of two connections, are never confused", async () => {
  t = await startTestApp();
  const ada = await t.signIn("works");
  const short = await t.signIn("shortLived");
  const other = await t.app.handlers.saveConnection({
    draft: {
      label: "Second app",
      colour: "green",
      kind: "entra",
      authority: t.tenant.origin,
      tenant: t.tenant.tenantId,
      clientId: t.tenant.clientId,
      scopes: "User.Read",
    },
  });
  const connectionId = other.ok && other.value.saved ? other.value.connectionId : "";
  const again = await t.app.handlers.signIn({ connectionId, ...pick("works") });
  expect(again.ok).toBe(true);
  expect(new Set([ada, short, again.ok && again.value.accountId]).size).toBe(3);
});

function pick(situation: Parameters<typeof person>[0]): { username: string; password: string } {
  const { username, password } = person(situation);
  return { username, password };
}
