// Federated people, from the form to the tray: a real service that signs, a real tenant that checks every byte of it.
import { afterEach, expect, test } from "vitest";
import { explain } from "../../shared/explain.ts";
import type { Failure } from "../../shared/failure.ts";
import { needsPerson } from "../../shared/outlook.ts";
import type { PracticeSituation } from "../../shared/practicePeople.ts";
import type { SignInStep } from "../../shared/snapshot.ts";
import { person, startTestApp, type TestApp } from "../support/testApp.ts";
import { until } from "../support/virtualClock.ts";

const hour = 3_600_000;
const scopes = ["User.Read"];

let t: TestApp;
afterEach(() => t.end());

const asked = (endpoint: string): number => t.tenant.requests.filter((request) => request.endpoint === endpoint).length;
const grantTypes = () => t.tenant.requests.flatMap(({ grantType }) => grantType ?? []);
const signIn = (situation: PracticeSituation = "federated", password = person(situation).password) =>
  t.app.handlers.signIn({ connectionId: "practice", username: person(situation).username, password });
const failureOf = async (...wish: Parameters<typeof signIn>): Promise<Failure> => {
  const outcome = await signIn(...wish);
  if (outcome.ok) throw new Error("it should have failed");
  return outcome.failure;
};

test("Fred signs in with his password, which the tenant itself never sees", async () => {
  t = await startTestApp();
  const accountId = await t.signIn("federated");
  expect(t.account(accountId)).toMatchObject({
    username: "fred@federated.test",
    signedInBy: "samlBearer",
    hasRefreshToken: true,
    saved: true,
  });
  expect(grantTypes()).toEqual(["urn:ietf:params:oauth:grant-type:saml1_1-bearer"]);
  const token = await t.app.getToken({ accountId, scopes });
  const me = await fetch(t.tenant.meUrl, {
    headers: { authorization: `Bearer ${token.ok ? token.value.token.reveal() : ""}` },
  });
  expect(me.status).toBe(200);
});

test("each step is shown, and both requests are in the history under one name", async () => {
  t = await startTestApp();
  const seen: (string | undefined)[] = [];
  const running = (steps: readonly SignInStep[] = []) => steps.find(({ state }) => state === "running")?.name;
  t.app.subscribe(({ signIn: shown }) => {
    if (seen.at(-1) !== running(shown?.steps)) seen.push(running(shown?.steps));
  });
  await t.signIn("federated");
  const steps = ["authority", "realm", "federation", "token", "seal"];
  expect(seen.filter(Boolean)).toEqual(steps);
  expect(t.app.snapshot().signIn?.steps).toEqual(steps.map((name) => ({ name, state: "done" })));
  expect(t.app.snapshot().attempts).toMatchObject([
    { grant: "samlBearer", username: "fred@federated.test", outcome: "succeeded" },
    { grant: "samlBearer", username: "fred@federated.test", outcome: "succeeded" },
  ]);
});

test("from then on tokens come by themselves, over a restart too, and the service is not asked again", async () => {
  t = await startTestApp();
  const accountId = await t.signIn("federated");
  for (let round = 1; round <= 3; round += 1) {
    await t.clock.advance(hour);
    await until(() => t.tokenRequests("refresh_token") >= round, `refresh ${round}`);
    expect(await t.app.getToken({ accountId, scopes })).toMatchObject({ ok: true });
  }
  t = await t.restart();
  t.clock.jump(2 * hour);
  expect(await t.app.getToken({ accountId, scopes })).toMatchObject({ ok: true });
  expect(t.account(accountId).signedInBy).toBe("samlBearer");
  expect([asked("trust"), t.tokenRequests("password")]).toEqual([1, 0]);
});

test.each([
  ["SAML 2.0", { samlVersion: "2.0" }, "urn:ietf:params:oauth:grant-type:saml2-bearer"],
  ["WS-Trust of 2005 alone", { trustVersions: ["2005"] }, "urn:ietf:params:oauth:grant-type:saml1_1-bearer"],
  ["no metadata, but an endpoint", { withoutMex: true }, "urn:ietf:params:oauth:grant-type:saml1_1-bearer"],
] as const)("a service with %s will do", async (_, federation, grantType) => {
  t = await startTestApp({ federation });
  await t.signIn("federated");
  expect(grantTypes()).toEqual([grantType]);
});

