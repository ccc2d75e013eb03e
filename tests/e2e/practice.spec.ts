// The main job through the real app: sign in once, copy from the tray, be accepted, come back after a restart.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { explain } from "../../shared/explain.ts";
import { closeWindow, ended, onRealElectron, startSecond, windowOf } from "./support/launch.ts";
import { askMe, personWho, signInAs, snapshotOf } from "./support/practice.ts";
import { expect, test } from "./support/test.ts";
import {
  clickMenu,
  clipboardText,
  clipboardTypes,
  labelsOf,
  menuOf,
  noticesOf,
  putOnClipboard,
  saveClipboardAtQuit,
  tooltipOf,
} from "./support/tray.ts";

const ada = personWho("works");
const copyLabel = "Copy access token · ";

test("first start, practice sign-in, tray copy, accepted by the API, restart, silent copy", async ({ launch }) => {
  const first = await launch();
  const page = await windowOf(first);
  expect(await labelsOf(first)).toEqual(["Add account…", "Open TokenTray", "Settings…", "Quit TokenTray"]);
  await signInAs(page, ada);
  await expect.poll(() => labelsOf(first)).toContainEqual(expect.stringMatching(/^Copy access token · .+ left$/));
  expect((await labelsOf(first))[0]).toBe(`PRACTICE · ${ada.username} · Practice tenant`);
  expect(await tooltipOf(first)).toContain(" left");

  await clickMenu(first, copyLabel);
  await expect.poll(() => clipboardText(first)).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
  const token = await clipboardText(first);
  expect((await askMe(page, token)).status).toBe(200);
  expect((await askMe(page, `${token.slice(0, -4)}AAAA`)).status).toBe(401);

  await clickMenu(first, "Quit TokenTray");
  await ended(first);

  const second = await launch({ args: ["--hidden"] });
  await expect.poll(() => labelsOf(second)).toContainEqual(expect.stringMatching(/^Copy access token · /));
  expect(second.windows()).toHaveLength(0);
  await clickMenu(second, "New token now");
  await clickMenu(second, copyLabel);
  await expect.poll(() => clipboardText(second)).toMatch(/^eyJ/);
  const fresh = await clipboardText(second);
  expect(second.windows()).toHaveLength(0);
  await clickMenu(second, "Open TokenTray");
  const again = await windowOf(second);
  await expect.poll(async () => (await askMe(again, fresh)).status).toBe(200);
});

test("a copy is kept out of clipboard histories and told with names and times, never with the token", async ({
  launch,
}) => {
  const application = await launch();
  await signInAs(await windowOf(application), ada);
  await expect.poll(() => labelsOf(application)).toContainEqual(expect.stringContaining(copyLabel));
  await clickMenu(application, "Authorization: Bearer …");
  await expect.poll(() => clipboardText(application)).toMatch(/^Authorization: Bearer eyJ/);
  const token = (await clipboardText(application)).split(" ")[2] ?? "";
  expect(token.length).toBeGreaterThan(100);
  const hint = { linux: "x-kde-passwordManagerHint", darwin: "ConcealedType", win32: "CanIncludeInClipboardHistory" };
  const types = await clipboardTypes(application);
  expect(types.join()).toContain(hint[process.platform as keyof typeof hint]);
  const [notice] = await noticesOf(application);
  expect(notice?.title).toContain("Access token copied");
  expect(notice?.body).toMatch(/ left/);
  const shown = JSON.stringify([await noticesOf(application), await menuOf(application), await tooltipOf(application)]);
  expect(shown).not.toContain(token.slice(0, 40));
  expect(shown).not.toContain(token.split(".")[2]);
});

test("quitting clears the clipboard if it still holds our text", async ({ launch, home }) => {
  const application = await launch();
  await signInAs(await windowOf(application), ada);
  await expect.poll(() => labelsOf(application)).toContainEqual(expect.stringContaining(copyLabel));
  await clickMenu(application, copyLabel);
  await expect.poll(() => clipboardText(application)).toMatch(/^eyJ/);
  // Without a window there is nothing that holds up the end but the clearing.
  await closeWindow(application);
  const file = join(home, "clipboard.json");
  await saveClipboardAtQuit(application, file);
  await clickMenu(application, "Quit TokenTray");
  await ended(application);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ text: "", clears: 1 });
});

