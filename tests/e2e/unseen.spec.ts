// The desktop app's sign-in in the browser: what it has the system open holds nothing that others of the computer may not read.
import { signInWords, waitingWords, welcomeWords } from "../../shared/uiWords.ts";
import { onRealElectron, windowOf } from "./support/launch.ts";
import { snapshotOf, toWelcome } from "./support/practice.ts";
import { expect, test } from "./support/test.ts";
import { openedOutside } from "./support/tray.ts";

test.skip(process.platform !== "linux" || onRealElectron, "elsewhere the system hands an address over in no arguments");

test("the system is given a file or an address that leads on once, each time anew", async ({ launch }) => {
  const application = await launch();
  const page = await windowOf(application);
  await toWelcome(page);
  await page.getByRole("button", { name: welcomeWords.practiceButton }).click();
  await page.getByRole("button", { name: signInWords.browser, exact: true }).click();
  await page.getByRole("button", { name: waitingWords.again }).click();
  await expect.poll(async () => (await openedOutside(application)).length).toBe(2);
  const opened = await openedOutside(application);
  expect(new Set(opened).size).toBe(2);
  const waiting = (await snapshotOf(page)).signIn?.waiting;
  const address = waiting?.kind === "browser" ? waiting.address : "";
  const state = new URL(address).searchParams.get("state") ?? "no state";
  for (const each of opened) {
    expect(each).toMatch(/^file:\/\/\/.+\/open\.html$|^http:\/\/127\.0\.0\.1:\d+\/go\/[\w-]{43}$/);
    expect(each).not.toContain(state);
    if (!each.startsWith("http:")) continue;
    const reply = await fetch(each, { redirect: "manual" });
    expect([reply.status, reply.headers.get("location")]).toEqual([302, address]);
  }
});
