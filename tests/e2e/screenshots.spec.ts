// The pictures of the README. They are written with `npm run screenshots`; otherwise each screen must only show what its picture
// is there for, because pixels differ between machines.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright";
import { checkStateLabels } from "../../shared/checkWords.ts";
import { diagnosticsWords } from "../../shared/diagnosticsWords.ts";
import { actionLabels } from "../../shared/explain.ts";
import { roadWords } from "../../shared/setup/consentWords.ts";
import {
  appStepWords,
  consentStepWords,
  placeStepWords,
  placeWords,
  scopeStepWords,
  setupStepTitles,
  setupWords,
} from "../../shared/setupUiWords.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import { trayWords } from "../../shared/trayWords.ts";
import {
  browserHostWords,
  frameWords,
  practiceWords,
  scopeSetWords,
  screenTitles,
  signInStepWords,
  signInWords,
  waitingWords,
  welcomeWords,
} from "../../shared/uiWords.ts";
import { test as browserTest } from "./support/browserHost.ts";
import { windowOf } from "./support/launch.ts";
import { personWho, snapshotOf, toWelcome } from "./support/practice.ts";
import { expect, test } from "./support/test.ts";
import { typePerson } from "./support/tour.ts";

const folder = join(import.meta.dirname, "screenshots");
const writing = process.env["UPDATE_SCREENSHOTS"] === "1";
const minute = 60_000;

test("the desktop app's pictures", async ({ launch }) => {
  const page = await windowOf(await launch());
  await stand(page, "light", 480);
  const main = page.getByRole("main");

  await toWelcome(page);
  await take(page, "welcome", [
    page.getByRole("heading", { name: screenTitles.welcome }),
    main.getByRole("button", { name: welcomeWords.practiceButton }),
  ]);
  await main.getByRole("button", { name: welcomeWords.practiceButton }).click();
  await fillIn(page, "works");
  await stand(page, "light", 480, 900);
  await take(page, "sign-in", [
    page.getByRole("textbox", { name: signInWords.username, exact: true }),
    main.getByRole("heading", { name: practiceWords.people }),
    main.getByRole("button", { name: practiceWords.takeNamed(personWho("works").name) }),
  ]);
  await typePerson(page, "slow");
  await main.locator("[aria-current=step]", { hasText: signInStepWords.token }).waitFor();
  await stand(page, "light", 480, 360);
  await take(page, "steps", [
    main.getByRole("heading", { name: signInWords.progressTitle(personWho("slow").username) }),
    main.getByRole("button", { name: frameWords.cancel }),
  ]);
  await main.getByRole("button", { name: frameWords.cancel }).click();
  await typePerson(page, "mfaRequired");
  await stand(page, "light", 480, 880);
  await take(page, "failure", [
    main.locator("article.bad h2"),
    main.getByRole("button", { name: actionLabels.browserSignIn, exact: true }).first(),
    main.getByRole("button", { name: actionLabels.otherAccount }),
  ]);

  await stand(page, "light", 480);
  await goTo(page, frameWords.signIn);
  for (const situation of ["partConsent", "works"] as const) await signIn(page, situation);
  await goTo(page, frameWords.accounts);
  await standStill(page, await snapshotOf(page));
  const shown = [
    main.getByRole("meter").first(),
    main.getByText("42 min left"),
    main.getByRole("button", { name: scopeSetWords.copy }).first(),
  ];
  await take(page, "accounts", shown);
  await stand(page, "dark", 480);
  await take(page, "accounts-dark", shown);
  await stand(page, "light", 320);
  await take(page, "accounts-320", shown);
});

test("the pictures of the guide", async ({ launch }) => {
  const page = await windowOf(await launch());
  const main = page.getByRole("main");
  const next = (): Promise<void> => main.getByRole("button", { name: setupWords.next, exact: true }).click();

  await stand(page, "light", 480, 1030);
  await take(page, "guide", [
    page.getByRole("heading", { level: 1, name: setupStepTitles[0] }),
    main.getByRole("textbox", { name: placeStepWords.lookUpLabel }),
    ...Object.values(placeWords).map(({ title }) => main.getByRole("radio", { name: title })),
    main.getByRole("button", { name: setupWords.skip }),
  ]);
  await main.getByRole("radio", { name: placeWords.company.title }).check();
  await next();
  await main.getByRole("button", { name: appStepWords.takeCompany }).click();
  await next();
  await main.getByRole("button", { name: scopeStepWords.save }).click();
  await page.getByRole("heading", { level: 1, name: setupStepTitles[3] }).waitFor();
  await stand(page, "light", 680, 985);
  const roads = [
    ...Object.values(roadWords).map(({ title }) => main.getByRole("heading", { name: title })),
    main.getByText(consentStepWords.recommended, { exact: true }),
    main.getByRole("button", { name: consentStepWords.letter }),
  ];
  await take(page, "guide-consent", roads, main.getByText(consentStepWords.lead));
});

