// `/me` takes only this tenant's own unexpired access tokens for its own resource.
import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, sign } from "node:crypto";
import { expect, test } from "vitest";
import type { PracticeTenant } from "../../electron/practice/practiceTenant.ts";
import { ask, askMe, claimsOf, handClock, openTenant, personWho, signIn, textOf } from "./asker.ts";

const ada = personWho("works");

async function openWithToken(scope?: string) {
  const clock = handClock();
  const tenant = await openTenant({ now: clock.now, accessTokenLifeSeconds: 3_600 });
  const token = textOf(await signIn(tenant, ada, scope), "access_token");
  return { clock, tenant, token };
}

/** Why `/me` refuses this token; fails where it does not. */
async function refusal(tenant: PracticeTenant, token: string): Promise<string> {
  const { status, headers, json } = await askMe(tenant, token);
  expect(status).toBe(401);
  expect(headers.get("www-authenticate")).toContain("Bearer");
  expect(json).toMatchObject({ error: { code: "InvalidAuthenticationToken" } });
  return (json.error as { message: string }).message;
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

test("a fresh token tells who it is for", async () => {
  const { tenant, token } = await openWithToken("User.Read Calendars.Read");
  const { status, json } = await askMe(tenant, token);
  expect(status).toBe(200);
  expect(json).toMatchObject({ name: ada.name, upn: ada.username, scopes: ["User.Read", "Calendars.Read"] });
});

test("no token, an empty one and another scheme are refused", async () => {
  const { tenant, token } = await openWithToken();
  expect((await ask(tenant.meUrl)).status).toBe(401);
  for (const authorization of ["Bearer", "Bearer ", `Basic ${token}`, token, `Bearer ${token} ${token}`]) {
    expect((await ask(tenant.meUrl, { headers: { Authorization: authorization } })).status).toBe(401);
  }
});

test("a changed claim is noticed", async () => {
  const { tenant, token } = await openWithToken();
  const [head, , signature] = token.split(".");
  expect(await refusal(tenant, [head, part({ ...claimsOf(token), name: "Eve" }), signature].join("."))).toMatch(
    /signature/,
  );
});

test("every changed character of the signature is noticed", async () => {
  const { tenant, token } = await openWithToken();
  const start = token.lastIndexOf(".") + 1;
  for (const at of [start, start + 100, token.length - 1]) {
    const other = token[at] === "A" ? "B" : "A";
    expect(await refusal(tenant, token.slice(0, at) + other + token.slice(at + 1))).toMatch(/signature/);
  }
});

test("an unsigned token (alg none) and one signed with the public key as a secret are refused", async () => {
  const { tenant, token } = await openWithToken();
  const { kid } = JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()) as { kid: string };
  expect(await refusal(tenant, `${part({ alg: "none", kid })}.${part(claimsOf(token))}.`)).toMatch(/signature/);
  const { json } = await ask(`${tenant.authority}/discovery/v2.0/keys`);
  const [jwk] = json.keys as JsonWebKey[];
  if (jwk === undefined) throw new Error("No key is published.");
  const pem = createPublicKey({ key: jwk, format: "jwk" }).export({ type: "spki", format: "pem" });
  const signed = `${part({ alg: "HS256", kid })}.${part(claimsOf(token))}`;
  expect(await refusal(tenant, `${signed}.${createHmac("sha256", pem).update(signed).digest("base64url")}`)).toMatch(
    /signature/,
  );
});

test("a stranger's key is refused, under its own name and under ours", async () => {
  const { tenant, token } = await openWithToken();
  const { kid } = JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()) as { kid: string };
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  for (const name of [kid, "stranger"]) {
    const signed = `${part({ alg: "RS256", kid: name })}.${part(claimsOf(token))}`;
    const signature = sign("sha256", Buffer.from(signed), privateKey).toString("base64url");
    expect(await refusal(tenant, `${signed}.${signature}`)).toMatch(/signature/);
  }
});

/** Signs with the tenant's own key, as nobody else can: what is refused then is refused for its content. */
function signedByTenant(tenant: PracticeTenant, header: object, claims: object): string {
  const key = createPrivateKey({ key: tenant.saveState().privateJwk, format: "jwk" });
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${sign("sha256", Buffer.from(signed), key).toString("base64url")}`;
}

test("another algorithm or key name in the header is refused even under the right signature", async () => {
  const { tenant, token } = await openWithToken();
  const header = JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()) as object;
  expect((await askMe(tenant, signedByTenant(tenant, header, claimsOf(token)))).status).toBe(200);
  for (const change of [{ alg: "none" }, { alg: "RS512" }, { kid: "other" }, { kid: undefined }]) {
    expect(await refusal(tenant, signedByTenant(tenant, { ...header, ...change }, claimsOf(token)))).toMatch(
      /signature/,
    );
  }
});

test("another issuer, and a token without an end, are refused even under the right signature", async () => {
  const { tenant, token } = await openWithToken();
  const header = JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()) as object;
  const changed = (change: object) =>
    refusal(tenant, signedByTenant(tenant, header, { ...claimsOf(token), ...change }));
  expect(await changed({ iss: "http://127.0.0.1:1/x/v2.0" })).toMatch(/issuer/);
  expect(await changed({ iss: undefined })).toMatch(/issuer/);
  expect(await changed({ exp: undefined })).toMatch(/expired/);
  expect(await changed({ nbf: "0" })).toMatch(/not valid yet/);
});

test("another practice tenant's token is refused", async () => {
  const [{ tenant }, { token }] = [await openWithToken(), await openWithToken()];
  expect(await refusal(tenant, token)).toMatch(/signature/);
});

test("a token for another resource, and an ID token, are refused", async () => {
  const { tenant, token } = await openWithToken("api://practice-api/Tasks.Read");
  expect(await refusal(tenant, token)).toMatch(/audience/);
  expect(await refusal(tenant, textOf(await signIn(tenant, ada), "id_token"))).toMatch(/audience/);
});

test("a token ends at its end, and is not valid long before its beginning", async () => {
  const { clock, tenant, token } = await openWithToken();
  clock.forward(3_599_999);
  expect((await askMe(tenant, token)).status).toBe(200);
  clock.forward(1);
  expect(await refusal(tenant, token)).toMatch(/expired/);
  clock.forward(-3_600_000 - 301_000);
  expect(await refusal(tenant, token)).toMatch(/not valid yet/);
});

test.each(["..", "a.b", "a.b.c.d", "e30.e30.e30", `${part(null)}.${part([])}.AA`, `${part({ alg: "RS256" })}.x.x`])(
  "%s is refused",
  async (token) => {
    const { tenant } = await openWithToken();
    expect(await refusal(tenant, token)).toMatch(/signature/);
  },
);
