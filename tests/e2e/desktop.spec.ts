// The shell around the program: shut-in pages, the window's life, sleep, crashes, desktops without a tray.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { ElectronApplication, Page } from "playwright";
import type { Bridge } from "../../shared/contract.ts";
import { noticeWords } from "../../shared/noticeWords.ts";
import { screenTitles } from "../../shared/uiWords.ts";
import { findMarker } from "../support/canary.ts";
import type { Control } from "../support/standin/control.ts";
import { controlOf } from "../support/standin/launch.ts";
import { closeWindow, ended, onRealElectron, startSecond, windowOf } from "./support/launch.ts";
import { personWho, signInAs, snapshotOf } from "./support/practice.ts";
import { expect, test } from "./support/test.ts";
import { clickMenu, clipboardText, labelsOf, loadedBeforeTray } from "./support/tray.ts";

declare const window: Window & { readonly tokentray: Bridge };

const ada = personWho("works");
const copyLabel = "Copy access token · ";

const windowCount = (application: ElectronApplication): Promise<number> =>
  application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

test("a page sees the bridge and nothing of Node or Electron, and reaches no network", async ({ launch }) => {
  const application = await launch();
  const page = await windowOf(application);
  const seen = await page.evaluate(async () => {
    const names = ["require", "process", "module", "ipcRenderer", "electron", "Buffer", "global"];
    const reached = await fetch("https://example.com").then(
      () => true,
      () => false,
    );
    return {
      bridge: Object.keys(window.tokentray).toSorted(),
      frozen: Object.isFrozen(window.tokentray),
      leaked: names.filter((name) => name in window),
      reached,
    };
  });
  expect(seen).toEqual({
    bridge: ["command", "onScreen", "onSnapshot", "snapshot"],
    frozen: true,
    leaked: [],
    reached: false,
  });
  await page.evaluate(() => void window.open("https://example.com"));
  await page.waitForTimeout(300);
  expect(await windowCount(application)).toBe(1);
  // The stand-in has no child windows; it writes down what was allowed.
  const control = onRealElectron ? undefined : await controlOf(application);
  expect((await control?.evaluate((standin) => standin.troubles().ipcErrors)) ?? []).toEqual([]);
});

test("a page cannot run a string as markup, nor leave for another page", async ({ launch }) => {
  const page = await windowOf(await launch());
  const address = page.url();
  const refused = await page.evaluate(() => {
    try {
      document.createElement("div").innerHTML = "<b>x</b>";
      return "not refused";
    } catch (error) {
      return error instanceof TypeError ? "refused" : String(error);
    }
  });
  expect(refused).toBe("refused");
  await page.evaluate(() => void (location.href = "https://example.com/"));
  await page.waitForTimeout(300);
  expect(page.url()).toBe(address);
  await expect(page.locator("h1").first()).toBeVisible();
});

test("a page is granted no permission", async ({ launch }) => {
  test.skip(onRealElectron, "only the stand-in can ask in a page's name");
  const application = await launch();
  await windowOf(application);
  const control = await controlOf(application);
  for (const permission of ["geolocation", "notifications", "clipboard-read", "media", "local-network-access", "usb"]) {
    const granted = await control.evaluate(
      (standin, name) => standin.permissions.ask(name, "app://bundle"),
      permission,
    );
    expect(granted).toEqual({ requested: false, checked: false, device: false });
  }
});

test("a command that is unknown or malformed is answered, not run", async ({ launch }) => {
  const page = await windowOf(await launch());
  const answers = await page.evaluate(async () => {
    const loose = window.tokentray.command as (name: unknown, input: unknown) => Promise<unknown>;
    return [
      await loose("format", {}),
      await loose("__proto__", {}),
      await loose("signIn", { connectionId: "practice", username: 7, password: "canary-in-a-bad-command" }),
      await loose("quit", { now: true }),
    ];
  });
  expect(answers).toEqual(Array.from({ length: 4 }, () => expect.objectContaining({ ok: false }) as object));
  expect(JSON.stringify(answers)).not.toContain("canary-in-a-bad-command");
  expect(answers[2]).toMatchObject({ failure: { kind: "badInput", evidence: { field: "username" } } });
});

