// What differs by system in the shell's own code, seen by pretending to be each. The native side is beyond a stand-in.
import { controlOf } from "../support/standin/launch.ts";
import { closeWindow, ended, onRealElectron, windowOf } from "./support/launch.ts";
import { personWho, signInAs } from "./support/practice.ts";
import { expect, test } from "./support/test.ts";
import { clickMenu, clipboardText, labelsOf } from "./support/tray.ts";

test.skip(onRealElectron, "real Electron cannot pretend to be on another system");

const systems = [
  {
    platform: "win32",
    template: false,
    formats: [
      "ExcludeClipboardContentFromMonitorProcessing",
      "CanIncludeInClipboardHistory",
      "CanUploadToCloudClipboard",
    ],
    applicationMenu: [],
  },
  {
    platform: "darwin",
    template: true,
    formats: ["org.nspasteboard.ConcealedType", "org.nspasteboard.TransientType"],
    applicationMenu: ["appmenu", "editmenu", "windowmenu"],
  },
  { platform: "linux", template: false, formats: ["x-kde-passwordManagerHint"], applicationMenu: [] },
];

for (const { platform, template, formats, applicationMenu } of systems) {
  test(`${platform}: tray icon, menu and clipboard are made for it, and waking up is heard`, async ({ launch }) => {
    const application = await launch({ env: { STANDIN_PLATFORM: platform } });
    const control = await controlOf(application);
    await signInAs(await windowOf(application), personWho("works"));
    await expect.poll(() => labelsOf(application)).toContainEqual(expect.stringContaining("Copy access token · "));
    expect((await control.evaluate((standin) => standin.tray.state())).icon.isTemplate).toBe(template);

    await clickMenu(application, "Copy access token · ");
    await expect.poll(() => clipboardText(application)).toMatch(/^eyJ/);
    const held = Object.keys(await control.evaluate((standin) => standin.clipboard.formats())).join();
    for (const format of formats) expect(held).toContain(format);

    const roles = await application.evaluate(({ Menu }) =>
      (Menu.getApplicationMenu()?.items ?? []).map(({ role }) => role),
    );
    expect(roles).toEqual(applicationMenu);

    const heard = platform === "linux" ? ["suspend", "resume"] : ["suspend", "resume", "unlock-screen"];
    for (const event of heard) await control.evaluate((standin, name) => standin.power.emit(name), event);
    const quiet = { blockedRequests: [], ipcErrors: [], uncaught: [] };
    expect(await control.evaluate((standin) => standin.troubles())).toEqual(quiet);
  });
}

test("darwin: a click on the dock's icon brings the window back", async ({ launch }) => {
  const application = await launch({ env: { STANDIN_PLATFORM: "darwin" } });
  await windowOf(application);
  await closeWindow(application);
  const opened = application.waitForEvent("window");
  await (await controlOf(application)).evaluate((standin) => standin.emitAppEvent("activate"));
  await (await opened).locator("h1").first().waitFor();
});

test("a keyring that is away costs nothing: the account comes back with it", async ({ launch }) => {
  const first = await launch();
  await signInAs(await windowOf(first), personWho("works"));
  await expect.poll(() => labelsOf(first)).toContainEqual(expect.stringContaining("Copy access token · "));
  await clickMenu(first, "Quit TokenTray");
  await ended(first);

  const second = await launch({ args: ["--hidden"], env: { STANDIN_SAFE_STORAGE: "basic" } });
  await expect.poll(() => labelsOf(second)).toContainEqual(expect.stringContaining("saved sign-in can't be opened"));
  expect(await labelsOf(second)).not.toContainEqual(expect.stringContaining("Copy access token · "));
  const control = await controlOf(second);
  await control.evaluate((standin) => standin.safeStorage.setMode("keyring-file"));
  await control.evaluate((standin) => standin.power.emit("resume"));
  await expect.poll(() => labelsOf(second)).toContainEqual(expect.stringContaining("Copy access token · "));
  await expect
    .poll(() => labelsOf(second))
    .not.toContainEqual(expect.stringContaining("saved sign-in can't be opened"));
});