test("quitting leaves alone what the person copied since", async ({ launch, home }) => {
  const application = await launch();
  await signInAs(await windowOf(application), ada);
  await expect.poll(() => labelsOf(application)).toContainEqual(expect.stringContaining(copyLabel));
  await clickMenu(application, copyLabel);
  await expect.poll(() => clipboardText(application)).toMatch(/^eyJ/);
  await putOnClipboard(application, "a shopping list");
  const file = join(home, "clipboard.json");
  await saveClipboardAtQuit(application, file);
  await clickMenu(application, "Quit TokenTray");
  await ended(application);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ text: "a shopping list", clears: 0 });
});

test("a person who must show a second factor gets a card and no account", async ({ launch }) => {
  const application = await launch();
  const page = await windowOf(application);
  await signInAs(page, personWho("mfaRequired"));
  await expect
    .poll(async () => (await snapshotOf(page)).signIn?.result)
    .toMatchObject({
      ok: false,
      failure: { kind: "mfaRequired" },
    });
  const result = (await snapshotOf(page)).signIn?.result;
  if (result?.ok !== false) throw new Error("the sign-in went well");
  await expect(page.getByRole("heading", { name: explain(result.failure).title })).toBeVisible();
  await expect(page.locator("input[type=password]").first()).toHaveValue("");
  expect((await snapshotOf(page)).accounts).toEqual([]);
  expect(await labelsOf(application)).toEqual(["Add account…", "Open TokenTray", "Settings…", "Quit TokenTray"]);
});

test("what is done in the tray shows in the window at once", async ({ launch }) => {
  const application = await launch();
  const page = await windowOf(application);
  await signInAs(page, ada);
  await expect.poll(() => labelsOf(application)).toContainEqual(expect.stringContaining(copyLabel));
  await clickMenu(application, "Open TokenTray");
  await expect(page.locator(".account")).toHaveCount(1);
  await clickMenu(application, "Sign out");
  await expect.poll(() => labelsOf(application)).not.toContainEqual(expect.stringContaining(copyLabel));
  await expect(page.locator(".account")).toHaveCount(0);
});

test("a second start ends at once and brings up the window of the first", async ({ launch, home }) => {
  const application = await launch();
  await windowOf(application);
  await closeWindow(application);
  expect(application.windows()).toHaveLength(0);
  const opened = application.waitForEvent("window");
  expect(await startSecond({ home })).toBe(0);
  await (await opened).locator("h1").first().waitFor();
  expect(application.windows()).toHaveLength(1);
});

test("closing the window is not quitting, and the tray opens a new one", async ({ launch }) => {
  const application = await launch();
  await windowOf(application);
  await closeWindow(application);
  const opened = application.waitForEvent("window");
  await clickMenu(application, "Open TokenTray");
  await (await opened).locator("h1").first().waitFor();
});

test.describe("where there is no keyring", () => {
  test.skip(onRealElectron, "a real keyring cannot be taken away by a test");

  for (const storage of ["basic", "unavailable"]) {
    test(`${storage}: works from memory, says so and writes no record`, async ({ launch, home }) => {
      const env = { STANDIN_SAFE_STORAGE: storage };
      const first = await launch({ env });
      const page = await windowOf(first);
      await signInAs(page, ada);
      await expect.poll(() => labelsOf(first)).toContainEqual(expect.stringContaining(copyLabel));
      expect(await labelsOf(first)).toContainEqual(expect.stringContaining("Nothing is saved"));
      expect((await snapshotOf(page)).storage.kind).toBe("memoryOnly");
      await clickMenu(first, copyLabel);
      await expect.poll(() => clipboardText(first)).toMatch(/^eyJ/);
      await clickMenu(first, "Quit TokenTray");
      await ended(first);
      expect(existsSync(join(home, "profile/data/vault"))).toBe(false);

      const second = await launch({ env });
      const again = await windowOf(second);
      await expect.poll(async () => (await snapshotOf(again)).storage.kind).toBe("memoryOnly");
      expect((await snapshotOf(again)).accounts).toEqual([]);
    });
  }
});