test("a window that the program did not make is answered nothing, even with our page in it", async ({ launch }) => {
  const application = await launch();
  const ours = await windowOf(application);
  const opened = application.waitForEvent("window");
  await application.evaluate(async ({ app, BrowserWindow }) => {
    const preload = process.getBuiltinModule("node:path").join(app.getAppPath(), "dist/preload.cjs");
    await new BrowserWindow({ webPreferences: { preload } }).loadURL("app://bundle/index.html");
  });
  const foreign = await opened;
  const ask = (page: Page): Promise<readonly string[]> =>
    page.evaluate(async () => {
      const told = (): string => "answered";
      const refused = (error: unknown): string => String(error);
      const command = await window.tokentray.command("openScreen", { name: "about" }).then(told, refused);
      return [command, await window.tokentray.snapshot().then(told, refused)];
    });
  expect(await ask(ours)).toEqual(["answered", "answered"]);
  expect(await ask(foreign)).toEqual([expect.stringContaining("Refused"), expect.stringContaining("Refused")]);
});

test("the tray exists before anything is loaded that it does not need", async ({ launch }) => {
  const application = await launch({ args: ["--hidden"] });
  await expect.poll(() => labelsOf(application)).not.toEqual([]);
  const loaded = (await loadedBeforeTray(application)) ?? [];
  const ours = loaded.filter((file) => file.includes(join("dist", "main")));
  expect(ours.map((file) => basename(file))).toContain("main.cjs");
  // Which of our modules are in them is in their source maps; what is shared with the entry is in chunks of its own.
  const modules = ours.flatMap((file) => (JSON.parse(readFileSync(`${file}.map`, "utf8")) as SourceMap).sources);
  expect(modules.length).toBeGreaterThan(50);
  expect(modules.filter((source) => neededLater.test(source))).toEqual([]);
});

interface SourceMap {
  readonly sources: readonly string[];
}
/** The rooms that have a chunk of their own, and what is read only when something has gone wrong. */
const neededLater =
  /\/(?:practice|selfTest|node\/net|loopback)\/|core\/(?:federation|setup)\/(?!federationPlace|adminConsent|setupCommands)|checks\/|saxes|xml-crypto|[sS]harperWords|failureWords|reportText/;

test("the tray leads to the screen that was asked for, window or no window", async ({ launch }) => {
  const application = await launch({ args: ["--hidden"] });
  await expect.poll(() => labelsOf(application)).not.toEqual([]);
  await clickMenu(application, "Open TokenTray");
  const page = await windowOf(application);
  await expect(page.locator("h1").first()).toHaveText(screenTitles.welcome);
  await signInAs(page, ada);
  await expect.poll(() => labelsOf(application)).toContainEqual(expect.stringContaining(copyLabel));
  await closeWindow(application);
  const opened = application.waitForEvent("window");
  await clickMenu(application, "Sign in again…");
  const again = await opened;
  await expect(again.locator("h1").first()).toContainText(ada.username);
  await clickMenu(application, "Open TokenTray");
  await expect(again.locator("h1").first()).toHaveText(screenTitles.accounts);
});

test("after waking up the tray shows the time that is left now", async ({ launch }) => {
  const application = await launch();
  await signInAs(await windowOf(application), ada);
  await expect.poll(() => labelsOf(application)).toContainEqual(expect.stringContaining(copyLabel));
  const life = async (): Promise<string | undefined> =>
    (await labelsOf(application)).find((label) => label.startsWith(copyLabel));
  const before = await life();
  await application.evaluate(({ powerMonitor }) => {
    const real = Date.now;
    Date.now = () => real() + 10 * 60_000;
    powerMonitor.emit("resume");
  });
  await expect.poll(life).not.toBe(before);
});

test("a window that crashes is opened again once, and the program goes on", async ({ launch }) => {
  const application = await launch();
  await windowOf(application);
  const crash = (): Promise<void> =>
    application.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
  const opened = application.waitForEvent("window");
  await crash();
  await (await opened).locator("h1").first().waitFor();
  expect(await windowCount(application)).toBe(1);
  await crash();
  await expect.poll(() => windowCount(application)).toBe(0);
  expect(await labelsOf(application)).toContain("Open TokenTray");
});

test("a bug is logged under an ID without what the error held, and the program goes on", async ({ launch, home }) => {
  const application = await launch();
  await windowOf(application);
  await application.evaluate(
    () =>
      void setTimeout(() => {
        throw new Error("canary-in-an-error");
      }, 0),
  );
  const path = join(home, "profile/data/logs/tokentray.log");
  const log = (): string => (existsSync(path) ? readFileSync(path, "utf8") : "");
  await expect.poll(log).toContain('"level":"error"');
  expect(log()).not.toContain("canary-in-an-error");
  expect(await labelsOf(application)).toContain("Quit TokenTray");
});

