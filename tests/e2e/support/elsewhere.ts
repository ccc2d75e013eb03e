// Pages that the browser host asks to open, visited in the tab that a person's browser opens for them.
import type { Page } from "playwright";
import { practiceWords } from "../../../shared/practiceWords.ts";
import type { PracticePerson } from "../../../shared/practicePeople.ts";

/** By the link that is there whenever a page is waited for, whether or not a tab was opened for it before. */
export async function openLinkedPage(page: Page): Promise<Page> {
  const link = page.getByRole("link", { name: /^Open the page/ });
  const [tab] = await Promise.all([page.context().waitForEvent("page"), link.click()]);
  return tab;
}

export async function signInThere(page: Page, { username, password }: PracticePerson): Promise<void> {
  await page.getByLabel(practiceWords.signIn.username).fill(username);
  await page.getByLabel(practiceWords.signIn.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: practiceWords.signIn.submit, exact: true }).click();
}

/** Where the practice tenant listens, as the browser host's page knows. */
export function practiceOrigin(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const key = sessionStorage.getItem("tokentray.pageKey") ?? "";
    const reply = await fetch("snapshot", { headers: { "X-TokenTray": key } });
    return ((await reply.json()) as { readonly practice: { readonly origin?: string } }).practice.origin ?? "";
  });
}
