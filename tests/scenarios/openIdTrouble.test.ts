// The program turned away by a certified OpenID server, cut off from it, or sent elsewhere with a password.
import { afterEach, expect, test } from "vitest";
import { explain } from "../../shared/explain.ts";
import { startOpenIdApp, type OpenIdApp } from "../support/openIdApp.ts";
import { ann } from "../support/openIdPeople.ts";
import { browserClient, secretClient } from "../support/openIdProvider.ts";
import { startOpenIdServer, type OpenIdOptions, type OpenIdServer } from "../support/openIdServer.ts";
import { settle } from "../support/virtualClock.ts";

let server: OpenIdServer;
let t: OpenIdApp;

async function start(options: OpenIdOptions = {}, clientId?: string): Promise<void> {
  server = await startOpenIdServer(options);
  t = await startOpenIdApp(server.origin, clientId === undefined ? {} : { clientId });
}

afterEach(async () => {
  await t.app.stop();
  await server.close();
});

const passwordsSent = (): number => t.sent.filter(({ form }) => form.has("password")).length;

test("a wrong password is told as that and sent once", async () => {
  await start();
  expect(await t.signIn("Mistyped-7711")).toMatchObject({
    ok: false,
    failure: { kind: "wrongCredentials", evidence: { error: "invalid_grant", status: 400 } },
  });
  t.app.systemResumed();
  await settle(20);
  expect(passwordsSent()).toBe(1);
  expect(t.app.snapshot().accounts).toEqual([]);
  expect(JSON.stringify([t.app.snapshot(), t.log])).not.toContain("Mistyped-7711");
});

test.each([
  ["that nobody registered", "unknown-client", "notPublicClient", "invalid_client"],
  ["that has a secret", secretClient, "notPublicClient", "invalid_client"],
  ["that may not use passwords", browserClient, "refusedByServer", "invalid_request"],
])("a client %s is turned away, and the password is sent once", async (_, clientId, kind, error) => {
  await start({}, clientId);
  expect(await t.signIn()).toMatchObject({ ok: false, failure: { kind, evidence: { error } } });
  expect(passwordsSent()).toBe(1);
});

test("without metadata no password is sent", async () => {
  await start();
  server.fault = "noDiscovery";
  expect(await t.signIn()).toMatchObject({ ok: false, failure: { kind: "wrongAuthority", evidence: { status: 404 } } });
  expect(passwordsSent()).toBe(0);
  server.fault = undefined;
  expect(await t.signIn()).toMatchObject({ ok: true });
});

test("a document that speaks for another issuer is refused before any password", async () => {
  await start();
  const elsewhere = await startOpenIdApp(server.origin.replace("127.0.0.1", "localhost"));
  expect(await elsewhere.signIn()).toMatchObject({ ok: false, failure: { kind: "untrustedReply" } });
  expect(elsewhere.sent.map(({ form }) => form.has("password"))).toEqual([false]);
  await elsewhere.app.stop();
});

test("a password goes to a token endpoint on another origin only after a person agreed to that origin", async () => {
  await start({ tokenElsewhere: true });
  const { connectionId } = t;
  const { confirmTokenOrigin } = t.app.handlers;
  const unconfirmed = {
    ok: false,
    failure: { kind: "tokenOriginUnconfirmed", evidence: { tokenOrigin: server.tokenOrigin } },
  };
  expect(await t.signIn()).toMatchObject(unconfirmed);
  await confirmTokenOrigin({ connectionId, origin: "https://elsewhere.example" });
  expect(await t.signIn()).toMatchObject(unconfirmed);
  expect(passwordsSent()).toBe(0);

  await confirmTokenOrigin({ connectionId, origin: server.tokenOrigin });
  const accountId = await t.signedIn();
  expect(t.sent.at(-1)?.url).toBe(`${server.tokenOrigin}/token`);
  t = await t.restart();
  expect(await t.app.getToken({ accountId, scopes: ["api.read"], forceRefresh: true })).toMatchObject({ ok: true });
});

test.each(["cutBefore", "cutAfter"] as const)(
  "a sign-in cut off by the server (%s) ends in a failure, and the password is not sent again",
  async (fault) => {
    await start();
    server.fault = fault;
    expect(await t.signIn()).toMatchObject({ ok: false, failure: { kind: "connectionLost" } });
    expect(server.tokenRequests()).toBe(1);
    expect(t.app.snapshot().accounts).toEqual([]);
  },
);

test("a refresh cut off before the server looked at it loses nothing", async () => {
  await start();
  const accountId = await t.signedIn();
  const request = { accountId, scopes: ["api.read"], forceRefresh: true };
  server.fault = "cutBefore";
  expect(await t.app.getToken(request)).toMatchObject({ ok: false, failure: { kind: "connectionLost" } });
  expect(t.account()).toMatchObject({ hasRefreshToken: true });
  server.fault = undefined;
  expect(await t.app.getToken(request)).toMatchObject({ ok: true });
});

test("where the answer with the next refresh token is lost, the person is asked, and the record is kept until then", async () => {
  await start();
  const accountId = await t.signedIn();
  const request = { accountId, scopes: ["api.read"], forceRefresh: true };
  server.fault = "cutAfter";
  expect(await t.app.getToken(request)).toMatchObject({ ok: false, failure: { kind: "connectionLost" } });
  server.fault = undefined;
  expect(await t.app.getToken(request)).toMatchObject({ ok: false, failure: { kind: "refreshRejected" } });
  expect(t.account()).toMatchObject({ hasRefreshToken: true });
  expect(await t.signedIn()).toBe(accountId);
});

test.each([
  ["password", "signIn", "tryAgain"],
  ["authorizationCode", "signInWithBrowser", "browserSignIn"],
  ["deviceCode", "signInWithDeviceCode", "tryAgain"],
] as const)(
  "metadata that cannot be had is told as part of the sign-in by %s that wanted it",
  async (grant, command, action) => {
    await start();
    await server.close();
    const { connectionId } = t;
    const outcome =
      command === "signIn" ? await t.signIn() : await t.app.handlers[command]({ connectionId, username: ann.username });
    const failure = outcome.ok ? undefined : outcome.failure;
    expect(failure).toMatchObject({ kind: "connectionLost", evidence: { grant } });
    expect(failure && explain(failure).action).toEqual({ kind: action });
  },
);

test("a refresh whose metadata cannot be had says that the saved sign-in is kept", async () => {
  await start();
  const accountId = await t.signedIn();
  t = await t.restart();
  await server.close();
  const outcome = await t.app.getToken({ accountId, scopes: ["api.read"], forceRefresh: true });
  const failure = outcome.ok ? undefined : outcome.failure;
  expect(failure).toMatchObject({ kind: "connectionLost", evidence: { grant: "refreshToken" } });
  expect(failure && explain(failure).action).toEqual({ kind: "newToken" });
});

test("a server that is gone signs nobody out", async () => {
  await start();
  const accountId = await t.signedIn();
  await server.close();
  const request = { accountId, scopes: ["api.read"], forceRefresh: true };
  const failure = { kind: "connectionLost" };
  expect(await t.app.getToken(request)).toMatchObject({ ok: false, failure });
  t = await t.restart();
  expect(t.account()).toMatchObject({ username: ann.username, hasRefreshToken: true });
  const refused = { ...failure, evidence: { systemError: "ECONNREFUSED" } };
  expect(await t.app.getToken(request)).toMatchObject({ ok: false, failure: refused });
});
