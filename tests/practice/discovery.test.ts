// Discovery: metadata, instance discovery, user realm, and the page that says PRACTICE.
import { expect, test } from "vitest";
import { type PracticeSituation, practicePeople, practiceTenant } from "../../shared/practicePeople.ts";
import { ask, openTenant, personWho } from "./asker.ts";

const wellKnown = "v2.0/.well-known/openid-configuration";

test("metadata by ID and by domain are the same and name addresses that answer", async () => {
  const tenant = await openTenant();
  const { json } = await ask(`${tenant.authority}/${wellKnown}`);
  expect(json).toMatchObject({
    issuer: `${tenant.authority}/v2.0`,
    token_endpoint: `${tenant.authority}/oauth2/v2.0/token`,
    jwks_uri: `${tenant.authority}/discovery/v2.0/keys`,
  });
  expect((await ask(`${tenant.origin}/${tenant.domain}/${wellKnown}`)).json).toEqual(json);
  expect((await ask(String(json.jwks_uri))).status).toBe(200);
  expect((await ask(String(json.token_endpoint), { method: "POST" })).json).toMatchObject({ error_codes: [900144] });
});

test("organizations has an issuer with a place for the tenant ID", async () => {
  const tenant = await openTenant();
  const { json } = await ask(`${tenant.origin}/organizations/${wellKnown}`);
  expect(json.issuer).toBe(`${tenant.origin}/{tenantid}/v2.0`);
  expect(json.token_endpoint).toBe(`${tenant.origin}/organizations/oauth2/v2.0/token`);
});

test.each([wellKnown, "discovery/v2.0/keys"])("an unknown tenant has no %s", async (path) => {
  const tenant = await openTenant();
  const { status, json } = await ask(`${tenant.origin}/unknown.test/${path}`);
  expect({ status, ...json }).toMatchObject({ status: 400, error: "invalid_request", error_codes: [90002] });
});

test("instance discovery vouches for itself and for nobody else", async () => {
  const tenant = await openTenant();
  const about = (endpoint: string) =>
    ask(
      `${tenant.origin}/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(endpoint)}`,
    );
  const host = new URL(tenant.origin).host;
  const own = await about(`${tenant.authority}/oauth2/v2.0/authorize`);
  expect(own.json).toMatchObject({
    tenant_discovery_endpoint: `${tenant.authority}/${wellKnown}`,
    "api-version": "1.1",
    metadata: [
      { preferred_network: host, preferred_cache: host, aliases: [host, host.replace("127.0.0.1", "localhost")] },
    ],
  });
  for (const foreign of ["https://evil.test/x/authorize", `https://${host}/x`, "http://127.0.0.1:1/x", "nonsense"]) {
    expect((await about(foreign)).json).toMatchObject({ error: "invalid_instance", error_codes: [50049] });
  }
  expect((await ask(`${tenant.origin}/common/discovery/instance`)).json).toMatchObject({ error_codes: [900144] });
});

const realms: readonly (readonly [PracticeSituation, Readonly<Record<string, unknown>>])[] = [
  ["works", { account_type: "Managed", domain_name: "practice.test" }],
  ["guest", { account_type: "Managed", domain_name: "partner.test" }],
  ["federated", { account_type: "Federated", domain_name: "federated.test", federation_protocol: "WSTrust" }],
  ["federatedExpired", { account_type: "Federated", domain_name: "federated.test", federation_protocol: "WSTrust" }],
  ["federatedSaml", { account_type: "Federated", domain_name: "saml.test", federation_protocol: "SAML20" }],
  ["personal", { account_type: "Federated", domain_name: "live.com" }],
];

test.each(realms)("the realm of the person for %s", async (situation, fields) => {
  const tenant = await openTenant();
  const { username } = personWho(situation);
  const { json } = await ask(`${tenant.origin}/common/userrealm/${encodeURIComponent(username)}?api-version=1.0`);
  expect(json).toMatchObject({ ver: "1.0", ...fields });
});

test.each(["someone@elsewhere.test", "a/b@x.test", "x#EXT#@y.test", "name", "%", "...", "ü@ö.test"])(
  "the realm of %s is unknown, and its characters do no harm",
  async (username) => {
    const tenant = await openTenant();
    const { json } = await ask(`${tenant.origin}/common/userrealm/${encodeURIComponent(username)}?api-version=1.0`);
    expect(json).toMatchObject({ account_type: "Unknown" });
  },
);

test("the page says PRACTICE, lists everybody, and runs no script", async () => {
  const tenant = await openTenant();
  const response = await fetch(tenant.origin);
  const page = await response.text();
  expect(page).toContain("PRACTICE");
  expect(page).toContain(tenant.authority);
  const text = page.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
  for (const { username, password, summary } of practicePeople) {
    for (const each of [username, password, summary]) expect(text).toContain(each);
  }
  expect(page).not.toMatch(/<script|<ja>/);
  expect(response.headers.get("content-security-policy")).toMatch(/default-src 'none'; style-src 'sha256-/);
});

test.each([
  "/nothing",
  `/${practiceTenant.tenantId}`,
  "/v1.0/me/x",
  "/%2e%2e/%2e%2e/etc/passwd",
  "//v1.0/me",
  "/constructor",
])("%s is not found", async (path) => {
  const tenant = await openTenant();
  expect((await fetch(tenant.origin + path)).status).toBe(404);
});