test.each(["soap12", "soap11"] as const)(
  "a wrong password counts once, here and there, though the service answers 500 (%s)",
  async (faultShape) => {
    t = await startTestApp({ federation: { faultShape } });
    const failure = await failureOf("federated", "Not his password");
    expect(failure).toMatchObject({ kind: "wrongCredentials", evidence: { status: 500, codes: ["ID3242"] } });
    expect(needsPerson(failure)).toBe(true);
    await t.clock.advance(hour);
    expect([asked("trust"), asked("token")]).toEqual([1, 0]);
    expect(t.app.snapshot().passwordPauses).toEqual([]);
    await signIn("federated", "Not his password either");
    expect(t.app.snapshot().passwordPauses).toMatchObject([{ because: "wrongPasswords", wrongInARow: 2 }]);
    expect(await failureOf()).toMatchObject({ kind: "throttled" });
    expect(asked("trust")).toBe(2);
    await t.clock.advance(10_001);
    expect(await signIn()).toMatchObject({ ok: true });
  },
);

test("an expired password leads to the browser, a locked account to waiting", async () => {
  t = await startTestApp();
  const expired = await failureOf("federatedExpired");
  expect(expired).toMatchObject({ kind: "passwordExpired", evidence: { codes: ["MSIS3125"] } });
  expect(expired.evidence.description).not.toContain("faye");
  expect(explain(expired).action).toEqual({ kind: "browserSignIn" });
  expect(await failureOf("federatedLocked")).toMatchObject({ kind: "accountLocked" });
  expect(t.app.snapshot().passwordPauses).toMatchObject([{ because: "locked" }]);
  expect(asked("token")).toBe(0);
});

test.each([-1, 1])("a clock that is wrong by %i quarter of an hour is said to be", async (quarters) => {
  t = await startTestApp({ federation: { clockAheadMs: quarters * 900_000 } });
  const failure = await failureOf();
  expect(failure).toMatchObject({ kind: "clockWrong", evidence: { error: "MessageExpired" } });
  expect(explain(failure).title).toBe("The clocks do not agree");
  expect(t.app.snapshot().passwordPauses).toEqual([]);
});

test("Fiona, whose organisation takes passwords in a browser only, is sent there, and hers to nobody", async () => {
  t = await startTestApp();
  const failure = await failureOf("federatedSaml");
  expect(failure).toMatchObject({ kind: "federatedAccount" });
  expect(explain(failure).action).toEqual({ kind: "browserSignIn" });
  expect(t.net.requests.filter(({ init }) => init.method === "POST")).toEqual([]);
});

test.each(["tampered", "foreignSigner", "foreignIssuer", "otherAudience", "ended"] as const)(
  "an assertion that is %s is not taken, and no password is suspected",
  async (assertionFlaw) => {
    t = await startTestApp({ federation: { assertionFlaw } });
    const failure = await failureOf();
    expect(failure).toMatchObject({ kind: "federationFailed", evidence: { grant: "samlBearer" } });
    expect(explain(failure).title).toBe("Your organisation's word for you was not accepted");
    expect(t.app.snapshot().accounts).toEqual([]);
  },
);

test("somebody whom the directory does not know yet is told so", async () => {
  t = await startTestApp({ federation: { assertionFlaw: "unsynced" } });
  expect(await failureOf()).toMatchObject({ kind: "accountNotFound", evidence: { codes: ["AADSTS51004"] } });
});

test.each([
  [{ kind: "status", status: 503 }, "serviceDown"],
  [{ kind: "html" }, "federationFailed"],
  [{ kind: "garbage" }, "federationFailed"],
  [{ kind: "emptyBody" }, "federationFailed"],
  [{ kind: "truncatedJson" }, "federationFailed"],
  [{ kind: "redirect", location: "https://elsewhere.example/" }, "federationFailed"],
  [{ kind: "closeMidAnswer" }, "connectionLost"],
] as const)(
  "trouble of the service while it holds the password is passed on, not tried again: %j",
  async (fault, kind) => {
    t = await startTestApp();
    t.tenant.setFault({ path: "trust", ...fault });
    expect(await failureOf()).toMatchObject({ kind });
    expect([asked("trust"), asked("token")]).toEqual([1, 0]);
  },
);

test("no password is sent where the metadata cannot be had", async () => {
  t = await startTestApp();
  t.tenant.setFault({ path: "mex", kind: "status", status: 404 });
  expect(await failureOf()).toMatchObject({ kind: "federationFailed", evidence: { error: "mex_refused" } });
  expect(asked("trust")).toBe(0);
});

test("a sign-in can be cancelled while the service is thinking", async () => {
  t = await startTestApp();
  t.tenant.setFault({ path: "trust", kind: "hang" });
  const outcome = signIn();
  await until(() => asked("trust") === 1, "the service");
  await t.app.handlers.cancelSignIn({});
  expect(await outcome).toMatchObject({ ok: false, failure: { kind: "cancelled" } });
  expect(t.app.snapshot().accounts).toEqual([]);
});

test("control characters are refused in words, before the service hears of them", async () => {
  t = await startTestApp();
  const failure = await failureOf("federated", "bell \u0007");
  expect(failure).toMatchObject({ kind: "badInput", evidence: { field: "password" } });
  expect(asked("mex")).toBe(0);
});
