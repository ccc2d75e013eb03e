// My company: each thing that is not set up fails with its own code, and stops failing once it is set up on the page.
import { describe, expect, test } from "vitest";
import type { PracticeTenant } from "../../electron/practice/practiceTenant.ts";
import type { CompanyApp } from "../../electron/practice/state.ts";
import { companyPeople, companyTenant, type PracticePerson } from "../../shared/practicePeople.ts";
import { ask, askMe, askToken, claimsOf, openTenant, personWho, textOf } from "./asker.ts";
import { openBrowser } from "./browser.ts";
import { atCompany, authorizeUrl, codeOf, redeem, walk } from "./journeys.ts";

function companyPerson(name: string): PracticePerson {
  const person = companyPeople.find((each) => each.name.startsWith(name));
  if (person === undefined) throw new Error(`Nobody is called ${name}.`);
  return person;
}

const [uma, axel, mona] = [companyPerson("Uma"), companyPerson("Axel"), companyPerson("Mona")];
const segment = companyTenant.domain;
const ready: Partial<CompanyApp> = { publicClientFlows: true, redirectUris: ["http://localhost"] };

function signIn(tenant: PracticeTenant, { username, password }: PracticePerson, scope = "User.Read offline_access") {
  return askToken(tenant, { grant_type: "password", ...atCompany, username, password, scope }, { segment });
}

/** The code of the failure, or the status of a success. */
async function outcome(tenant: PracticeTenant, person: PracticePerson = uma, scope?: string): Promise<unknown> {
  const { status, json } = await signIn(tenant, person, scope);
  return (json.error_codes as readonly number[] | undefined)?.[0] ?? status;
}

async function press(tenant: PracticeTenant, fields: Readonly<Record<string, string | boolean>>, button = "Save") {
  const browser = openBrowser(tenant);
  const page = await browser.submit(await browser.open(`${tenant.origin}/company/app`), fields, button);
  expect(page.text).toContain("Saved.");
  return page;
}

test("from a new registration to a token, one step after another on the page", async () => {
  const tenant = await openTenant();
  expect(await outcome(tenant)).toBe(7000218);
  await press(tenant, { publicClientFlows: true });
  expect(await outcome(tenant)).toBe(65001);
  await press(tenant, { account: uma.username }, "Grant for me");
  expect(await outcome(tenant)).toBe(200);
  expect(await outcome(tenant, axel)).toBe(65001);
  const page = await press(tenant, {}, "Grant admin consent for My company");
  expect(page.text).toContain("Everybody");
  expect(await outcome(tenant, axel)).toBe(200);
  expect(await outcome(tenant, uma, "Mail.Read")).toBe(65001);
  await press(tenant, {}, "Withdraw all consent");
  expect(await outcome(tenant)).toBe(65001);
  await press(tenant, { userConsent: false });
  expect(await outcome(tenant)).toBe(90094);
  await press(tenant, { exists: false });
  expect(await outcome(tenant)).toBe(700016);
  await press(tenant, { exists: true, publicClientFlows: false });
  expect(await outcome(tenant)).toBe(7000218);
});

test("the browser needs the redirect URI, and brings consent along", async () => {
  const tenant = await openTenant();
  const browser = openBrowser(tenant);
  expect((await browser.open(authorizeUrl(tenant, atCompany, segment))).text).toContain("AADSTS50011");
  await press(tenant, { "redirectUris http://localhost": true });
  const asks = await walk(tenant, uma, { browser, change: atCompany, segment });
  const end = await browser.submit(asks, {}, "Accept");
  const reply = await redeem(tenant, end, atCompany, segment);
  expect(claimsOf(textOf(reply, "access_token"))).toMatchObject({ tid: companyTenant.tenantId, upn: uma.username });
  expect((await askMe(tenant, textOf(reply, "access_token"))).status).toBe(200);
  expect(await outcome(tenant)).toBe(7000218);
  await press(tenant, { publicClientFlows: true });
  expect(await outcome(tenant)).toBe(200);
  await press(tenant, { "redirectUris http://localhost": false });
  expect((await browser.open(authorizeUrl(tenant, atCompany, segment))).text).toContain("AADSTS50011");
});

test("127.0.0.1 is accepted only where it is registered", async () => {
  const tenant = await openTenant();
  const change = { ...atCompany, redirect_uri: "http://127.0.0.1:5000/" };
  tenant.company.change(ready);
  expect((await openBrowser(tenant).open(authorizeUrl(tenant, change, segment))).text).toContain("AADSTS50011");
  await press(tenant, { "redirectUris http://127.0.0.1": true });
  expect((await openBrowser(tenant).open(authorizeUrl(tenant, change, segment))).title).toBe("Sign in");
});

test("where only admins may consent, people can ask, and an admin can answer for everybody", async () => {
  const tenant = await openTenant();
  tenant.company.change({ ...ready, userConsent: "adminsOnly" });
  const browser = openBrowser(tenant);
  const asks = await walk(tenant, uma, { browser, change: atCompany, segment });
  expect(asks.title).toBe("Need admin approval");
  const other = await browser.submit(asks, {}, "Sign in with another account");
  const consent = await browser.submit(other, { username: axel.username, password: axel.password });
  codeOf(await browser.submit(consent, { forEverybody: true }, "Accept"));
  expect(await outcome(tenant)).toBe(200);
});

