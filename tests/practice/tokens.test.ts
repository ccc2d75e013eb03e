// Tokens of the practice tenant: real signatures, Entra's claims and answer fields, and what scopes become.
import type { JsonWebKey } from "node:crypto";
import * as oauth from "oauth4webapi";
import { describe, expect, test } from "vitest";
import type { PracticeTenant } from "../../electron/practice/practiceTenant.ts";
import {
  ask,
  claimsOf,
  everyScope,
  handClock,
  openTenant,
  passwordParameters,
  personWho,
  signIn,
  textOf,
} from "./asker.ts";

const ada = personWho("works");
const insecure = { [oauth.allowInsecureRequests]: true };

async function discover(tenant: PracticeTenant): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(`${tenant.authority}/v2.0`);
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
}

/** Checks an RS256 signature with WebCrypto and the key that the tenant publishes under the token's `kid`. */
async function hasPublishedSignature(tenant: PracticeTenant, token: string): Promise<boolean> {
  const [head = "", payload = "", signature = ""] = token.split(".");
  const { kid } = JSON.parse(Buffer.from(head, "base64url").toString()) as { kid: string };
  const { json } = await ask(`${tenant.authority}/discovery/v2.0/keys`);
  const jwk = (json.keys as (JsonWebKey & { kid: string })[]).find((each) => each.kid === kid);
  if (jwk === undefined) return false;
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("jwk", jwk, algorithm, false, ["verify"]);
  return crypto.subtle.verify(algorithm, key, Buffer.from(signature, "base64url"), Buffer.from(`${head}.${payload}`));
}

test("a strict OAuth library accepts discovery, answer, ID token and its signature", async () => {
  const tenant = await openTenant();
  const authority = await discover(tenant);
  const client = { client_id: tenant.clientId };
  const { grant_type: grantType, ...parameters } = passwordParameters(tenant, ada);
  const response = await oauth.genericTokenEndpointRequest(
    authority,
    client,
    oauth.None(),
    grantType,
    parameters,
    insecure,
  );
  const signed = response.clone();
  const answer = await oauth.processGenericTokenEndpointResponse(authority, client, response);
  expect(oauth.getValidatedIdTokenClaims(answer)).toMatchObject({
    aud: tenant.clientId,
    preferred_username: ada.username,
  });
  await oauth.processGenericTokenEndpointResponse(authority, client, signed);
  await oauth.validateApplicationLevelSignature(authority, signed, insecure);
});

test("access and ID token are signed with the published key, and not otherwise", async () => {
  const tenant = await openTenant();
  const stranger = await openTenant();
  const reply = await signIn(tenant, ada);
  for (const field of ["access_token", "id_token"]) {
    expect(await hasPublishedSignature(tenant, textOf(reply, field))).toBe(true);
    expect(await hasPublishedSignature(stranger, textOf(reply, field))).toBe(false);
  }
});

test("the published keys hold no private part", async () => {
  const tenant = await openTenant();
  const { json } = await ask(`${tenant.authority}/discovery/v2.0/keys`);
  const keys = json.keys as readonly object[];
  expect(keys.map((key) => Object.keys(key).toSorted())).toEqual([["alg", "e", "kid", "kty", "n", "use"]]);
});

test("an access token names person, app, tenant, resource and life", async () => {
  const clock = handClock();
  const tenant = await openTenant({ now: clock.now, accessTokenLifeSeconds: 3_600 });
  const reply = await signIn(tenant, ada);
  const seconds = clock.now() / 1_000;
  const { oid, ...claims } = claimsOf(textOf(reply, "access_token"));
  expect(claims).toMatchObject({
    aud: "https://graph.microsoft.com",
    iss: `${tenant.authority}/v2.0`,
    tid: tenant.tenantId,
    azp: tenant.clientId,
    appid: tenant.clientId,
    amr: ["pwd"],
    name: ada.name,
    upn: ada.username,
    scp: "User.Read openid profile email",
    iat: seconds - 300,
    nbf: seconds - 300,
    exp: seconds + 3_600,
    ver: "2.0",
  });
  const clientInfo = JSON.parse(Buffer.from(textOf(reply, "client_info"), "base64url").toString()) as unknown;
  expect(clientInfo).toEqual({ uid: oid, utid: tenant.tenantId });
});

