// Pages that the browser host asks to open, visited in a second tab as a person's browser would.
import type { BrowserContext, Page } from "playwright";
import { practiceWords } from "../../../shared/practiceWords.ts";
import type { PracticePerson } from "../../../shared/practicePeople.ts";
import { serveWords } from "../../../shared/terminalWords.ts";
import { expect, type BrowserHost } from "./browserHost.ts";

/** Where there is no system browser to open, the host prints the address: here is a tab with the newest one. */
export async function openAddress(host: BrowserHost, context: BrowserContext): Promise<Page> {
  const start = serveWords.linkToOpen("");
  const lines = (): readonly string[] =>
    host
      .printed()
      .split("\n")
      .filter((line) => line.startsWith(start));
  await expect.poll(() => lines().length).toBeGreaterThan(opened.get(host) ?? 0);
  opened.set(host, lines().length);
  const elsewhere = await context.newPage();
  await elsewhere.goto(lines().at(-1)?.slice(start.length).trim() ?? "");
  return elsewhere;
}

const opened = new WeakMap<BrowserHost, number>();

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
