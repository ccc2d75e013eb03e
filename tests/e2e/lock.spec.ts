// The lock, from the tray: everything is out of sight until it is unlocked, and then no password is asked for.
import { lockWords } from "../../shared/lockWords.ts";
import { trayWords } from "../../shared/trayWords.ts";
import { closeWindow, startSecond, windowOf } from "./support/launch.ts";
import { askMe, personWho, signInAs, snapshotOf } from "./support/practice.ts";
import { expect, test } from "./support/test.ts";
import { clickMenu, clipboardText, labelsOf, menuOf, tooltipOf } from "./support/tray.ts";

const ada = personWho("works");
const copyLabel = "Copy access token · ";

test("locked from the tray, window and menu name nobody; unlocked there, the token is copied again", async ({
  launch,
  home,
}) => {
  const application = await launch();
  const page = await windowOf(application);
  await signInAs(page, ada);
  await expect.poll(() => labelsOf(application)).toContainEqual(expect.stringContaining(copyLabel));
  await clickMenu(application, copyLabel);
  await expect.poll(() => clipboardText(application)).toMatch(/^eyJ/);

  await clickMenu(application, trayWords.lock);
  await expect(page.getByRole("heading", { level: 1, name: lockWords.title })).toBeVisible();
  await expect.poll(() => clipboardText(application)).toBe("");
  const entries = (await menuOf(application)).map(({ label, enabled }) => [label, enabled]);
  expect(entries).toEqual([
    [trayWords.locked, false],
    [trayWords.unlock, true],
    [trayWords.quit, true],
  ]);
  const shown = [await page.locator("body").innerText(), await tooltipOf(application), await page.title()];
  expect([shown.join(), JSON.stringify(await snapshotOf(page))].join()).not.toContain("ada@");
  await expect(page.getByRole("navigation")).toHaveCount(0);

  // A window that is opened only now knows no more.
  await closeWindow(application);
  const opened = application.waitForEvent("window");
  await startSecond({ home });
  const again = await opened;
  await expect(again.getByRole("heading", { level: 1, name: lockWords.title })).toBeVisible();
  await clickMenu(application, trayWords.unlock);
  await expect(again.getByRole("heading", { name: ada.username })).toBeVisible();
  await expect.poll(() => labelsOf(application)).toContainEqual(expect.stringContaining(copyLabel));
  await clickMenu(application, copyLabel);
  await expect.poll(() => clipboardText(application)).toMatch(/^eyJ/);
  expect((await askMe(again, await clipboardText(application))).status).toBe(200);
});
