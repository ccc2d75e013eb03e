// Starts an app on the stand-in through Playwright, and hands out the control.
import { _electron, type ElectronApplication, type JSHandle } from "playwright";
import type { Control } from "./control.ts";

export interface LaunchOptions {
  /** Folder with the app's package.json, or its main file. */
  readonly app: string;
  /** Home folder of the run: settings, user data and key ring all lie in it. */
  readonly home: string;
  readonly args?: readonly string[];
  /** STANDIN_… variables and what the app itself reads. */
  readonly env?: Readonly<Record<string, string>>;
}

export async function launchOnStandin({ app, home, args = [], env = {} }: LaunchOptions): Promise<ElectronApplication> {
  process.env["ELECTRON_OVERRIDE_DIST_PATH"] = import.meta.dirname; // Playwright asks the electron package, in this process
  return await _electron.launch({ args: [app, ...args], env: standinEnvironment(home, env) });
}

/** The environment for starting the executable by hand, as a second instance is. */
export function standinEnvironment(home: string, env: Readonly<Record<string, string>> = {}): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    XDG_CONFIG_HOME: `${home}/.config`,
    XDG_DATA_HOME: `${home}/.local/share`,
    ...env,
  };
}

/** Call `evaluate` on it: `control.evaluate((standin) => standin.tray.state())`. */
export async function controlOf(application: ElectronApplication): Promise<JSHandle<Control>> {
  return await application.evaluateHandle(
    (electron) => (electron as unknown as { readonly __standin: Control }).__standin,
  );
}
