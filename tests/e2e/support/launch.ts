// Starts TokenTray for an end-to-end test: on the stand-in, or on real Electron where TOKENTRAY_REAL_ELECTRON is set.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { _electron, type ElectronApplication, type Page } from "playwright";
import { prepareChromium } from "../../support/chromium.ts";
import { standinEnvironment } from "../../support/standin/launch.ts";

const repository = join(import.meta.dirname, "../../..");
/** Where `npm run test:packed` has taken the app out of its archive. */
const builtApp = process.env["TOKENTRAY_APP"] ?? repository;
const standin = join(repository, "tests/support/standin");
export const onRealElectron = process.env["TOKENTRAY_REAL_ELECTRON"] !== undefined;

export interface Profile {
  /** Everything that the run leaves behind is below it. */
  readonly home: string;
  /** Folder of the app; the repository, or what TOKENTRAY_APP names, unless told. */
  readonly app?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

interface Command {
  readonly executable: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export async function launchTokenTray(profile: Profile): Promise<ElectronApplication> {
  // Playwright asks the electron package in this process.
  if (!onRealElectron) process.env["ELECTRON_OVERRIDE_DIST_PATH"] = standin;
  const probe = join(import.meta.dirname, "probe.cjs");
  return await _electron.launch({ args: ["-r", probe, ...appArgs(profile)], env: await environment(profile) });
}

/** Starts it beside one that runs already, and resolves with the exit code. */
export async function startSecond(profile: Profile): Promise<number | null> {
  const { executable, args, env } = await commandOf(profile);
  const child = spawn(executable, args, { env, stdio: "ignore" });
  return await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
}

/** How to start it without Playwright. */
export async function commandOf(profile: Profile): Promise<Command> {
  if (!onRealElectron) process.env["ELECTRON_OVERRIDE_DIST_PATH"] = standin;
  const executable = createRequire(import.meta.url)("electron") as string;
  return { executable, args: appArgs(profile), env: await environment(profile) };
}

/** The window, once its page is drawn. */
export async function windowOf(application: ElectronApplication): Promise<Page> {
  const page = await application.firstWindow();
  await page.locator("h1").first().waitFor();
  return page;
}

/** As a person closes it; the program goes on. */
export async function closeWindow(application: ElectronApplication): Promise<void> {
  const closed = application.windows()[0]?.waitForEvent("close");
  await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await closed;
}

/** Waits until the process has ended by itself. */
export async function ended(application: ElectronApplication): Promise<void> {
  const child = application.process();
  if (child.exitCode === null) await new Promise((resolve) => child.once("exit", resolve));
}

function appArgs({ home, app = builtApp, args = [] }: Profile): string[] {
  return [app, `--user-data-dir=${join(home, "profile")}`, ...args];
}

async function environment({ home, env = {} }: Profile): Promise<Record<string, string>> {
  const chromium = onRealElectron ? {} : { STANDIN_CHROMIUM_JSON: JSON.stringify(await prepareChromium()) };
  return standinEnvironment(home, { ...chromium, ...env });
}
