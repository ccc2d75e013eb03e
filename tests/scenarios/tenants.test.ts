// One account, several directories: tokens of a directory where the person is a guest, by the refresh token of home.
import { afterEach, expect, test } from "vitest";
import { companyTenant, practicePeople, practiceTenant, type PracticePerson } from "../../shared/practicePeople.ts";
import type { AccountTenant } from "../../shared/snapshot.ts";
import { claimsOf } from "../practice/asker.ts";
import { goThrough } from "../support/personAtBrowser.ts";
import { startTestApp, type TestApp } from "../support/testApp.ts";
import { until } from "../support/virtualClock.ts";

const hour = 3_600_000;
const scopes = ["User.Read"];
const abroad = companyTenant.domain;

let t: TestApp;
afterEach(() => t.end());

const person = (name: string): PracticePerson => {
  const found = practicePeople.find(({ username }) => username.startsWith(`${name}@`));
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};
const greta = person("greta");

async function signInAs(name: "greta" | "ada"): Promise<string> {
  const { username, password } = person(name);
  const outcome = await t.app.handlers.signIn({ connectionId: "practice", username, password });
  if (!outcome.ok) throw new Error(`sign-in failed: ${outcome.failure.kind}`);
  return outcome.value.accountId;
}

async function add(accountId: string, tenant: string, text = "User.Read"): Promise<string> {
  const added = await t.app.handlers.addScopeSet({ accountId, scopes: text, tenant });
  if (!added.ok) throw new Error(`not added: ${JSON.stringify(added.failure)}`);
  return added.value.scopeSetId;
}

async function claims(accountId: string, tenant?: string): Promise<Record<string, unknown>> {
  const outcome = await t.app.getToken({ accountId, scopes, tenant });
  if (!outcome.ok) throw new Error(`no token: ${JSON.stringify(outcome.failure)}`);
  return claimsOf(outcome.value.token.reveal());
}

const setAbroad = () => t.account().scopeSets.find(({ tenant }) => tenant !== undefined);

test("the same refresh token brings a token of the directory that has invited the person, kept apart from the own one", async () => {
  t = await startTestApp({ refreshTokenReuse: "revokesFamily" });
  const accountId = await signInAs("greta");
  await add(accountId, abroad);
  const there = await claims(accountId, abroad);
  const here = await claims(accountId);
  expect([here["tid"], there["tid"]]).toEqual([practiceTenant.tenantId, companyTenant.tenantId]);
  expect(there["oid"]).not.toBe(here["oid"]);
  expect(there["upn"]).toBe("greta_practice.test#EXT#@company.test");
  expect(t.tokenRequests("refresh_token")).toBe(1);
  expect(t.app.snapshot().accounts).toHaveLength(1);
  expect(t.account()).toMatchObject({ username: "greta@practice.test", hasRefreshToken: true });
});

test("each directory's token comes from memory afterwards, and the rotated refresh token serves both", async () => {
  t = await startTestApp({ refreshTokenReuse: "revokesFamily" });
  const accountId = await signInAs("greta");
  for (let round = 1; round <= 3; round += 1) {
    for (const tenant of [abroad, undefined]) {
      expect(await t.app.getToken({ accountId, scopes, tenant, forceRefresh: true })).toMatchObject({ ok: true });
    }
    expect(await claims(accountId, abroad)).toMatchObject({ tid: companyTenant.tenantId });
    expect(await claims(accountId)).toMatchObject({ tid: practiceTenant.tenantId });
    expect(t.tokenRequests("refresh_token")).toBe(2 * round);
  }
});

test("a token with wider scopes of one directory serves no request for another", async () => {
  t = await startTestApp();
  const accountId = await signInAs("greta");
  await t.app.getToken({ accountId, scopes: ["User.Read", "Calendars.Read"], tenant: abroad });
  const before = t.tokenRequests("refresh_token");
  expect(await t.app.getToken({ accountId, scopes: ["Calendars.Read"] })).toMatchObject({ ok: true });
  expect(t.tokenRequests("refresh_token")).toBe(before + 1);
  expect(await t.app.getToken({ accountId, scopes: ["calendars.read"], tenant: abroad.toUpperCase() })).toMatchObject({
    ok: true,
    value: { source: "memory" },
  });
});