test("the multifactor person gets a token in the browser only", async () => {
  const tenant = await openTenant();
  tenant.company.change(ready);
  tenant.company.grant(mona.username);
  const end = await walk(tenant, mona, { change: atCompany, segment });
  expect((await redeem(tenant, end, atCompany, segment)).status).toBe(200);
  expect(await outcome(tenant, mona)).toBe(50076);
});

describe("tenants are apart", () => {
  test("accounts and apps of one are unknown in the other", async () => {
    const tenant = await openTenant();
    tenant.company.change(ready);
    const ada = personWho("works");
    expect(await outcome(tenant, ada)).toBe(50034);
    const { username, password } = uma;
    const practice = { grant_type: "password", client_id: tenant.clientId, username, password, scope: "User.Read" };
    expect((await askToken(tenant, practice)).json).toMatchObject({ error_codes: [50034] });
    expect((await askToken(tenant, { ...practice, ...atCompany })).json).toMatchObject({ error_codes: [700016] });
    for (const segment of ["organizations", "common"]) {
      const end = await walk(tenant, uma, { segment });
      expect(end.text).toContain("AADSTS700016");
    }
    expect((await askToken(tenant, practice, { segment: "organizations" })).json).toMatchObject({
      error_codes: [700016],
    });
  });

  test("organizations leads the company's people to their own tenant", async () => {
    const tenant = await openTenant();
    tenant.company.change(ready);
    tenant.company.grant(uma.username);
    const { username, password } = uma;
    const reply = await askToken(
      tenant,
      { grant_type: "password", ...atCompany, username, password, scope: "openid profile User.Read" },
      { segment: "organizations" },
    );
    expect(claimsOf(textOf(reply, "id_token"))).toMatchObject({
      iss: `${tenant.origin}/${companyTenant.tenantId}/v2.0`,
    });
  });

  test("the company has metadata and a realm of its own", async () => {
    const tenant = await openTenant();
    const { json } = await ask(`${tenant.origin}/${segment}/v2.0/.well-known/openid-configuration`);
    expect(json.issuer).toBe(`${tenant.origin}/${companyTenant.tenantId}/v2.0`);
    const realm = await ask(`${tenant.origin}/common/userrealm/${uma.username}`);
    expect(realm.json).toMatchObject({ account_type: "Managed", domain_name: segment });
    expect((await ask(`${tenant.origin}/common/userrealm/x@${segment}`)).json).toMatchObject({
      account_type: "Managed",
    });
  });
});

test(".default stands for the registered permissions that are consented to", async () => {
  const tenant = await openTenant();
  tenant.company.change({ ...ready, permissions: ["User.Read", "Mail.Read", "api://practice-api/Tasks.Read"] });
  expect(await outcome(tenant, uma, "https://graph.microsoft.com/.default")).toBe(65001);
  tenant.company.grant(uma.username);
  const reply = await signIn(tenant, uma, "https://graph.microsoft.com/.default");
  expect(claimsOf(textOf(reply, "access_token")).scp).toBe("User.Read Mail.Read");
  expect(await outcome(tenant, uma, "api://practice-api/.default")).toBe(200);
});

test("a refresh for what was withdrawn is refused, and the rest of the sign-in lives on", async () => {
  const tenant = await openTenant();
  tenant.company.change(ready);
  tenant.company.grant(uma.username);
  const reply = await signIn(tenant, uma);
  const again = () =>
    askToken(
      tenant,
      { grant_type: "refresh_token", ...atCompany, refresh_token: textOf(reply, "refresh_token") },
      { segment },
    );
  tenant.company.withdraw();
  expect((await again()).json).toMatchObject({ error_codes: [65001], suberror: "consent_required" });
  tenant.company.grant(uma.username);
  expect((await again()).status).toBe(200);
});

test("an unknown permission is a mistake of whoever sets it", async () => {
  const tenant = await openTenant();
  expect(() => tenant.company.change({ permissions: ["Everything"] })).toThrow("Everything");
  expect(tenant.company.app.permissions).toEqual(["User.Read"]);
});

test("the page shows what is registered, says PRACTICE, and lists its people", async () => {
  const tenant = await openTenant();
  tenant.company.change({ ...ready, userConsent: "adminsOnly" });
  const page = await openBrowser(tenant).open(`${tenant.origin}/company/app`);
  expect(page.text).toContain("PRACTICE");
  for (const { username, password } of companyPeople) {
    expect(page.text).toContain(username);
    expect(page.text).toContain(password);
  }
  expect(page.forms[0]?.values).toMatchObject({
    exists: "yes",
    publicClientFlows: "yes",
    "redirectUris http://localhost": "yes",
  });
  expect(page.forms[0]?.values).not.toHaveProperty("userConsent");
});
