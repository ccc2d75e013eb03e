// The browser host as people meet it: a command prints an address, a browser opens it, a copy lands on the clipboard.
import type { BrowserContext, Page } from "playwright";
import { browserHostWords, scopeSetWords, screenTitles, signInWords, welcomeWords } from "../../shared/uiWords.ts";
import { setupStepTitles } from "../../shared/setupUiWords.ts";
import { findMarker } from "../support/canary.ts";
import { emptyClipboard, expect, test } from "./support/browserHost.ts";
import { personWho, toWelcome } from "./support/practice.ts";

const ada = personWho("works");

test("sign in, copy, accepted by the API; a reload keeps what is there, and no secret stays on the page", async ({
  startHost,
  context,
  page,
}) => {
  const host = await startHost();
  const { origin } = new URL(host.address);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  const answers = recordAnswers(page);
  await page.goto(host.address);
  await emptyClipboard(page);
  await signIn(page);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(screenTitles.accounts);
  await copy(page);
  await expect(page.getByText(browserHostWords.copied)).toBeAttached();

  const token = await page.evaluate(() => navigator.clipboard.readText());
  expect(token).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(await acceptedBy(page, token)).toEqual([200, ada.username]);
  expect((await acceptedBy(page, `${token.slice(0, -4)}AAAA`))[0]).toBe(401);

  const kept = await whatIsKept(page, context);
  const signature = token.split(".")[2] ?? "";
  for (const marker of [ada.password, signature]) expect(findMarker(Buffer.from(kept), marker)).toEqual([]);
  const holding = (await answers()).filter(({ body }) => findMarker(body, signature).length > 0);
  expect(holding.map(({ path }) => path)).toEqual(["/copy"]);
  expect(findMarker(Buffer.from(host.printed()), signature)).toEqual([]);
  expect(host.leftFiles()).toEqual([]);
});

test("the key leaves the address bar at once and works once: a second browser is told why it is refused", async ({
  startHost,
  browser,
  page,
}) => {
  const host = await startHost();
  await page.goto(host.address);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(setupStepTitles[0]);
  expect(page.url()).toBe(`${new URL(host.address).origin}/`);

  const second = await browser.newContext();
  const other = await second.newPage();
  await other.goto(host.address);
  await expect(other.getByRole("heading", { level: 1 })).toHaveText(browserHostWords.refusedTitle);
  await expect(other.getByText(browserHostWords.refused)).toBeVisible();
  await expect(other.getByRole("listitem")).toHaveText([...browserHostWords.refusedSteps]);
  await second.close();

  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(setupStepTitles[0]);
});

test("Ctrl-C ends the program well, and the page says at once that it has ended", async ({ startHost, page }) => {
  const host = await startHost();
  await page.goto(host.address);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(setupStepTitles[0]);
  expect(await host.interrupt()).toBe(0);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(browserHostWords.endedTitle, { timeout: 2_000 });
  await expect(fetch(new URL(host.address).origin)).rejects.toThrow("fetch failed");
  expect(host.leftFiles()).toEqual([]);
});

test("npm start without a display says why once, prints one address, and the page repeats the reason", async ({
  startHost,
  page,
}) => {
  test.skip(process.platform !== "linux", "other systems always have a display");
  const host = await startHost("npmStart");
  const lines = host.printed().split("\n");
  const reasons = lines.filter((line) => line.includes("ELECTRON_MIRROR"));
  expect(reasons).toHaveLength(1);
  expect(lines.filter((line) => line.includes("http://"))).toHaveLength(1);
  expect(host.printed()).not.toMatch(/Error|^\s+at /m);
  await page.goto(host.address);
  await expect(page.getByText(reasons[0] ?? "")).toBeVisible();
});

async function signIn(page: Page): Promise<void> {
  await toWelcome(page);
  await page.getByRole("button", { name: welcomeWords.practiceButton }).click();
  await page.getByRole("textbox", { name: signInWords.username, exact: true }).fill(ada.username);
  await page.getByLabel(signInWords.password, { exact: true }).fill(ada.password);
  await page.getByRole("main").getByRole("button", { name: signInWords.submit, exact: true }).click();
  await page.getByRole("button", { name: signInWords.toAccounts }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(screenTitles.accounts);
}

async function copy(page: Page): Promise<void> {
  await page.getByRole("button", { name: new RegExp(`^${scopeSetWords.copy} `) }).click();
}

/** What the practice tenant's API answers, asked from outside of the page. */
async function acceptedBy(page: Page, token: string): Promise<readonly [status: number, upn: unknown]> {
  const snapshot = await page.evaluate(async () => {
    const reply = await fetch("snapshot", {
      headers: { "X-TokenTray": sessionStorage.getItem("tokentray.pageKey") ?? "" },
    });
    return (await reply.json()) as { readonly practice: { readonly origin?: string } };
  });
  const reply = await fetch(`${snapshot.practice.origin ?? ""}/v1.0/me`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { upn } = (await reply.json()) as { readonly upn?: unknown };
  return [reply.status, upn];
}

/** Everything that stays after the copy: the document with what its fields hold, both storages, cookies, the history. */
async function whatIsKept(page: Page, context: BrowserContext): Promise<string> {
  const inPage = await page.evaluate(async () => ({
    markup: document.documentElement.outerHTML,
    fields: [...document.querySelectorAll("input")].map(({ value }) => value),
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    history: history.state as unknown,
    address: location.href,
    name: window.name,
  }));
  expect(inPage.markup.length).toBeGreaterThan(1_000);
  return JSON.stringify([inPage, await context.storageState({ indexedDB: true })]);
}

interface Answer {
  readonly path: string;
  readonly body: Uint8Array;
}

/** Bodies of all that the host answers from now on, but for the stream of events, which has no end. */
function recordAnswers(page: Page): () => Promise<readonly Answer[]> {
  const answers: Promise<Answer>[] = [];
  page.on("response", (reply) => {
    const path = new URL(reply.url()).pathname;
    if (path === "/events") return;
    const body = reply.body().catch(() => new Uint8Array());
    answers.push(body.then((bytes) => ({ path, body: bytes })));
  });
  return () => Promise.all(answers);
}