test("callers for two directories at once share a request within each, and take turns between them", async () => {
  t = await startTestApp({ refreshTokenReuse: "revokesFamily" });
  const accountId = await signInAs("greta");
  t.app.systemSuspending();
  t.clock.jump(2 * hour);
  const callers = Array.from({ length: 40 }, (_, n) =>
    t.app.getToken({ accountId, scopes, tenant: n % 2 === 0 ? abroad : undefined }),
  );
  const tokens = (await Promise.all(callers)).map((outcome) => (outcome.ok ? outcome.value.token.reveal() : "failed"));
  expect(new Set(tokens).size).toBe(2);
  expect(new Set(tokens.map((token) => claimsOf(token)["tid"])).size).toBe(2);
  expect(t.tokenRequests("refresh_token")).toBe(2);
});

test("the connection's own directory is the same by domain and by ID", async () => {
  t = await startTestApp();
  const accountId = await signInAs("greta");
  for (const tenant of [practiceTenant.domain, practiceTenant.tenantId, ` ${practiceTenant.domain.toUpperCase()} `]) {
    expect(await t.app.getToken({ accountId, scopes, tenant })).toMatchObject({
      ok: true,
      value: { source: "memory" },
    });
  }
  expect(t.account().scopeSets).toHaveLength(1);
});

test("the account shows who the person is in each directory, and no token", async () => {
  t = await startTestApp();
  const accountId = await signInAs("greta");
  await add(accountId, abroad);
  await claims(accountId, abroad);
  const profiles = t.account().tenantProfiles ?? [];
  expect(profiles).toMatchObject([
    { tenant: practiceTenant.tenantId, username: "greta@practice.test", isHome: true },
    {
      tenant: companyTenant.tenantId,
      username: "greta_practice.test#EXT#@company.test",
      name: "Greta Goes-Abroad",
      isHome: false,
      askedAs: abroad,
    },
  ]);
  const [home = profiles[0]] = profiles;
  expect(t.account().homeAccountId).toBe(`${home?.localAccountId}.${home?.tenant}`);
  const fields: readonly (keyof AccountTenant)[] = [
    "tenant",
    "localAccountId",
    "username",
    "name",
    "isHome",
    "askedAs",
  ];
  for (const profile of profiles) expect(fields).toEqual(expect.arrayContaining(Object.keys(profile)));
});

test("a directory that has not invited the person refuses that scope set alone: account and refresh token go on", async () => {
  t = await startTestApp();
  const accountId = await signInAs("ada");
  const scopeSetId = await add(accountId, abroad);
  const refused = await t.app.handlers.newToken({ accountId, scopeSetId });
  expect(refused).toMatchObject({ ok: false, failure: { kind: "guestAccount", evidence: { codes: ["AADSTS50020"] } } });
  expect(setAbroad()).toMatchObject({ state: "needsYou", failure: { kind: "guestAccount" } });
  expect(t.scopeSet()).toMatchObject({ state: "ready" });
  expect(t.account().hasRefreshToken).toBe(true);
  const before = t.tokenRequests();
  expect(await t.app.getToken({ accountId, scopes, tenant: abroad })).toMatchObject({ ok: false });
  await t.clock.advance(30 * 60_000);
  expect(t.tokenRequests()).toBe(before);
  expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: true });
});

test.each(["bad_token", "token_expired"])(
  "what another directory says against the refresh token (%s) costs nothing at home",
  async (suberror) => {
    t = await startTestApp();
    const accountId = await signInAs("greta");
    const scopeSetId = await add(accountId, abroad);
    const body = JSON.stringify({ error: "invalid_grant", suberror, error_description: "AADSTS50034: Not here." });
    t.tenant.setFault({ kind: "status", path: "token", status: 400, body, times: 1 });
    expect(await t.app.handlers.newToken({ accountId, scopeSetId })).toMatchObject({ ok: false });
    expect(t.account().hasRefreshToken).toBe(true);
    expect(setAbroad()).toMatchObject({ state: "needsYou" });
    expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: true });
    expect(await t.app.handlers.newToken({ accountId, scopeSetId })).toMatchObject({ ok: true });
    expect(setAbroad()).toMatchObject({ state: "ready" });
  },
);

