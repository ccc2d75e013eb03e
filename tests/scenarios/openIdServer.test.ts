// The program against a certified OpenID server with one-time refresh tokens: signing in, staying fresh, being revoked.
import { afterEach, expect, test } from "vitest";
import { startOpenIdApp, type OpenIdApp } from "../support/openIdApp.ts";
import { ann } from "../support/openIdPeople.ts";
import { publicClient } from "../support/openIdProvider.ts";
import { startOpenIdServer, type OpenIdOptions, type OpenIdServer } from "../support/openIdServer.ts";
import { settle } from "../support/virtualClock.ts";

let server: OpenIdServer;
let t: OpenIdApp;

async function start(options: OpenIdOptions = {}, scopes = "api.read"): Promise<string> {
  server = await startOpenIdServer(options);
  t = await startOpenIdApp(server.origin, { scopes });
  return t.signedIn();
}

afterEach(async () => {
  await t.app.stop();
  await server.close();
});

const refreshTokensSent = (): readonly string[] => t.sent.flatMap(({ form }) => form.getAll("refresh_token"));
const renew = (accountId: string, scopes = ["api.read"]): ReturnType<OpenIdApp["app"]["getToken"]> =>
  t.app.getToken({ accountId, scopes, forceRefresh: true });
const postToken = (form: Record<string, string>): Promise<Response> =>
  fetch(`${server.origin}/token`, { method: "POST", body: new URLSearchParams(form) });

test.each(["RS256", "ES256"] as const)(
  "a person signs in where ID tokens are signed with %s, and the token is accepted",
  async (idTokenAlgorithm) => {
    const accountId = await start({ idTokenAlgorithm });
    expect(t.account()).toMatchObject({
      id: accountId,
      homeAccountId: ann.sub,
      username: ann.username,
      name: ann.name,
      hasRefreshToken: true,
      saved: true,
      scopeSets: [{ state: "ready", scopes: ["api.read"], token: { grantedScopes: ["api.read"] } }],
    });
    const outcome = await t.app.getToken({ accountId, scopes: ["api.read"] });
    const authorization = `Bearer ${outcome.ok ? outcome.value.token.reveal() : ""}`;
    const me = await fetch(`${server.origin}/me`, { headers: { authorization } });
    expect(await me.json()).toMatchObject({ sub: ann.sub });
  },
);

test("nothing but metadata and tokens is asked for: no instance discovery, no user realm, no Entra headers", async () => {
  await start();
  expect(t.sent.map(({ url }) => url)).toEqual([
    `${server.origin}/.well-known/openid-configuration`,
    `${server.origin}/token`,
  ]);
  const [, token] = t.sent;
  expect([...(token?.form.keys() ?? [])].toSorted()).toEqual([
    "client_id",
    "grant_type",
    "password",
    "scope",
    "username",
  ]);
  expect(Object.keys(token?.headers ?? {}).filter((name) => /^x-|request-id/i.test(name))).toEqual([]);
  const realm = t.app.snapshot().signIn?.steps.find(({ name }) => name === "realm");
  expect(realm?.state).toBe("skipped");
});

test("ten refreshes in a row each use up one refresh token, and only the newest is good", async () => {
  const accountId = await start();
  for (let round = 0; round < 10; round += 1) expect(await renew(accountId)).toMatchObject({ ok: true });
  const used = refreshTokensSent();
  expect(new Set(used).size).toBe(10);
  expect(t.failure()).toBeUndefined();
  const again = await postToken({
    grant_type: "refresh_token",
    client_id: publicClient,
    refresh_token: used[9] ?? "",
  });
  expect(again.status).toBe(400);
});

test("after a restart the sealed refresh token goes on where it stopped", async () => {
  const accountId = await start();
  await renew(accountId);
  t = await t.restart();
  expect(t.account().scopeSets[0]?.state).toBe("ready");
  expect(await renew(accountId)).toMatchObject({ ok: true, value: { source: "refresh" } });
  expect(new Set(refreshTokensSent()).size).toBe(2);
  expect(t.sent.filter(({ form }) => form.has("password"))).toHaveLength(1);
});

test("several scope sets refreshed at the same time never use a refresh token twice", async () => {
  const accountId = await start();
  const sets = [["api.read"], ["api.write"], ["mail.read"], ["api.read", "mail.read"]];
  for (let round = 0; round < 3; round += 1) {
    const outcomes = await Promise.all(sets.flatMap((scopes) => [renew(accountId, scopes), renew(accountId, scopes)]));
    expect(outcomes.map(({ ok }) => ok)).not.toContain(false);
  }
  expect(refreshTokensSent()).toHaveLength(12);
  expect(new Set(refreshTokensSent()).size).toBe(12);
  expect(t.account().scopeSets.map(({ state }) => state)).toEqual(["ready", "ready", "ready", "ready"]);
});

test("a scope that was never granted is refused for its scope set alone", async () => {
  const accountId = await start();
  expect(await renew(accountId, ["admin.all"])).toMatchObject({ ok: false, failure: { kind: "wrongScope" } });
  expect(t.account().hasRefreshToken).toBe(true);
  expect(await renew(accountId)).toMatchObject({ ok: true });
});

test.each([
  ["revoked by an administrator", async (): Promise<void> => server.revoke(ann.username)],
  [
    "revoked because somebody else used an old refresh token",
    async (): Promise<void> => {
      const [stolen = ""] = refreshTokensSent();
      await postToken({ grant_type: "refresh_token", client_id: publicClient, refresh_token: stolen });
    },
  ],
])("an account %s needs a person: its record stays and nothing more is sent by itself", async (_, revoke) => {
  const accountId = await start({ accessTokenLifeSeconds: 3 });
  await renew(accountId);
  await revoke();
  expect(await renew(accountId)).toMatchObject({
    ok: false,
    failure: { kind: "refreshRejected", evidence: { error: "invalid_grant", status: 400 } },
  });
  const before = server.tokenRequests();
  const failure = { kind: "refreshRejected" };
  await expect.poll(() => t.account().scopeSets[0]?.state, { timeout: 6_000 }).not.toBe("ready");
  expect(await t.app.getToken({ accountId, scopes: ["api.read"] })).toMatchObject({ ok: false, failure });
  t.app.systemResumed();
  await settle(20);
  expect(server.tokenRequests()).toBe(before);
  expect(await t.files.list("vault")).toEqual([`${accountId}.sealed`]);

  t = await t.restart();
  expect(t.account()).toMatchObject({ hasRefreshToken: true, scopeSets: [{ state: "needsYou", failure }] });
  expect(server.tokenRequests()).toBe(before);
  expect(await t.signedIn()).toBe(accountId);
  expect(await renew(accountId)).toMatchObject({ ok: true });
});
