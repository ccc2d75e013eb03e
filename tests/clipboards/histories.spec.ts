// What becomes of a copied token beside each clipboard history: gone after the clearing and after the end, and where the history
// keeps it, the person is told once. The clipboard is X11's, held as Chromium holds it by a helper of the stand-in.
import { setTimeout as after } from "node:timers/promises";
import type { ElectronApplication, Page } from "playwright";
import { clipboardHistories } from "../../shared/clipboardHistories.ts";
import type { Bridge } from "../../shared/contract.ts";
import { noticeWords } from "../../shared/noticeWords.ts";
import { frameWords } from "../../shared/uiWords.ts";
import { ended, windowOf } from "../e2e/support/launch.ts";
import { personWho, signInAs, snapshotOf } from "../e2e/support/practice.ts";
import { expect, test as base } from "../e2e/support/test.ts";
import { clickMenu, labelsOf, noticesOf } from "../e2e/support/tray.ts";
import { historyPrograms, isHere, missingTools, type HistoryProgram } from "./programs.ts";
import { startX11Desktop, type X11Desktop } from "./x11Desktop.ts";

declare const window: { readonly tokentray: Bridge };

const clearMs = 5000;
/** Longer than any history waits before it fills an empty clipboard. */
const lookAgainMs = 4000;
const copyLabel = "Copy access token · ";
const itsTitle = /keeps? the tokens that you copy/;

const test = base.extend<{ readonly desktop: X11Desktop }>({
  desktop: async ({ home }, use) => {
    const desktop = await startX11Desktop(home);
    await use(desktop);
    desktop.end();
  },
});

test.skip(missingTools.length > 0);

for (const program of historyPrograms) {
  const { name, heedsMark } = clipboardHistories[program.id];
  test(`${name}: a token is gone and does not come back${heedsMark === true ? "" : "; that it is kept is told once"}`, async ({
    desktop,
    home,
    launch,
  }) => {
    test.skip(!isHere(program.program));
    desktop.start(program.program);
    const kept = (): Promise<string> => program.kept(desktop.ask, home);
    await atWork(desktop, kept);

    const env = { ...desktop.env, STANDIN_CLIPBOARD: "x11" };
    const application = await launch({ env });
    const page = await readyToCopy(application);
    await clickMenu(application, copyLabel);
    await expect.poll(() => desktop.clipboard()).toMatch(/^eyJ/);
    const token = await desktop.clipboard();

    // What the table says of it is so. Some files have the first letter by its number.
    const inside = token.slice(1, 60);
    const keeps = await within(5000, async () => (await kept()).includes(inside));
    if (keeps) {
      await expect.poll(() => toldIn(application)).toEqual([`${name} keeps the tokens that you copy`]);
      await isToldInWindowAndTray(application, page, program);
    } else expect([heedsMark !== false, await toldIn(application)]).toEqual([true, []]);

    await expect.poll(() => desktop.clipboard(), { timeout: clearMs + 10_000 }).not.toContain("eyJ");
    await staysAway(desktop);
    await clickMenu(application, "Quit TokenTray");
    await ended(application);
    await staysAway(desktop);

    // Copied anew after a restart, and cleared by the end.
    const again = await launch({ env, args: ["--hidden"] });
    await expect.poll(() => labelsOf(again)).toContainEqual(expect.stringContaining(copyLabel));
    await clickMenu(again, copyLabel);
    await expect.poll(() => desktop.clipboard()).toMatch(/^eyJ/);
    await after(2000);
    expect(await toldIn(again)).toEqual([]);
    await clickMenu(again, "Quit TokenTray");
    await ended(again);
    await staysAway(desktop);
  });
}

test("without a history nobody is told of one, and the clipboard is empty after the clearing and after the end", async ({
  desktop,
  launch,
}) => {
  const application = await launch({ env: { ...desktop.env, STANDIN_CLIPBOARD: "x11" } });
  await readyToCopy(application);
  await clickMenu(application, copyLabel);
  await expect.poll(() => desktop.clipboard()).toMatch(/^eyJ/);
  await expect.poll(() => desktop.clipboard(), { timeout: clearMs + 10_000 }).toBe("");
  expect(await toldIn(application)).toEqual([]);
  await clickMenu(application, copyLabel);
  await expect.poll(() => desktop.clipboard()).toMatch(/^eyJ/);
  await clickMenu(application, "Quit TokenTray");
  await ended(application);
  expect(await desktop.clipboard()).toBe("");
});

test("what the person copies before the clearing stays", async ({ desktop, launch }) => {
  const application = await launch({ env: { ...desktop.env, STANDIN_CLIPBOARD: "x11" } });
  await readyToCopy(application);
  await clickMenu(application, copyLabel);
  await expect.poll(() => desktop.clipboard()).toMatch(/^eyJ/);
  desktop.copy("a shopping list");
  await after(clearMs + 1000);
  expect(await desktop.clipboard()).toBe("a shopping list");
});

/** It is at work when it keeps what another program copies; some do not see what is copied while they start. */
async function atWork(desktop: X11Desktop, kept: () => Promise<string>): Promise<void> {
  for (const round of ["one", "two", "three", "four", "five", "six"]) {
    const text = `shopping list ${round}`;
    desktop.copy(text);
    if (await within(8000, async () => (await kept()).includes(text))) return;
  }
  throw new Error("The history keeps nothing");
}

/** Titles of the system notices about histories. */
async function toldIn(application: ElectronApplication): Promise<readonly string[]> {
  const notices = await noticesOf(application);
  return notices.map(({ title }) => title).filter((title) => itsTitle.test(title));
}

async function staysAway(desktop: X11Desktop): Promise<void> {
  await after(lookAgainMs);
  expect(await desktop.clipboard()).not.toContain("eyJ");
}

async function readyToCopy(application: ElectronApplication): Promise<Page> {
  const page = await windowOf(application);
  await page.evaluate((clipboardClearMs) => window.tokentray.command("changeSettings", { clipboardClearMs }), clearMs);
  await signInAs(page, personWho("works"));
  await expect.poll(() => labelsOf(application)).toContainEqual(expect.stringContaining(copyLabel));
  return page;
}

async function isToldInWindowAndTray(
  application: ElectronApplication,
  page: Page,
  { id }: HistoryProgram,
): Promise<void> {
  const notice = (await snapshotOf(page)).notices.find(({ kind }) => kind === "clipboardHistory");
  if (notice === undefined) throw new Error("The windows show no notice");
  const { title, body } = noticeWords(notice);
  expect(body).toContain(clipboardHistories[id].wayOut);
  await expect(page.getByText(body)).toBeVisible();
  expect(await labelsOf(application)).toContain(`${title}…`);
  await page.getByRole("button", { name: frameWords.dismissNamed(title) }).click();
  await expect.poll(() => labelsOf(application)).not.toContain(`${title}…`);
}

/** Whether it comes to hold within this time. */
async function within(limitMs: number, holds: () => Promise<boolean>): Promise<boolean> {
  const endsAt = performance.now() + limitMs;
  while (performance.now() < endsAt) {
    if (await holds()) return true;
    await after(300);
  }
  return false;
}
