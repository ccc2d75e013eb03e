// A person who goes through the practice tenant's pages in a browser, and follows the return to the program.
import type { PracticeTenant } from "../../electron/practice/practiceTenant.ts";
import type { PracticePerson } from "../../shared/practicePeople.ts";
import { openBrowser, signInOnPages, type Page } from "../practice/browser.ts";

export type Habit = "agrees" | "cancels";

/** Opens the address, signs in, agrees or cancels where asked; answers with the last page, the program's own included. */
export async function goThrough(
  tenant: PracticeTenant,
  address: string,
  person: PracticePerson,
  habit: Habit = "agrees",
): Promise<Page> {
  const browser = openBrowser(tenant);
  let page = await signInOnPages(browser, await browser.open(address), person);
  for (let pages = 0; pages < 5 && page.location === undefined; pages += 1) {
    const buttons = page.forms.flatMap(({ buttons: all }) => all.map(({ text }) => text));
    const wanted = habit === "agrees" ? ["Accept", "Yes, go on"] : ["Cancel", "No, cancel"];
    const button = wanted.find((text) => buttons.includes(text));
    if (button === undefined) return page;
    page = await browser.submit(page, {}, button);
  }
  return page.location === undefined ? page : follow(page.location);
}

/** What the program's own loopback page says to a return. */
export async function follow(location: URL): Promise<Page> {
  // Tests run where `localhost` may mean ::1 first; the program listens on 127.0.0.1 and takes both names.
  return openBrowser({ origin: location.origin }).open(location.href);
}