test("consent is a matter of each directory: what is allowed at home may be missing abroad", async () => {
  t = await startTestApp();
  const accountId = await signInAs("greta");
  expect(await t.app.getToken({ accountId, scopes: ["Mail.Read"] })).toMatchObject({ ok: true });
  expect(await t.app.getToken({ accountId, scopes: ["Mail.Read"], tenant: abroad })).toMatchObject({
    ok: false,
    failure: { kind: "consentRequired" },
  });
  expect(await t.app.getToken({ accountId, scopes: ["Calendars.Read"], tenant: abroad })).toMatchObject({ ok: true });
});

test("patience that one directory asks for does not hold up the other", async () => {
  t = await startTestApp();
  const accountId = await signInAs("greta");
  const scopeSetId = await add(accountId, abroad);
  t.tenant.setFault({ kind: "status", status: 429, retryAfter: "120", path: "token", times: 1 });
  expect(await t.app.handlers.newToken({ accountId, scopeSetId })).toMatchObject({ failure: { kind: "throttled" } });
  expect(await t.app.handlers.newToken({ accountId, scopeSetId })).toMatchObject({ failure: { kind: "throttled" } });
  expect(t.tokenRequests("refresh_token")).toBe(1);
  expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: true });
  expect(setAbroad()?.nextTryAt).toBeGreaterThan(t.clock.now());
  expect(t.scopeSet().nextTryAt).toBeUndefined();
});

test.each([
  ["a path", "a/b"],
  ["another place", "//evil.example"],
  ["a query", "x?y"],
  ["nothing", " "],
  ["the authority for everybody", "common"],
  ["the authority of all organisations", "organizations"],
  ["personal accounts", "9188040D-6C67-4C5B-B112-36A304B66DAD"],
])("%s is no directory (%j): it is said, and nothing is sent", async (_, tenant) => {
  t = await startTestApp();
  const accountId = await signInAs("greta");
  const before = t.net.requests.length;
  const bad = { ok: false, failure: { kind: "badInput", evidence: { field: "tenant" } } };
  expect(await t.app.getToken({ accountId, scopes, tenant })).toMatchObject(bad);
  expect(await t.app.handlers.addScopeSet({ accountId, scopes: "User.Read", tenant })).toMatchObject(bad);
  expect(t.net.requests).toHaveLength(before);
  expect(t.account().scopeSets).toHaveLength(1);
});

test("both directories' tokens stay fresh by themselves, survive a restart, and go with their scope set", async () => {
  t = await startTestApp({ refreshTokenReuse: "revokesFamily" });
  const accountId = await signInAs("greta");
  const scopeSetId = await add(accountId, abroad);
  await claims(accountId, abroad);
  t = await t.restart();
  expect(setAbroad()).toMatchObject({ id: scopeSetId, tenant: abroad, state: "ready" });
  expect(await claims(accountId, abroad)).toMatchObject({ tid: companyTenant.tenantId });
  expect(await claims(accountId)).toMatchObject({ tid: practiceTenant.tenantId });
  expect(t.tokenRequests("refresh_token")).toBe(1);
  await t.clock.advance(hour - 5 * 60_000);
  await until(() => t.tokenRequests("refresh_token") >= 3, "both refreshes");
  await until(() => t.account().scopeSets.every(({ state }) => state === "ready"), "rest");
  expect((await t.app.handlers.removeScopeSet({ accountId, scopeSetId })).ok).toBe(true);
  expect(await claims(accountId)).toMatchObject({ tid: practiceTenant.tenantId });
  expect(t.tokenRequests("refresh_token")).toBe(3);
});

