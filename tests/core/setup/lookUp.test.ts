// Looking up where a domain, a name or an address signs in: from public metadata alone.
import { afterEach, expect, test } from "vitest";
import { lookUp } from "../../../electron/core/setup/lookUp.ts";
import type { SendHttp } from "../../../electron/core/http.ts";
import type { Reply } from "../../../electron/core/grants/reply.ts";
import { companyTenant, practiceTenant } from "../../../shared/practicePeople.ts";
import { startTestApp, type TestApp } from "../../support/testApp.ts";
import { createVirtualClock } from "../../support/virtualClock.ts";

let t: TestApp | undefined;
afterEach(async () => {
  await t?.end();
  t = undefined;
});

test.each([
  ["practice.test", { kind: "organisation", tenant: practiceTenant.tenantId }],
  ["ada@practice.test", { kind: "organisation", tenant: practiceTenant.tenantId, realm: "managed" }],
  ["uma@company.test", { kind: "organisation", tenant: companyTenant.tenantId }],
])("%s is found at the practice tenant", async (text, found) => {
  t = await startTestApp();
  expect(await t.app.handlers.lookUp({ text })).toMatchObject({ ok: true, value: found });
  expect(t.tokenRequests()).toBe(0);
});

/** The public cloud as it answers for three kinds of domains. */
const publicCloud: SendHttp = ({ url }) => {
  const reply = (json: Reply["json"], status = 200): Promise<Reply> =>
    Promise.resolve({ status, headers: {}, text: "", tooLarge: false, ...(json === undefined ? {} : { json }) });
  const tenant = "11111111-2222-3333-4444-555555555555";
  if (url.includes("/userrealm/")) {
    if (url.includes("outlook.com")) return reply({ account_type: "Federated", domain_name: "live.com" });
    return reply({ account_type: url.includes("fed.example") ? "Federated" : "Managed", domain_name: "x" });
  }
  if (url.includes("gov.example")) {
    return reply({
      issuer: `https://login.microsoftonline.us/${tenant}/v2.0`,
      cloud_instance_name: "microsoftonline.us",
    });
  }
  if (url.includes("nobody.example")) return reply({ error: "invalid_tenant", error_codes: [90002] }, 400);
  if (url === "https://fs.example/adfs/.well-known/openid-configuration")
    return reply({ issuer: "https://fs.example/adfs" });
  if (url === "https://c.b2clogin.com/c.onmicrosoft.com/B2C_1_x/v2.0/.well-known/openid-configuration")
    return reply({ issuer: `https://c.b2clogin.com/${tenant}/v2.0/` });
  if (url === "https://c.ciamlogin.com/c.onmicrosoft.com/v2.0/.well-known/openid-configuration")
    return reply({ issuer: `https://${tenant}.ciamlogin.com/${tenant}/v2.0` });
  if (url.startsWith("https://id.example/realms/Lab/")) return reply({ issuer: "https://id.example/realms/Lab" });
  if (url.startsWith("https://login.microsoftonline.com/")) {
    return reply({
      issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
      cloud_instance_name: "microsoftonline.com",
    });
  }
  return reply(undefined, 404);
};
const practice = {
  start: () => Promise.reject(new Error("not practice")),
  stop: async () => {},
  forget: async () => {},
};
const ask = (text: string) => lookUp(text, { http: publicCloud, clock: createVirtualClock(), practice });

test.each([
  ["contoso.com", { kind: "organisation", cloud: "Public", authority: "https://login.microsoftonline.com" }],
  ["  Ann@Contoso.com ", { kind: "organisation", realm: "managed", domain: "contoso.com" }],
  ["bob@fed.example", { kind: "organisation", realm: "federated" }],
  ["agency.gov.example", { kind: "organisation", authority: "https://login.microsoftonline.us" }],
  ["me@outlook.com", { kind: "personal", realm: "personal" }],
  ["nobody.example", { kind: "nothing" }],
  ["https://id.example/realms/Lab", { kind: "openid", authority: "https://id.example/realms/Lab" }],
  ["https://id.example/none", { kind: "nothing" }],
  ["https://fs.example/adfs/", { kind: "adfs", authority: "https://fs.example/adfs" }],
  ["https://c.ciamlogin.com", { kind: "ciam", authority: "https://c.ciamlogin.com/c.onmicrosoft.com" }],
  [
    "https://c.b2clogin.com/c.onmicrosoft.com?p=B2C_1_x",
    { kind: "b2c", authority: "https://c.b2clogin.com/c.onmicrosoft.com/B2C_1_x" },
  ],
  ["https://login.microsoftonline.com/contoso.com", { kind: "organisation" }],
])("%j is told apart", async (text, found) => {
  expect(await ask(text)).toMatchObject({ ok: true, value: found });
});

test("a server that speaks for another issuer is not believed: a password would go there", async () => {
  const reply =
    (issuer: string): SendHttp =>
    () =>
      Promise.resolve({ status: 200, headers: {}, text: "", json: { issuer }, tooLarge: false });
  const found = async (issuer: string) =>
    lookUp("https://id.example/lab", { http: reply(issuer), clock: createVirtualClock(), practice });
  const nothing = { ok: true, value: { kind: "nothing" } };
  for (const issuer of ["https://evil.example/lab", "https://id.example/other", "http://id.example/lab", ""])
    expect(await found(issuer)).toEqual(nothing);
  const authority = "https://id.example/lab/";
  expect(await found(authority)).toEqual({ ok: true, value: { kind: "openid", authority } });
});

test.each(["", "   ", "nonsense", "a@", "http://id.example/", "https://u:p@id.example/", "x@\ud83c.com", ".."])(
  "%j is neither domain, name nor address, and nobody is asked",
  async (text) => {
    const asked: string[] = [];
    const http: SendHttp = (request) => {
      asked.push(request.url);
      return publicCloud(request);
    };
    const outcome = await lookUp(text, { http, clock: createVirtualClock(), practice });
    expect(outcome).toMatchObject({ ok: false, failure: { kind: "badInput" } });
    expect(asked).toEqual([]);
  },
);
