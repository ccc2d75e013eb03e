// Guests of the practice tenants: who is let in where, under which name, and for what.
import { expect, test } from "vitest";
import { companyTenant, practicePeople, practiceTenant } from "../../shared/practicePeople.ts";
import { askMe, askToken, claimsOf, everyScope, openTenant, signIn, textOf, type Reply } from "./asker.ts";

const personCalled = (name: string) => {
  const found = practicePeople.find(({ username }) => username.startsWith(`${name}@`));
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};
const greta = personCalled("greta");
const ada = personCalled("ada");
type Tenant = Awaited<ReturnType<typeof openTenant>>;

function refreshAt(tenant: Tenant, reply: Reply, segment: string, scope = everyScope): Promise<Reply> {
  const refreshToken = textOf(reply, "refresh_token");
  const parameters = { grant_type: "refresh_token", client_id: tenant.clientId, client_info: "1", scope };
  return askToken(tenant, { ...parameters, refresh_token: refreshToken }, { segment });
}

test("the refresh token of home brings a token of the tenant that invited, for another object under another name", async () => {
  const tenant = await openTenant();
  const home = await signIn(tenant, greta);
  const away = await refreshAt(tenant, home, companyTenant.tenantId);
  const [here, there] = [home, away].map((reply) => claimsOf(textOf(reply, "id_token")));
  expect([here?.["tid"], there?.["tid"]]).toEqual([practiceTenant.tenantId, companyTenant.tenantId]);
  expect(there?.["iss"]).toBe(`${tenant.origin}/${companyTenant.tenantId}/v2.0`);
  expect(there?.["oid"]).not.toBe(here?.["oid"]);
  expect(there?.["preferred_username"]).toBe("greta_practice.test#EXT#@company.test");
  expect(away.json["client_info"]).toBe(home.json["client_info"]);
  const me = await askMe(tenant, textOf(away, "access_token"));
  expect(me.json).toMatchObject({ upn: "greta_practice.test#EXT#@company.test", id: there?.["oid"] });
});

test("the successor that one tenant gave is good at the other", async () => {
  const tenant = await openTenant({ refreshTokenReuse: "revokesFamily" });
  let reply = await signIn(tenant, greta);
  for (const segment of [companyTenant.domain, practiceTenant.domain, companyTenant.tenantId, "organizations"]) {
    reply = await refreshAt(tenant, reply, segment);
    expect(reply.status).toBe(200);
  }
  expect(claimsOf(textOf(reply, "access_token"))).toMatchObject({ tid: practiceTenant.tenantId });
});

test("who is not invited is turned away, and the refresh token is not used up by that", async () => {
  const tenant = await openTenant({ refreshTokenReuse: "revokesFamily" });
  const reply = await signIn(tenant, ada);
  const refused = await refreshAt(tenant, reply, companyTenant.tenantId);
  expect(refused.json).toMatchObject({ error: "invalid_grant", error_codes: [50020] });
  expect(refused.json).not.toHaveProperty("suberror");
  expect((await refreshAt(tenant, reply, practiceTenant.tenantId)).status).toBe(200);
});

test("what is approved at home is not approved abroad", async () => {
  const tenant = await openTenant();
  const reply = await signIn(tenant, greta);
  expect((await refreshAt(tenant, reply, practiceTenant.domain, "Mail.Read")).status).toBe(200);
  expect((await refreshAt(tenant, reply, companyTenant.domain, "Mail.Read")).json).toMatchObject({
    error_codes: [65001],
  });
});

test("the password grant takes no guests", async () => {
  const tenant = await openTenant();
  const { username, password } = greta;
  const parameters = { grant_type: "password", client_id: tenant.clientId, username, password, scope: everyScope };
  const reply = await askToken(tenant, parameters, { segment: companyTenant.domain });
  expect(reply.json).toMatchObject({ error_codes: [50034] });
});
