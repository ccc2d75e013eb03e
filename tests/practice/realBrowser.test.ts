// The pages in a real browser: what only one can show, such as policies on forms, cookies and accessibility.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { PracticeTenant } from "../../electron/practice/practiceTenant.ts";
import { companyPeople, companyTenant, type PracticePerson } from "../../shared/practicePeople.ts";
import { prepareChromium } from "../support/chromium.ts";
import { ask, askToken, everyScope, openTenant, personWho, textOf } from "./asker.ts";
import { atCompany, authorizeUrl, codeParameters } from "./journeys.ts";

const patient = { timeout: 120_000 };
let browser: Browser;

beforeAll(async () => {
  const { executablePath, args, env, chromiumSandbox } = await prepareChromium();
  browser = await chromium.launch({ executablePath, args, env, chromiumSandbox });
}, patient.timeout);
afterAll(async () => browser.close());

async function openPage(): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext();
  onTestFinished(async () => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  // A page may answer 400; anything else that the console says, a policy's complaint above all, is a fault.
  page.on("console", (message) => void (/status of 400/.test(message.text()) || complaints.push(message.text())));
  return { page, complaints };
}

/** An app's listener for the way back; tells the address that was called. */
async function listen(): Promise<{ redirectUri: string; called: Promise<URL> }> {
  const { promise, resolve } = Promise.withResolvers<URL>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname === "/") resolve(url);
    response.setHeader("Content-Type", "text/html").end("<!doctype html><title>Back</title><h1>Back at the app</h1>");
  });
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  return { redirectUri: `http://localhost:${(server.address() as AddressInfo).port}`, called: promise };
}

/** On the page with this heading, and no other. */
async function expectAccessible(page: Page, heading: string): Promise<void> {
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}

async function typeIn(page: Page, { username, password }: PracticePerson): Promise<void> {
  await page.getByLabel("User name").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function tokenFor(tenant: PracticeTenant, called: URL, redirectUri: string, change: Record<string, string> = {}) {
  const code = called.searchParams.get("code") ?? "";
  const parameters = { ...codeParameters(tenant, code), redirect_uri: redirectUri, ...change };
  return askToken(tenant, parameters, { segment: "organizations" });
}

test("second proof, consent and the way back to the app's own listener", patient, async () => {
  const tenant = await openTenant();
  const { redirectUri, called } = await listen();
  const { page, complaints } = await openPage();
  const milo = personWho("mfaRequired");
  await page.goto(authorizeUrl(tenant, { redirect_uri: redirectUri, login_hint: milo.username, prompt: "consent" }));
  await expectAccessible(page, "Sign in");
  expect(await page.getByLabel("User name").inputValue()).toBe(milo.username);
  await page.keyboard.type(milo.password);
  await page.keyboard.press("Enter");
  const number = await page.getByLabel("Your other device").locator("b").textContent();
  await expectAccessible(page, "Approve the sign-in");
  await page.keyboard.type(number?.trim() ?? "");
  await page.keyboard.press("Enter");
  await expectAccessible(page, "Permissions requested");
  await page.getByRole("button", { name: "Accept" }).click();
  await page.getByRole("heading", { name: "Back at the app" }).waitFor();
  expect((await tokenFor(tenant, await called, redirectUri)).status).toBe(200);
  await page.goto(authorizeUrl(tenant, { redirect_uri: redirectUri, prompt: "select_account" }));
  await expectAccessible(page, "Pick an account");
  await page.getByRole("button", { name: milo.username }).click();
  await page.getByRole("heading", { name: "Back at the app" }).waitFor();
  expect(complaints).toEqual([]);
});

test(
  "the company's app is set up, its user signs in by device code, and the admin approves in the browser",
  patient,
  async () => {
    const tenant = await openTenant();
    const { redirectUri, called } = await listen();
    const { page, complaints } = await openPage();
    await page.goto(`${tenant.origin}/company/app`);
    await expectAccessible(page, "My company: app registration");
    await page.getByLabel("Allow public client flows").check();
    await page.getByLabel("http://localhost").check();
    await page.getByLabel("People may consent for themselves").uncheck();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();
    const [uma, axel] = companyPeople;
    if (uma === undefined || axel === undefined) throw new Error("The company has lost its people.");
    const query = new URLSearchParams({ ...atCompany, scope: "User.Read", redirect_uri: redirectUri, state: "1" });
    await page.goto(`${tenant.origin}/${companyTenant.tenantId}/v2.0/adminconsent?${query}`);
    await typeIn(page, axel);
    await expectAccessible(page, "Permissions requested for your organisation");
    await page.getByRole("button", { name: "Accept" }).click();
    await page.getByRole("heading", { name: "Back at the app" }).waitFor();
    expect((await called).searchParams.get("admin_consent")).toBe("True");
    const body = new URLSearchParams({ ...atCompany, scope: everyScope });
    const begun = await ask(`${tenant.origin}/${companyTenant.domain}/oauth2/v2.0/devicecode`, {
      method: "POST",
      body,
    });
    await page.goto(textOf(begun, "verification_uri"));
    await expectAccessible(page, "Enter the code");
    await page.getByLabel("Code").fill(textOf(begun, "user_code").toLowerCase());
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("button", { name: "Use another account" }).click();
    await typeIn(page, uma);
    await expectAccessible(page, "Are you trying to sign in");
    await page.getByRole("button", { name: "Yes, go on" }).click();
    await page.getByRole("heading", { name: "You are signed in" }).waitFor();
    const grant = {
      grant_type: "urn:ietf:params:oauth:grant-type:device_code",
      device_code: textOf(begun, "device_code"),
    };
    expect((await askToken(tenant, { ...atCompany, ...grant }, { segment: companyTenant.domain })).status).toBe(200);
    expect(complaints).toEqual([]);
  },
);

test("refusals, the approval page and the tenant's own page are accessible in light and dark", patient, async () => {
  const tenant = await openTenant();
  tenant.company.change({ redirectUris: ["http://localhost"], userConsent: "adminsOnly" });
  const { page, complaints } = await openPage();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(tenant.origin);
    await expectAccessible(page, "PRACTICE tenant");
    await page.goto(authorizeUrl(tenant, { redirect_uri: "http://evil.test" }));
    await expectAccessible(page, "This did not work");
    await page.goto(authorizeUrl(tenant, { prompt: "login" }));
    await typeIn(page, { ...personWho("works"), password: "wrong" });
    await page.getByRole("alert").waitFor();
    await expectAccessible(page, "Sign in");
    await typeIn(page, personWho("conditionalAccess"));
    await expectAccessible(page, "You cannot sign in");
    await page.goto(authorizeUrl(tenant, { ...atCompany, prompt: "login" }, companyTenant.domain));
    await typeIn(page, companyPeople[0] ?? personWho("works"));
    await expectAccessible(page, "Need admin approval");
  }
  expect(complaints).toEqual([]);
});

test("another site's page cannot send a form here, even a person pressing its button", patient, async () => {
  const tenant = await openTenant();
  const { page } = await openPage();
  const server = createServer((_request, response) => {
    const form = `<form method="post" action="${tenant.origin}/company/app"><input name="action" value="withdraw"><button>Win</button></form>`;
    response.setHeader("Content-Type", "text/html").end(form);
  });
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  await page.getByRole("button", { name: "Win" }).click();
  await page.getByText("Other sites may not ask here.").waitFor();
  expect(tenant.requests).toEqual([]);
});
