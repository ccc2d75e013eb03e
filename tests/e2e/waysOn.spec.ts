// From a failing card to a working token, in a real browser: the ways on from what a password cannot do.
import type { BrowserContext, Page } from "playwright";
import { practiceWords } from "../../shared/practiceWords.ts";
import { actionLabels, explain } from "../../shared/explain.ts";
import { returnPageWords } from "../../shared/returnPageWords.ts";
import { scopeSetWords, signInWords, waitingWords, welcomeWords } from "../../shared/uiWords.ts";
import type { PracticePerson, PracticeSituation } from "../../shared/practicePeople.ts";
import { emptyClipboard, expect, test, type BrowserHost } from "./support/browserHost.ts";
import { openLinkedPage, practiceOrigin, signInThere } from "./support/elsewhere.ts";
import { personWho, toWelcome } from "./support/practice.ts";

test("a second factor: the card leads to the browser, the browser back to an account whose token is accepted", async ({
  startHost,
  context,
  page,
}) => {
  const mona = await refused(await startHost(), context, page, "mfaRequired");
  await page.getByRole("button", { name: actionLabels.browserSignIn, exact: true }).first().click();
  const elsewhere = await openLinkedPage(page);
  await signInThere(elsewhere, mona);
  const number = await elsewhere.locator("b").first().innerText();
  await elsewhere.getByLabel(practiceWords.number.label).fill(number.trim());
  await elsewhere.getByRole("button", { name: practiceWords.number.submit }).click();
  await expect(elsewhere.getByRole("heading", { name: returnPageWords.done.title })).toBeVisible();
  await accepted(page, mona);
});

test("one press opens the authority's page in a tab of this browser, and the terminal has nothing to open", async ({
  startHost,
  context,
  page,
}) => {
  const host = await startHost();
  await refused(host, context, page, "mfaRequired");
  const before = host.printed();
  const [tab] = await Promise.all([
    context.waitForEvent("page"),
    page.getByRole("button", { name: actionLabels.browserSignIn, exact: true }).first().click(),
  ]);
  await expect(tab.getByLabel(practiceWords.signIn.username)).toBeVisible();
  expect(new URL(tab.url()).origin).toBe(await practiceOrigin(page));
  expect(await tab.evaluate(() => `${String(window.opener)} ${document.referrer}`)).toBe("null ");
  await expect(page.getByRole("link", { name: waitingWords.again })).toBeVisible();
  expect(host.printed()).toBe(before);
});

test("consent: asked for in the browser, and given", async ({ startHost, context, page }) => {
  const cora = await refused(await startHost(), context, page, "consentMissing");
  await page.getByRole("button", { name: "Consent in the browser" }).click();
  const elsewhere = await openLinkedPage(page);
  await signInThere(elsewhere, cora);
  await elsewhere.getByRole("button", { name: practiceWords.consent.accept }).click();
  await expect(elsewhere.getByRole("heading", { name: returnPageWords.done.title })).toBeVisible();
  await accepted(page, cora);
});

test("a policy that nobody gets past is an honest end, in the browser and here", async ({
  startHost,
  context,
  page,
}) => {
  const carl = await refused(await startHost(), context, page, "conditionalAccess");
  await page.getByRole("button", { name: actionLabels.browserSignIn, exact: true }).first().click();
  const elsewhere = await openLinkedPage(page);
  await signInThere(elsewhere, carl);
  await expect(elsewhere.getByText("AADSTS53003").first()).toBeVisible();
  await elsewhere.getByRole("button", { name: /Go back/ }).click();
  const evidence = { grant: "authorizationCode", codes: ["AADSTS53003"] } as const;
  const { title, whatHappened } = explain({ kind: "policyBlocked", at: 0, evidence });
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  await expect(page.getByText(whatHappened)).toBeVisible();
});

test("a device code, typed in a browser, brings an account too", async ({ startHost, context, page }) => {
  const host = await startHost();
  await openPage(host, context, page);
  await toWelcome(page);
  await page.getByRole("button", { name: welcomeWords.practiceButton }).click();
  await page.getByRole("button", { name: signInWords.deviceCode, exact: true }).click();
  const code = (await page.locator(".userCode output").innerText()).trim();
  expect(code).toMatch(/^[A-Z\d]{9}$/);
  const elsewhere = await openLinkedPage(page);
  await elsewhere.getByLabel(practiceWords.device.label).fill(code);
  await elsewhere.getByRole("button", { name: practiceWords.device.submit }).click();
  await signInThere(elsewhere, personWho("works"));
  await elsewhere.getByRole("button", { name: practiceWords.device.yes }).click();
  await expect(elsewhere.getByRole("heading", { name: practiceWords.device.doneTitle })).toBeVisible();
  await accepted(page, personWho("works"));
});

async function openPage(host: BrowserHost, context: BrowserContext, page: Page): Promise<void> {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(host.address).origin });
  await page.goto(host.address);
  await emptyClipboard(page);
}

/** Signs in with the password of somebody for whom that is not enough. */
async function refused(host: BrowserHost, context: BrowserContext, page: Page, situation: PracticeSituation) {
  const mona = personWho(situation);
  await openPage(host, context, page);
  await toWelcome(page);
  await page.getByRole("button", { name: welcomeWords.practiceButton }).click();
  await page.getByRole("textbox", { name: signInWords.username, exact: true }).fill(mona.username);
  await page.getByLabel(signInWords.password, { exact: true }).fill(mona.password);
  await page.getByRole("main").getByRole("button", { name: signInWords.submit, exact: true }).click();
  return mona;
}

/** Copies the token in the program's page, and asks the API about it. */
async function accepted(page: Page, { username }: PracticePerson): Promise<void> {
  await page.bringToFront();
  await page.getByRole("button", { name: signInWords.toAccounts }).click();
  await page.getByRole("button", { name: new RegExp(`^${scopeSetWords.copy} `) }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^eyJ/);
  const token = await page.evaluate(() => navigator.clipboard.readText());
  const origin = await practiceOrigin(page);
  const me = await fetch(`${origin}/v1.0/me`, { headers: { authorization: `Bearer ${token}` } });
  expect(me.status).toBe(200);
  expect(await me.json()).toMatchObject({ upn: username });
}
