// The guide in a real browser: every road to consent, from a new registration at my company to a token.
import type { BrowserContext, Page } from "playwright";
import { companyPeople, companyTenant, type PracticePerson } from "../../shared/practicePeople.ts";
import { practiceWords } from "../../shared/practiceWords.ts";
import { roadWords } from "../../shared/setup/consentWords.ts";
import type { Road } from "../../shared/setup/consentRoads.ts";
import {
  appStepWords,
  consentStepWords,
  placeWords,
  setupStepTitles,
  setupWords,
  tryStepWords,
} from "../../shared/setupUiWords.ts";
import { signInWords } from "../../shared/uiWords.ts";
import { expect, test, type BrowserHost } from "./support/browserHost.ts";
import { openLinkedPage, signInThere } from "./support/elsewhere.ts";

const personNamed = (name: string): PracticePerson => {
  const found = companyPeople.find(({ username }) => username.startsWith(name));
  if (found === undefined) throw new Error(`nobody is called ${name}`);
  return found;
};
const uma = personNamed("uma");
const axel = personNamed("axel");
const heading = (page: Page, step: number) =>
  expect(page.getByRole("heading", { level: 1 })).toHaveText(setupStepTitles[step - 1] ?? "");
const next = (page: Page) => page.getByRole("button", { name: setupWords.next, exact: true }).click();

test("the developer's own grant at the registration, then the password", async ({ startHost, context, page }) => {
  const { company } = await toConsent(await startHost(), context, page);
  await company.getByLabel(practiceWords.company.account).selectOption(uma.username);
  await company.getByRole("button", { name: practiceWords.company.grantForMe }).click();
  await tryIt(page, uma);
});

test("the admin's grant at the registration, then anybody's password", async ({ startHost, context, page }) => {
  const { company } = await toConsent(await startHost(), context, page);
  await company.getByRole("button", { name: practiceWords.company.grantForEverybody }).click();
  await tryIt(page, axel);
});

test("one's own consent in the browser, then “Check now”", async ({ startHost, context, page }) => {
  await toConsent(await startHost(), context, page);
  await road(page, "userInBrowser").getByRole("button", { name: consentStepWords.buttons.userInBrowser }).click();
  const elsewhere = await openLinkedPage(page);
  await signInThere(elsewhere, uma);
  await elsewhere.getByRole("button", { name: practiceWords.consent.accept }).click();
  await expect(page.getByText(consentStepWords.userDone(uma.username))).toBeVisible();
  await page.getByRole("button", { name: consentStepWords.check }).click();
  await expect(page.getByText(consentStepWords.checked("").slice(0, 10))).toBeVisible();
});

test("an admin's consent from the app, then anybody's password", async ({ startHost, context, page }) => {
  await toConsent(await startHost(), context, page);
  await road(page, "adminByAddress").getByRole("button", { name: consentStepWords.buttons.adminByAddress }).click();
  const elsewhere = await openLinkedPage(page);
  await signInThere(elsewhere, axel);
  await elsewhere.getByRole("button", { name: practiceWords.consent.accept }).click();
  await expect(page.getByText(consentStepWords.adminDone(companyTenant.tenantId))).toBeVisible();
  await tryIt(page, uma);
});

function road(page: Page, name: Road) {
  return page.getByRole("article").filter({ has: page.getByRole("heading", { name: roadWords[name].title }) });
}

/** Through the first three steps, with the registration's page open beside and its switches set as the guide says. */
async function toConsent(host: BrowserHost, context: BrowserContext, page: Page): Promise<{ readonly company: Page }> {
  await page.goto(host.address);
  await heading(page, 1);
  await page.getByRole("radio", { name: placeWords.company.title }).check();
  await next(page);
  await heading(page, 2);
  await page.getByRole("button", { name: appStepWords.takeCompany }).click();
  await next(page);
  await heading(page, 3);
  await page.getByRole("button", { name: "Save and go on" }).click();
  await heading(page, 4);
  await road(page, "adminInPortal").getByRole("button", { name: consentStepWords.buttons.adminInPortal }).click();
  const link = page.getByRole("link", { name: appStepWords.openCompany });
  await expect(link).toHaveAttribute("href", /^http:\/\/127\.0\.0\.1:\d+\/company\/app$/);
  const company = await context.newPage();
  await company.goto((await link.getAttribute("href")) ?? "");
  await company.getByLabel(practiceWords.company.publicFlows).check();
  await company.getByLabel("http://localhost", { exact: true }).check();
  await company.getByRole("button", { name: practiceWords.company.save, exact: true }).click();
  await expect(company.getByText(practiceWords.company.saved)).toBeVisible();
  await page.bringToFront();
  return { company };
}

/** Step 5: the password works now. */
async function tryIt(page: Page, { username, password }: PracticePerson): Promise<void> {
  await page.bringToFront();
  await next(page);
  await heading(page, 5);
  await page.getByRole("textbox", { name: signInWords.username, exact: true }).fill(username);
  await page.getByLabel(signInWords.password, { exact: true }).fill(password);
  await page.getByRole("main").getByRole("button", { name: signInWords.submit, exact: true }).click();
  await expect(page.getByText(tryStepWords.works(username))).toBeVisible();
}