test("no two tokens are alike, and a person's ID stays the same", async () => {
  const [one, other] = [await signIn(await openTenant(), ada), await signIn(await openTenant(), ada)];
  expect(claimsOf(textOf(one, "access_token")).uti).not.toBe(claimsOf(textOf(other, "access_token")).uti);
  expect(textOf(one, "client_info")).toBe(textOf(other, "client_info"));
});

describe("the answer", () => {
  test("life is between 60 and 90 minutes unless told, and long-lived tokens say when to refresh", async () => {
    const { json } = await signIn(await openTenant(), ada);
    expect(json.expires_in).toBeGreaterThanOrEqual(3_600);
    expect(json.expires_in).toBeLessThan(5_400);
    expect(json).not.toHaveProperty("refresh_in");
    const long = await signIn(await openTenant({ accessTokenLifeSeconds: 86_400 }), ada);
    expect(long.json).toMatchObject({
      expires_in: 86_400,
      ext_expires_in: 86_400,
      refresh_in: 43_200,
      token_type: "Bearer",
    });
  });

  test.each([
    ["openid", "id_token"],
    ["offline_access", "refresh_token"],
  ])("without %s there is no %s", async (scope, field) => {
    const tenant = await openTenant();
    expect((await signIn(tenant, ada)).json).toHaveProperty(field);
    const less = everyScope.replace(scope, "").replace("  ", " ");
    expect((await signIn(tenant, ada, less)).json).not.toHaveProperty(field);
  });

  test("without profile the ID token tells no name", async () => {
    const claims = claimsOf(textOf(await signIn(await openTenant(), ada, "openid"), "id_token"));
    expect(claims).not.toHaveProperty("name");
    expect(claims).not.toHaveProperty("oid");
    expect(claims.sub).toEqual(expect.any(String));
  });
});

describe("scopes", () => {
  test.each([
    ["offline_access is granted but never named", "User.Read offline_access", "User.Read", "User.Read"],
    [
      ".default becomes what the app registered",
      ".default",
      "User.Read Calendars.Read .default",
      "User.Read Calendars.Read",
    ],
    [
      "a full name stays full in the answer and is short in the token",
      "https://graph.microsoft.com/.default",
      "https://graph.microsoft.com/User.Read https://graph.microsoft.com/Calendars.Read https://graph.microsoft.com/.default",
      "User.Read Calendars.Read",
    ],
    [
      "the practice API's answer leaves OpenID scopes out",
      "api://practice-api/Tasks.Read openid",
      "api://practice-api/Tasks.Read",
      "Tasks.Read",
    ],
    ["OpenID scopes alone give a token for Graph", "openid profile offline_access", "openid profile", "openid profile"],
  ])("%s", async (_, asked, answered, inToken) => {
    const reply = await signIn(await openTenant(), ada, asked);
    expect(reply.json.scope).toBe(answered);
    expect(claimsOf(textOf(reply, "access_token")).scp).toBe(inToken);
  });

  test("the practice API's token is for the practice API", async () => {
    const reply = await signIn(await openTenant(), ada, "api://practice-api/.default");
    expect(claimsOf(textOf(reply, "access_token")).aud).toBe("api://practice-api");
  });
});

test("a mark stands in every token, so that a leak of any can be found", async () => {
  const mark = "CanaryMark2026";
  const reply = await signIn(await openTenant({ mark }), ada);
  expect(textOf(reply, "refresh_token")).toContain(mark);
  const startOfBase64 = Buffer.from(mark).toString("base64url").slice(0, 16);
  for (const field of ["access_token", "id_token"]) {
    expect(claimsOf(textOf(reply, field)).mark).toBe(mark);
    expect(textOf(reply, field)).toContain(startOfBase64);
  }
});
