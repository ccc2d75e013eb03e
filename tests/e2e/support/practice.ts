// Signs in to the practice tenant through the window, as a person does.
import type { Page } from "playwright";
import { practicePeople, type PracticePerson, type PracticeSituation } from "../../../shared/practicePeople.ts";
import type { Bridge } from "../../../shared/contract.ts";
import type { Snapshot } from "../../../shared/snapshot.ts";
import { frameWords, signInWords, welcomeWords } from "../../../shared/uiWords.ts";

declare const window: { readonly tokentray: Bridge };

export function personWho(situation: PracticeSituation): PracticePerson {
  const person = practicePeople.find((each) => each.situation === situation);
  if (person === undefined) throw new Error(`Nobody in the practice tenant: ${situation}`);
  return person;
}

/** A program that was never used begins with the guide; this leaves it for the welcome screen. */
export async function toWelcome(page: Page): Promise<void> {
  const screens = page.getByRole("navigation", { name: frameWords.navigation });
  await screens.getByRole("button", { name: frameWords.welcome, exact: true }).click();
}

/** From the first screen to the moment after pressing "Sign in". */
export async function signInAs(page: Page, person: PracticePerson): Promise<void> {
  await toWelcome(page);
  await page.getByRole("button", { name: welcomeWords.practiceButton }).click();
  await page.getByRole("textbox", { name: signInWords.username, exact: true }).fill(person.username);
  await page.getByLabel(signInWords.password, { exact: true }).fill(person.password);
  await page.getByRole("main").getByRole("button", { name: signInWords.submit, exact: true }).click();
}

export function snapshotOf(page: Page): Promise<Snapshot> {
  return page.evaluate(() => window.tokentray.snapshot());
}

/** What the practice tenant's API answers to a token. */
export async function askMe(page: Page, token: string): Promise<{ readonly status: number; readonly body: string }> {
  const { practice } = await snapshotOf(page);
  const reply = await fetch(`${practice.origin ?? ""}/v1.0/me`, { headers: { authorization: `Bearer ${token}` } });
  return { status: reply.status, body: await reply.text() };
}
