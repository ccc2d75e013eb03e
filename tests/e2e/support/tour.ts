// A tour of every screen on a real host, doing on each what a person does there.
import type { Page } from "playwright";
import { expect } from "playwright/test";
import { aboutWords, accountsWords, connectionWords, frameWords, scopeSetWords } from "../../../shared/uiWords.ts";
import { screenTitles, signInWords, welcomeWords } from "../../../shared/uiWords.ts";
import { settingsWords } from "../../../shared/settingsWords.ts";
import { setupStepTitles } from "../../../shared/setupUiWords.ts";
import { personWho } from "./practice.ts";

export interface Stop {
  readonly name: string;
  /** From where the stop before left the page. */
  readonly go: (page: Page) => Promise<void>;
}

const main = (page: Page) => page.getByRole("main");
const button = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true });
const screen = (page: Page, name: string) =>
  page.getByRole("navigation", { name: frameWords.navigation }).getByRole("button", { name }).click();
const fold = (page: Page, words: string) => main(page).locator("summary", { hasText: words }).first();

export async function typePerson(page: Page, situation: Parameters<typeof personWho>[0]): Promise<void> {
  const person = personWho(situation);
  await page.getByRole("textbox", { name: signInWords.username, exact: true }).fill(person.username);
  await page.getByLabel(signInWords.password, { exact: true }).fill(person.password);
  await button(page, signInWords.submit).click();
}

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

/** Begins on the first screen of a program that was never used. */
export const tour: readonly Stop[] = [
  { name: "the guide", go: (page) => page.getByRole("heading", { level: 1, name: setupStepTitles[0] }).waitFor() },
  { name: "welcome", go: (page) => screen(page, frameWords.welcome) },
  {
    name: "a connection",
    go: async (page) => {
      await screen(page, screenTitles.settings);
      await button(page, settingsWords.add).click();
    },
  },
  {
    name: "a connection with its problems",
    go: async (page) => {
      await button(page, connectionWords.save).click();
      await main(page).locator("[aria-invalid]").first().waitFor();
    },
  },
  {
    name: "sign-in to the practice tenant",
    go: async (page) => {
      await screen(page, frameWords.welcome);
      await button(page, welcomeWords.practiceButton).click();
    },
  },
  {
    name: "a sign-in with its problems",
    go: async (page) => {
      await button(page, signInWords.submit).click();
      await main(page).locator("[aria-invalid]").first().waitFor();
    },
  },
  {
    name: "a failed sign-in",
    go: async (page) => {
      await typePerson(page, "mfaRequired");
      await main(page).locator("article.bad").waitFor();
      await fold(page, "Technical details").click();
    },
  },
  {
    // By device code, because it lasts as long as somebody looks at it.
    name: "a sign-in under way",
    go: async (page) => {
      await button(page, signInWords.deviceCode).click();
      await main(page).locator("[aria-current=step]").waitFor();
    },
  },
  {
    name: "a sign-in that went well",
    go: async (page) => {
      await button(page, frameWords.cancel).click();
      await typePerson(page, "works");
      await button(page, signInWords.toAccounts).waitFor();
    },
  },
  { name: "accounts", go: (page) => button(page, signInWords.toAccounts).click() },
  {
    name: "an account with everything unfolded",
    go: async (page) => {
      for (const words of [scopeSetWords.more, accountsWords.manage]) await fold(page, words).click();
      await main(page).getByRole("button", { name: scopeSetWords.showClaims }).click();
      await main(page).getByRole("table").waitFor();
    },
  },
  {
    name: "the ways to copy",
    go: (page) => fold(page, scopeSetWords.copyAs).click(),
  },
  {
    name: "signing out",
    go: async (page) => {
      await fold(page, scopeSetWords.copyAs).click();
      await button(page, accountsWords.signOut).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "removing a scope set",
    go: async (page) => {
      await closeDialog(page);
      await button(page, scopeSetWords.remove).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "diagnostics",
    go: async (page) => {
      await closeDialog(page);
      await screen(page, frameWords.diagnostics);
      await page.getByRole("heading", { level: 1, name: screenTitles.diagnostics }).waitFor();
    },
  },
  {
    name: "settings",
    go: async (page) => {
      await screen(page, screenTitles.settings);
      await page.getByRole("heading", { level: 1, name: screenTitles.settings }).waitFor();
    },
  },
  { name: "about", go: (page) => screen(page, frameWords.about) },
  {
    name: "starting over",
    go: async (page) => {
      await button(page, aboutWords.remove).click();
      await page.getByRole("dialog").waitFor();
    },
  },
];
