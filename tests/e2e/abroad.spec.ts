// Accounts whose password or token is another house's: a federated organisation, and a tenant where one is a guest.
import { companyTenant, practicePeople, practiceTenant } from "../../shared/practicePeople.ts";
import { accountsWords, scopeSetWords, signInStepWords, signInWords } from "../../shared/uiWords.ts";
import { windowOf } from "./support/launch.ts";
import { askMe, personWho, signInAs, snapshotOf } from "./support/practice.ts";
import { expect, test } from "./support/test.ts";
import { clickMenu, clipboardText, labelsOf } from "./support/tray.ts";

test("a federated password is checked at the organisation's own service, shown as a step, and its token copied", async ({
  launch,
}) => {
  const fred = personWho("federated");
  const application = await launch();
  const page = await windowOf(application);
  // The step passes faster than a test looks.
  await page.evaluate((step) => {
    const look = (): void => {
      if (document.body.textContent.includes(step)) document.documentElement.dataset["seen"] = step;
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  }, signInStepWords.federation);
  await signInAs(page, fred);
  await page.getByRole("button", { name: signInWords.toAccounts }).click();
  await expect(page.locator("html")).toHaveAttribute("data-seen", signInStepWords.federation);
  const { attempts } = await snapshotOf(page);
  const asked = new Set(attempts.map(({ grant, outcome }) => `${grant} ${outcome}`));
  expect([...asked]).toEqual(["samlBearer succeeded"]);
  await clickMenu(application, "Copy access token · ");
  await expect.poll(() => clipboardText(application)).toMatch(/^eyJ/);
  const me = await askMe(page, await clipboardText(application));
  expect(me.status).toBe(200);
  expect(me.body).toContain(fred.username);
});

test("a guest adds a tenant to an account and copies a token of each", async ({ launch }) => {
  const greta = practicePeople.find(({ guestIn }) => guestIn === "company");
  if (greta === undefined) throw new Error("Nobody is a guest elsewhere");
  const application = await launch();
  const page = await windowOf(application);
  await signInAs(page, greta);
  await page.getByRole("button", { name: signInWords.toAccounts }).click();
  await page.locator("summary", { hasText: accountsWords.manage }).click();
  const form = page.getByRole("group", { name: accountsWords.addScopeSet });
  await form.getByLabel(accountsWords.scopes).fill(companyTenant.scopes.join(" "));
  await form.getByLabel(accountsWords.tenant).fill(companyTenant.domain);
  await form.getByRole("button", { name: accountsWords.add, exact: true }).click();

  const copy = page.getByRole("button", { name: new RegExp(`^${scopeSetWords.copy} `) });
  await expect(copy).toHaveCount(2);
  const copiedTenant = async (): Promise<unknown> => tenantOf(await clipboardText(application));
  await copy.filter({ hasText: companyTenant.domain }).click();
  await expect.poll(copiedTenant).toBe(companyTenant.tenantId);
  await expect(page.getByText(`Guest in ${companyTenant.domain} as `)).toBeVisible();
  await copy.filter({ hasNotText: companyTenant.domain }).click();
  await expect.poll(copiedTenant).toBe(practiceTenant.tenantId);
  const there = new RegExp(`^Copy access token · .+ · ${companyTenant.domain} · .+ left$`);
  const entry = (await labelsOf(application)).find((label) => there.test(label));
  await clickMenu(application, entry ?? "no entry for the other tenant");
  await expect.poll(copiedTenant).toBe(companyTenant.tenantId);
});

/** The tenant that a token is of; nothing where there is no token. */
function tenantOf(token: string): unknown {
  const payload = token.split(".")[1];
  if (payload === undefined) return undefined;
  return (JSON.parse(Buffer.from(payload, "base64url").toString()) as { readonly tid?: unknown }).tid;
}