test("the pictures of a device code and of the diagnostics", async ({ launch }) => {
  const page = await windowOf(await launch());
  const main = page.getByRole("main");
  await toWelcome(page);
  await main.getByRole("button", { name: welcomeWords.practiceButton }).click();
  await main.getByRole("button", { name: signInWords.deviceCode, exact: true }).click();
  await stand(page, "light", 480, 710);
  await take(page, "device-code", [
    main.locator(".userCode output"),
    main.getByText(waitingWords.deviceHere),
    main.getByText(waitingWords.warning),
  ]);
  await main.getByRole("button", { name: frameWords.cancel }).click();
  await signIn(page, "works");
  await goTo(page, frameWords.diagnostics);
  await main.getByRole("button", { name: diagnosticsWords.runChecks }).click();
  await main.getByRole("button", { name: diagnosticsWords.runAgain }).waitFor();
  for (const look of ["light", "dark"] as const) {
    await stand(page, look, 480, 1180);
    await take(page, look === "light" ? "diagnostics" : "diagnostics-dark", [
      main.getByRole("heading", { name: diagnosticsWords.checks, exact: true }),
      main.getByText(checkStateLabels.pass, { exact: true }).first(),
    ]);
  }
});

browserTest("the browser host's picture, with the tray's menu as a panel", async ({ startHost, page }) => {
  await page.goto((await startHost()).address);
  await stand(page, "light", 1000, 590);
  await toWelcome(page);
  await page.getByRole("button", { name: welcomeWords.practiceButton }).click();
  await signIn(page, "works");
  await goTo(page, frameWords.accounts);
  const snapshot = await page.evaluate(async () => {
    const reply = await fetch("snapshot", {
      headers: { "X-TokenTray": sessionStorage.getItem("tokentray.pageKey") ?? "" },
    });
    return (await reply.json()) as Snapshot;
  });
  await standStill(page, snapshot);
  const tray = page.getByRole("navigation", { name: browserHostWords.trayTitle });
  await take(page, "browser-host", [
    page.getByText(browserHostWords.banner),
    tray.getByRole("button", { name: /^Copy access token · .+ · 42 min left$/ }),
    tray.getByRole("button", { name: trayWords.addAccount }),
    page.getByRole("meter"),
  ]);
});

async function stand(page: Page, colorScheme: "light" | "dark", width: number, height = 720): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.setViewportSize({ width, height });
}

/** Holds the page's clock at 42 minutes before the end of the token that was copied or fetched last. */
async function standStill(page: Page, { accounts }: Snapshot): Promise<void> {
  const endsAt = accounts[0]?.scopeSets[0]?.token?.expiresAt;
  if (endsAt === undefined) throw new Error("nobody has a token");
  await page.clock.setFixedTime(endsAt - 42 * minute);
  await expect(page.getByRole("main").getByText("42 min left")).toBeVisible();
}

/** The screen from its top or from a part of it, as far as the window is high, once everything is seen that it is for. */
async function take(page: Page, name: string, shown: readonly Locator[], from = page.locator("body")): Promise<void> {
  await from.evaluate((element) => element.scrollIntoView());
  for (const part of shown) await expect(part).toBeInViewport();
  if (!writing) return;
  mkdirSync(folder, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  // What the mouse or the focus happens to stand on is nothing to look at.
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled", caret: "hide", scale: "css" });
}

async function fillIn(page: Page, situation: Parameters<typeof personWho>[0]): Promise<void> {
  await page.getByRole("button", { name: practiceWords.takeNamed(personWho(situation).name) }).click();
}

/** From the form to the form. */
async function signIn(page: Page, situation: Parameters<typeof personWho>[0]): Promise<void> {
  await typePerson(page, situation);
  await page.getByRole("button", { name: signInWords.another }).click();
}

async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: frameWords.navigation }).getByRole("button", { name }).click();
}