test("no file of the profile holds the password or a token", async ({ launch, home }) => {
  const application = await launch();
  await signInAs(await windowOf(application), ada);
  await expect.poll(() => labelsOf(application)).toContainEqual(expect.stringContaining(copyLabel));
  await clickMenu(application, copyLabel);
  await expect.poll(() => clipboardText(application)).toMatch(/^eyJ/);
  const signature = (await clipboardText(application)).split(".")[2] ?? "";
  await clickMenu(application, "Quit TokenTray");
  await ended(application);
  const files = readdirSync(join(home, "profile"), { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  );
  const paths = files.map((file) => join(file.parentPath, file.name));
  expect(paths.some((path) => path.endsWith(".sealed"))).toBe(true);
  for (const path of paths) {
    const bytes = readFileSync(path);
    expect([path, findMarker(bytes, ada.password)]).toEqual([path, []]);
    expect([path, findMarker(bytes, signature)]).toEqual([path, []]);
  }
});

test.describe("beside a tray that is claimed and not there", () => {
  test.skip(process.platform !== "linux" || onRealElectron, "needs a session bus that answers as the test wants");

  test("the window comes up by itself on the first start, and a start from the menu always brings it", async ({
    launch,
    home,
  }) => {
    const env = trayThatIs(home, "true");
    const first = await launch({ args: ["--hidden"], env });
    const page = await windowOf(first);
    await expect.poll(async () => (await snapshotOf(page)).about.tray).toBe("shown");
    await closeWindow(first);
    await broughtBy(first, () => startSecond({ home, env }));
    await clickMenu(first, "Quit TokenTray");
    await ended(first);

    const second = await launch({ args: ["--hidden"], env });
    await expect.poll(() => labelsOf(second)).not.toEqual([]);
    // As at a sign-in to the computer, beside one that was started from the menu.
    expect(await startSecond({ home, env, args: ["--hidden"] })).toBe(0);
    expect(second.windows()).toEqual([]);
    await broughtBy(second, () => startSecond({ home, env }));
  });

  test("a start while the program ends is made up for when it has ended, with a window", async ({ launch, home }) => {
    const application = await launch({ args: ["--hidden"], env: trayThatIs(home, "true") });
    await windowOf(application);
    const relaunches = await application.evaluate((electron) => {
      electron.app.quit();
      for (const args of [["tokentray", "--hidden"], ["tokentray"], ["tokentray"]])
        electron.app.emit("second-instance", {}, args, "/");
      return (electron as unknown as { readonly __standin: Control }).__standin.relaunches();
    });
    await ended(application);
    expect(relaunches).toBe(1);
  });
});

async function broughtBy(application: ElectronApplication, start: () => Promise<number | null>): Promise<void> {
  const opened = application.waitForEvent("window");
  expect(await start()).toBe(0);
  await (await opened).locator("h1").first().waitFor();
}

/** The environment of a desktop whose session bus says of a watcher for tray icons that it is there, or that it is not. */
function trayThatIs(home: string, claimed: "true" | "false"): Readonly<Record<string, string>> {
  const tools = join(home, "bin");
  mkdirSync(tools);
  writeFileSync(join(tools, "gdbus"), `#!/bin/sh\necho '(${claimed},)'\n`, { mode: 0o755 });
  return { PATH: `${tools}:${process.env["PATH"] ?? ""}` };
}

test.describe("on a Linux desktop without a tray", () => {
  test.skip(process.platform !== "linux" || onRealElectron, "needs a session bus that answers as the test wants");

  test("the window comes up by itself and says why, even when started hidden", async ({ launch, home }) => {
    const application = await launch({ args: ["--hidden"], env: trayThatIs(home, "false") });
    const page = await application.waitForEvent("window", { timeout: 15_000 });
    await page.locator("h1").first().waitFor();
    // The first start brings the window up before the bus has answered.
    await expect.poll(async () => (await snapshotOf(page)).about.tray).toBe("missing");
    const { title } = noticeWords({ id: "", at: 0, kind: "trayMissing", parts: {} });
    await expect(page.getByText(title).first()).toBeVisible();
  });
});
