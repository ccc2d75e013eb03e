// The admin consent address: an administrator agrees for everybody, anybody else cannot, and the app is told.
import { expect, test } from "vitest";
import type { PracticeTenant } from "../../electron/practice/practiceTenant.ts";
import { companyTenant, practicePeople, practiceTenant } from "../../shared/practicePeople.ts";
import { openTenant, personWho, signIn } from "./asker.ts";
import { openBrowser, signInOnPages } from "./browser.ts";
import { redirectUri } from "./journeys.ts";

const cora = personWho("consentMissing");
const alma = practicePeople.find(({ admin }) => admin === true) ?? cora;
const state = "s &=#é";

function consentUrl(
  tenant: PracticeTenant,
  change: Record<string, string> = {},
  path = `${tenant.tenantId}/v2.0/adminconsent`,
): string {
  const scope = "https://graph.microsoft.com/.default";
  const query = new URLSearchParams({ client_id: tenant.clientId, scope, redirect_uri: redirectUri, state, ...change });
  return `${tenant.origin}/${path}?${query}`;
}

function told(location: URL | undefined): Record<string, string> {
  expect(location?.origin).toBe(redirectUri);
  return Object.fromEntries(location?.searchParams ?? []);
}

test("an admin accepts, the app is told, and everybody's password works", async () => {
  const tenant = await openTenant();
  const browser = openBrowser(tenant);
  const asks = await signInOnPages(browser, await browser.open(consentUrl(tenant)), alma);
  expect(asks.title).toBe("Permissions requested for your organisation");
  expect(asks.text).toContain("Read your calendars");
  const { location } = await browser.submit(asks, {}, "Accept");
  expect(told(location)).toEqual({
    admin_consent: "True",
    tenant: practiceTenant.tenantId,
    scope: "https://graph.microsoft.com/User.Read https://graph.microsoft.com/Calendars.Read",
    state,
  });
  expect((await signIn(tenant, cora)).status).toBe(200);
  expect((await signIn(tenant, cora, "Mail.Read")).json).toMatchObject({ error_codes: [65001] });
});

test("the older address grants all registered permissions, over organizations too", async () => {
  const tenant = await openTenant();
  const browser = openBrowser(tenant);
  const page = await browser.open(consentUrl(tenant, { scope: "" }, "organizations/adminconsent"));
  const { location } = await browser.submit(await signInOnPages(browser, page, alma), {}, "Accept");
  expect(told(location)).toMatchObject({ admin_consent: "True", tenant: practiceTenant.tenantId });
  expect((await signIn(tenant, cora, "api://practice-api/Tasks.Write")).status).toBe(200);
});

test("an admin cancels, and nothing is granted", async () => {
  const tenant = await openTenant();
  const browser = openBrowser(tenant);
  const asks = await signInOnPages(browser, await browser.open(consentUrl(tenant)), alma);
  const answer = told((await browser.submit(asks, {}, "Cancel")).location);
  expect(answer).toMatchObject({ error: "access_denied", error_subcode: "cancel", admin_consent: "True", state });
  expect(answer.error_description).toMatch(/^AADSTS65004/);
  expect((await signIn(tenant, cora)).json).toMatchObject({ error_codes: [65001] });
});

test("somebody who is no admin is told so, cannot accept by a forged form, and may change the account", async () => {
  const tenant = await openTenant();
  const browser = openBrowser(tenant);
  const page = await signInOnPages(browser, await browser.open(consentUrl(tenant)), personWho("works"));
  expect(page.text).toContain("This account is not an administrator");
  const body = new URLSearchParams({ once: page.forms[0]?.values.once ?? "", action: "go", forEverybody: "yes" });
  expect((await fetch(`${tenant.origin}/signin`, { method: "POST", body, redirect: "manual" })).status).toBe(400);
  expect((await signIn(tenant, cora)).json).toMatchObject({ error_codes: [65001] });
  const second = await signInOnPages(browser, await browser.open(consentUrl(tenant)), personWho("works"));
  const again = await browser.submit(second, {}, "Sign in with another account");
  expect((await signInOnPages(browser, again, alma)).title).toContain("Permissions requested");
});

test("what cannot be asked for goes back to the app as an error", async () => {
  const tenant = await openTenant();
  const browser = openBrowser(tenant);
  const { location } = await browser.open(consentUrl(tenant, { scope: "Everything" }));
  expect(told(location)).toMatchObject({ error: "invalid_scope", state });
  expect(told((await browser.open(consentUrl(tenant, { scope: "" }))).location)).toMatchObject({
    error: "invalid_request",
  });
});

test("an app of another tenant, and one without redirect URI, stay on the page", async () => {
  const tenant = await openTenant();
  const browser = openBrowser(tenant);
  expect((await browser.open(consentUrl(tenant, { client_id: companyTenant.clientId }))).text).toContain(
    "AADSTS700016",
  );
  const path = `${companyTenant.tenantId}/v2.0/adminconsent`;
  expect((await browser.open(consentUrl(tenant, { client_id: companyTenant.clientId }, path))).text).toContain(
    "AADSTS50011",
  );
});