test("a guest meets another directory's demand in the browser at that directory, and the account stays one, under its own name", async () => {
  t = await startTestApp();
  const accountId = await signInAs("greta");
  const scopeSetId = await add(accountId, abroad);
  const body = JSON.stringify({
    error: "invalid_grant",
    suberror: "basic_action",
    error_description: "AADSTS50076: No.",
  });
  t.tenant.setFault({ kind: "status", path: "token", status: 400, body, times: 1 });
  expect(await t.app.handlers.newToken({ accountId, scopeSetId })).toMatchObject({ failure: { kind: "mfaRequired" } });
  const attemptId = t.app.snapshot().attempts[0]?.id;
  const signedIn = t.app.handlers.signInWithBrowser({ connectionId: "practice", accountId, attemptId });
  await until(() => t.app.snapshot().signIn?.waiting !== undefined, "the browser");
  const waiting = t.app.snapshot().signIn?.waiting;
  const address = waiting?.kind === "browser" ? waiting.address : "";
  expect(new URL(address).pathname).toContain(companyTenant.tenantId);
  await goThrough(t.tenant, address, greta);
  expect(await signedIn).toMatchObject({ ok: true, value: { accountId } });
  expect(t.account()).toMatchObject({ username: greta.username, name: greta.name });
  expect(setAbroad()).toMatchObject({ id: scopeSetId, state: "ready" });
  expect(await claims(accountId, abroad)).toMatchObject({ tid: companyTenant.tenantId });
  expect(await claims(accountId)).toMatchObject({ tid: practiceTenant.tenantId });
});

test("through an authority of all organisations, silent requests go to the person's own directory", async () => {
  t = await startTestApp();
  const saved = await t.app.handlers.saveConnection({
    draft: {
      label: "Everybody",
      colour: "blue",
      kind: "practice",
      authority: "",
      tenant: "organizations",
      clientId: practiceTenant.clientId,
      scopes: "User.Read",
    },
  });
  const connectionId = saved.ok && saved.value.saved ? saved.value.connectionId : "";
  const { username, password } = greta;
  const signedIn = await t.app.handlers.signIn({ connectionId, username, password });
  const accountId = signedIn.ok ? signedIn.value.accountId : "";
  expect(await t.app.getToken({ accountId, scopes, forceRefresh: true })).toMatchObject({ ok: true });
  expect(t.net.requests.at(-1)?.url).toContain(`/${practiceTenant.tenantId}/`);
  const own = { accountId, scopes, tenant: practiceTenant.tenantId };
  expect(await t.app.getToken(own)).toMatchObject({ ok: true, value: { source: "memory" } });
  expect(await claims(accountId, abroad)).toMatchObject({ tid: companyTenant.tenantId });
});

test("whoever signs in at another directory as a guest is the account of home, one for each connection", async () => {
  t = await startTestApp();
  const home = (await signInAs("greta")) && t.account().homeAccountId;
  const saved = await t.app.handlers.saveConnection({
    draft: {
      label: "Abroad",
      colour: "blue",
      kind: "practice",
      authority: "",
      tenant: abroad,
      clientId: practiceTenant.clientId,
      scopes: "User.Read",
    },
  });
  const connectionId = saved.ok && saved.value.saved ? saved.value.connectionId : "";
  for (let time = 1; time <= 2; time += 1) {
    const signedIn = t.app.handlers.signInWithBrowser({ connectionId });
    await until(() => t.app.snapshot().signIn?.waiting !== undefined, "the browser");
    const waiting = t.app.snapshot().signIn?.waiting;
    await goThrough(t.tenant, waiting?.kind === "browser" ? waiting.address : "", greta);
    expect(await signedIn).toMatchObject({ ok: true });
  }
  const { accounts } = t.app.snapshot();
  expect(accounts.map(({ homeAccountId }) => homeAccountId)).toEqual([home, home]);
  const guest = accounts.find((account) => account.connectionId === connectionId);
  expect(guest?.tenantProfiles).toMatchObject([{ tenant: companyTenant.tenantId, isHome: false, askedAs: abroad }]);
  const here = { accountId: guest?.id ?? "", scopes };
  expect(await t.app.getToken({ ...here, forceRefresh: true })).toMatchObject({ ok: true });
  expect(await claims(here.accountId)).toMatchObject({ tid: companyTenant.tenantId });
  expect(await claims(here.accountId, practiceTenant.domain)).toMatchObject({ tid: practiceTenant.tenantId });
});

