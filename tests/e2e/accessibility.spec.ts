// Every screen of the real hosts: axe, reflow, forced colours, and the whole journey without a mouse.
import type { Page } from "playwright";
import { lockWords } from "../../shared/lockWords.ts";
import { setupStepTitles } from "../../shared/setupUiWords.ts";
import {
  frameWords,
  accountsWords,
  practiceWords,
  scopeSetWords,
  screenTitles,
  signInWords,
  welcomeWords,
} from "../../shared/uiWords.ts";
import { emptyClipboard, test as browserTest } from "./support/browserHost.ts";
import { focusOf, invisibleParts, seriousFindings, tooWideBy } from "./support/looks.ts";
import { windowOf } from "./support/launch.ts";
import { personWho, snapshotOf } from "./support/practice.ts";
import { expect, test } from "./support/test.ts";
import { tour } from "./support/tour.ts";
import { clipboardText } from "./support/tray.ts";

/** Most rules read the markup, which is the same in every look; these read colours and sizes. */
const rulesOfLooks = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"];
const looks = [
  { name: "light, 480 pixels wide", colorScheme: "light", width: 480 },
  { name: "dark, 480 pixels wide", colorScheme: "dark", width: 480, rules: rulesOfLooks },
  { name: "light, 320 pixels wide", colorScheme: "light", width: 320, rules: rulesOfLooks },
  { name: "dark, 320 pixels wide", colorScheme: "dark", width: 320, rules: rulesOfLooks },
] as const;

test.describe("the desktop app", () => {
  test("axe finds nothing serious on any screen, in light and dark, 480 and 320 pixels wide", async ({ launch }) => {
    test.setTimeout(300_000);
    await axeOnTheTour(await windowOf(await launch()));
  });

  test("at 320 pixels no screen scrolls sideways, and forced colours hide nothing", async ({ launch }) => {
    await narrowAndForced(await windowOf(await launch()));
  });

  test("the whole journey goes with Tab, Enter and Space, and the focus is seen all the way", async ({ launch }) => {
    const application = await launch();
    await journey(await windowOf(application), () => clipboardText(application));
  });

  test("the lock is set, locked and unlocked without a mouse, and the focus is seen all the way", async ({
    launch,
  }) => {
    const page = await windowOf(await launch());
    await press(page, `button ${screenTitles.settings}`, "Enter");
    await expectFocusOn(page, `h1 ${screenTitles.settings}`);
    await press(page, `select ${lockWords.whenIdle}`, "ArrowDown");
    await press(page, `input ${lockWords.withSystem}`, "Space");
    await press(page, `input ${lockWords.hideNames}`, "Space");
    const set = { lockWhenIdleMs: 60_000, lockWithSystem: true, hideNamesInNotices: true };
    await expect.poll(async () => (await snapshotOf(page)).settings).toMatchObject(set);
    await press(page, `button ${lockWords.lockNow}`, "Enter");
    await expectFocusOn(page, `h1 ${lockWords.title}`);
    await press(page, `button ${lockWords.unlock}`, "Enter");
    await expect(page.getByRole("navigation", { name: frameWords.navigation })).toBeVisible();
    await expectFocusOn(page, "h1 ");
  });
});

browserTest.describe("the browser host", () => {
  browserTest(
    "axe finds nothing serious on any screen, in light and dark, 480 and 320 pixels wide",
    async ({ startHost, page }) => {
      browserTest.setTimeout(300_000);
      await page.goto((await startHost()).address);
      await axeOnTheTour(page);
    },
  );

  browserTest(
    "at 320 pixels no screen scrolls sideways, and forced colours hide nothing",
    async ({ startHost, page }) => {
      await page.goto((await startHost()).address);
      await narrowAndForced(page);
    },
  );

  browserTest(
    "the whole journey goes with Tab, Enter and Space, and the focus is seen all the way",
    async ({ startHost, context, page }) => {
      const { address } = await startHost();
      await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(address).origin });
      await page.goto(address);
      await emptyClipboard(page);
      await journey(page, () => page.evaluate(() => navigator.clipboard.readText()));
    },
  );
});

async function axeOnTheTour(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const { name, go } of tour) {
    await go(page);
    for (const { name: look, colorScheme, width, ...only } of looks) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 720 });
      expect(await seriousFindings(page, only), `${name}, ${look}`).toEqual([]);
    }
  }
}

async function narrowAndForced(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 720 });
  for (const { name, go } of tour) {
    await page.emulateMedia({ forcedColors: "none", reducedMotion: "reduce" });
    await go(page);
    expect(await tooWideBy(page), name).toBeLessThanOrEqual(0);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ forcedColors: "active", colorScheme });
      const { looked, invisible } = await invisibleParts(page);
      expect(looked, name).toBeGreaterThan(5);
      expect(invisible, `${name}, forced colours, ${colorScheme}`).toEqual([]);
    }
  }
}

/** Welcome → practice tenant → a person → sign in → copy → sign out, by keyboard alone. */
async function journey(page: Page, copied: () => Promise<string>): Promise<void> {
  const ada = personWho("works");
  await expectFocusOn(page, `h1 ${setupStepTitles[0]}`);
  await press(page, `button ${frameWords.welcome}`, "Enter");
  await expectFocusOn(page, `h1 ${screenTitles.welcome}`);
  await press(page, `button ${welcomeWords.practiceButton}`, "Enter");
  await expectFocusOn(page, `h1 ${screenTitles.signIn}`);
  await press(page, `button ${practiceWords.takeNamed(ada.name)}`, "Space");
  await expectFocusOn(page, "input");
  await press(page, `button ${signInWords.submit}`, "Enter");
  await expectFocusOn(page, `h2 ${signInWords.succeededTitle}`);
  await press(page, `button ${signInWords.toAccounts}`, "Enter");
  await expectFocusOn(page, `h1 ${screenTitles.accounts}`);
  await press(page, `button ${scopeSetWords.copy}`, "Space");
  await expect.poll(copied).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
  await press(page, `summary ${accountsWords.manage}`, "Space");
  await press(page, `button ${accountsWords.signOut}`, "Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await press(page, `button ${accountsWords.signOutButton}`, "Enter");
  await expect(page.getByText(accountsWords.empty)).toBeVisible();
  await expectFocusOn(page, `h1 ${screenTitles.accounts}`);
}

async function expectFocusOn(page: Page, what: string): Promise<void> {
  await expect.poll(async () => (await focusOf(page)).on.slice(0, what.length)).toBe(what);
}

const mostStops = 80;

/** Tabs until the focus is there, looking at every stop whether it can be seen; then presses the key. */
async function press(page: Page, what: string, key: "Enter" | "Space" | "ArrowDown"): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press("Tab");
    const { on, visible } = await focusOf(page);
    passed.push(on);
    // After its last control a page hands the focus to the window's frame.
    if (!on.startsWith("body")) expect(visible, `the focus on “${on}” can be seen`).toBe(true);
    if (on.startsWith(what)) return page.keyboard.press(key);
  }
  throw new Error(`No way to “${what}” by keyboard, only to: ${passed.join("; ")}`);
}
