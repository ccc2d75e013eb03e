// Opens an address in the person's browser, where there is one.
import { spawn } from "node:child_process";

type Environment = Readonly<Record<string, string | undefined>>;

/** A program that finds no browser says so at once; one that is still running by then shows the page itself. */
const verdictMs = 1_000;

/**
 * Whether a browser was asked to; `BROWSER=none` and a Linux without a display say no beforehand, a program that is
 * missing or fails says no within a second. Never throws.
 */
export function openBrowser(
  url: string,
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
  const command = browserCommand(url, env, platform);
  if (command === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    const [program, ...args] = command;
    const child = spawn(program, args, { stdio: "ignore", detached: true });
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
    child.once("spawn", () => void setTimeout(() => resolve(true), verdictMs).unref());
    child.unref();
  });
}

/** The program and its arguments. No shell takes part, so no character of the address means anything to one. */
export function browserCommand(
  url: string,
  env: Environment,
  platform: NodeJS.Platform,
): readonly [string, ...string[]] | undefined {
  if (env["BROWSER"] === "none") return undefined;
  if (platform === "darwin") return ["open", url];
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler", url];
  return env["DISPLAY"] || env["WAYLAND_DISPLAY"] ? ["xdg-open", url] : undefined;
}