/** An answer of the token endpoint in another server's words; nobody verifies a signature that comes straight from there. */
function answerWith(idTokenClaims: object, clientInfo: object, more: object = {}): void {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const at = Math.floor(t.clock.now() / 1000);
  const iss = `${t.tenant.origin}/${companyTenant.tenantId}/v2.0`;
  const idToken = { iss, aud: practiceTenant.clientId, sub: "s", iat: at, exp: at + 3_600, ...idTokenClaims };
  const body = JSON.stringify({
    token_type: "Bearer",
    access_token: "opaque",
    expires_in: 3_600,
    scope: "User.Read",
    id_token: `${encode({ alg: "RS256", kid: "k" })}.${encode(idToken)}.c2ln`,
    client_info: encode(clientInfo),
    ...more,
  });
  t.tenant.setFault({ kind: "status", path: "token", status: 200, body, times: 1 });
}

const homeOfGreta = () => {
  const [uid, utid] = t.account().homeAccountId.split(".");
  return { uid, utid };
};

test("a token of another directory than the one asked for is not taken for that one's", async () => {
  t = await startTestApp();
  const accountId = await signInAs("greta");
  answerWith({ tid: practiceTenant.tenantId, oid: "o" }, homeOfGreta());
  const outcome = await t.app.getToken({ accountId, scopes, tenant: companyTenant.tenantId });
  expect(outcome).toMatchObject({ failure: { kind: "untrustedReply", evidence: { error: "tenant_mismatch" } } });
  answerWith({ tid: companyTenant.tenantId, oid: "o" }, homeOfGreta());
  const scopeSetId = setAbroad()?.id ?? "";
  expect(await t.app.handlers.newToken({ accountId, scopeSetId })).toMatchObject({ ok: true });
});

test("a token of somebody who lives in the other directory is not taken for the guest's", async () => {
  t = await startTestApp();
  const accountId = await signInAs("greta");
  answerWith({ tid: companyTenant.tenantId, oid: "o" }, { uid: "o", utid: companyTenant.tenantId });
  const outcome = await t.app.getToken({ accountId, scopes, tenant: abroad });
  expect(outcome).toMatchObject({ failure: { kind: "untrustedReply", evidence: { error: "user_mismatch" } } });
  expect(t.account()).toMatchObject({ hasRefreshToken: true, tenantProfiles: [{ isHome: true }] });
});

test("what a server says beyond what is known is kept with the sealed record, and shown and told nowhere", async () => {
  t = await startTestApp();
  const accountId = await signInAs("greta");
  answerWith({ tid: companyTenant.tenantId, oid: "o" }, homeOfGreta(), { spoken_in_2031: { hint: "only-sealed" } });
  expect(await t.app.getToken({ accountId, scopes, tenant: abroad })).toMatchObject({ ok: true });
  t = await t.restart();
  expect(await t.app.getToken({ accountId, scopes: ["Mail.Read"] })).toMatchObject({ ok: true });
  const sealed = (await t.files.read(`vault/${accountId}.sealed`)) ?? new Uint8Array();
  expect(Buffer.from(sealed).includes("only-sealed")).toBe(false);
  const opened = await t.secretStore.open(sealed, `tokentray-record:1:${accountId}`);
  expect(opened.ok && opened.plain).toContain('"extra":{"spoken_in_2031":{"hint":"only-sealed"}}');
  expect(JSON.stringify([t.app.snapshot(), t.log, t.notified])).not.toContain("only-sealed");
});

test("a masked report names neither the other directory nor who the person is there", async () => {
  t = await startTestApp();
  const accountId = await signInAs("greta");
  await claims(accountId, abroad);
  await t.app.getToken({ accountId, scopes: ["Mail.Read"], tenant: abroad });
  const report = async (masked: boolean): Promise<string> => {
    const outcome = await t.app.handlers.previewReport({ maskNames: masked, maskTenant: masked });
    return outcome.ok ? outcome.value.text : "";
  };
  expect(await report(false)).toContain(abroad);
  const masked = await report(true);
  expect(masked).toContain("AADSTS65001");
  for (const telling of [abroad, companyTenant.tenantId, "greta", "Goes-Abroad", "#EXT#"]) {
    expect(masked.toLowerCase()).not.toContain(telling.toLowerCase());
  }
});
