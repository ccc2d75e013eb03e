// The browser host beside others: a second one, other programs' cookies, pages without a key, and an end without a word.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Page } from "playwright";
import {
  browserHostWords,
  frameWords,
  scopeSetWords,
  screenTitles,
  signInWords,
  welcomeWords,
} from "../../shared/uiWords.ts";
import { setupStepTitles } from "../../shared/setupUiWords.ts";
import { expect, test, type BrowserHost } from "./support/browserHost.ts";
import { personWho, toWelcome } from "./support/practice.ts";

const ada = personWho("works");

test("two hosts live side by side, through reloads of either", async ({ startHost, context }) => {
  const first = await signedInPage(await startHost(), context);
  const second = await signedInPage(await startHost(), context);
  for (const page of [first, second, first]) {
    await copies(page);
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(screenTitles.accounts);
    await copies(page);
  }
});

test("no cookie that another program of this computer sets keeps the page out", async ({ startHost, context }) => {
  const host = await startHost();
  const page = await signedInPage(host, context);
  const names = new Set((await context.cookies()).map(({ name }) => name));
  expect([...names]).toEqual([`tokentray-${new URL(host.address).port}`]);
  const big = Array.from({ length: 30 }, (_, index) => `dev${index}=${"c".repeat(1_000)}; Path=/`);
  const planted = ["tokentray", ...names].map((name) => `${name}=evil; Path=/`);
  const seen = await visitOther(context, [...planted, ...big]);
  expect(seen).not.toContain("tokentray");
  await copies(page);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(screenTitles.accounts);
  await copies(page);
});

test("a page without a key says so and what to do, and takes a new address in the same tab", async ({
  startHost,
  context,
}) => {
  const host = await startHost();
  const page = await context.newPage();
  await page.goto(new URL(host.address).origin);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(browserHostWords.refusedTitle);
  await expect(page.getByRole("listitem").first()).toContainText("press Enter");
  await page.goto(host.address);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(setupStepTitles[0]);

  await context.clearCookies();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(browserHostWords.refusedTitle);
  await page.evaluate(() => sessionStorage.setItem("tokentray.pageKey", "guessed"));
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(browserHostWords.refusedTitle);
});

test("where the program is gone without a word, the page says so within seconds and offers no copy", async ({
  startHost,
  context,
}) => {
  const host = await startHost();
  const page = await signedInPage(host, context);
  await host.kill();
  await expect(page.getByRole("alert").filter({ hasText: browserHostWords.lost })).toBeVisible();
  await expect(page.getByRole("button", { name: new RegExp(`^${scopeSetWords.copy} `) })).toBeDisabled();
  const tray = page.getByRole("navigation", { name: browserHostWords.trayTitle });
  await expect(tray.getByRole("button", { name: /^Copy access token/ })).toBeDisabled();
});

async function signedInPage(host: BrowserHost, context: BrowserContext): Promise<Page> {
  const { origin } = new URL(host.address);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  const page = await context.newPage();
  await page.goto(host.address);
  await toWelcome(page);
  await page.getByRole("button", { name: welcomeWords.practiceButton }).click();
  await page.getByRole("textbox", { name: signInWords.username, exact: true }).fill(ada.username);
  await page.getByLabel(signInWords.password, { exact: true }).fill(ada.password);
  await page.getByRole("main").getByRole("button", { name: signInWords.submit, exact: true }).click();
  await page.getByRole("button", { name: signInWords.toAccounts }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(screenTitles.accounts);
  return page;
}

async function copies(page: Page): Promise<void> {
  await page.bringToFront();
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await page.getByRole("button", { name: new RegExp(`^${scopeSetWords.copy} `) }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^eyJ/);
}

/** Another program's page on another port of the same address, which sets these cookies. Answers with those it was brought. */
async function visitOther(context: BrowserContext, cookies: readonly string[]): Promise<string> {
  let brought = "";
  const server = createServer((request, reply) => {
    brought += request.headers.cookie ?? "";
    reply.writeHead(200, { "Content-Type": "text/html", "Set-Cookie": [...cookies] }).end("hello");
  });
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  const other = await context.newPage();
  await other.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await other.close();
  server.closeAllConnections();
  server.close();
  return brought;
}

test("Back and Forward go between screens, and a reload stays on the one that the address names", async ({
  startHost,
  context,
}) => {
  const host = await startHost();
  const page = await signedInPage(host, context);
  const heading = page.getByRole("heading", { level: 1 });
  const go = (name: string) =>
    page.getByRole("navigation", { name: frameWords.navigation }).getByRole("button", { name, exact: true }).click();
  await go(screenTitles.settings);
  await go(screenTitles.about);
  expect(new URL(page.url()).hash).toBe("#about");
  await page.goBack();
  await expect(heading).toHaveText(screenTitles.settings);
  await page.reload();
  await expect(heading).toHaveText(screenTitles.settings);
  await page.goForward();
  await expect(heading).toHaveText(screenTitles.about);
  await page.goBack();
  await page.goBack();
  await expect(heading).toHaveText(screenTitles.accounts);
  expect(await page.evaluate(() => JSON.stringify([window.history.state, document.referrer]))).not.toContain("@");
  expect(page.url()).not.toContain("key=");
});
