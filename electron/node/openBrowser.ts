// Opens an address in the person's browser, where there is one.

export type Environment = Readonly<Record<string, string | undefined>>;

export interface BrowserCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** What the program reads from its standard input. */
  readonly input?: string;
}

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
  return command === undefined ? Promise.resolve(false) : startBrowser(command);
}

/** The program and its arguments. No shell takes part, so no character of the address means anything to one. */
export function browserCommand(url: string, env: Environment, platform: NodeJS.Platform): BrowserCommand | undefined {
  if (!mayOpenBrowser(env, platform)) return undefined;
  if (platform === "darwin") return { program: "open", args: [url] };
  if (platform === "win32") return { program: "rundll32", args: ["url.dll,FileProtocolHandler", url] };
  return { program: "xdg-open", args: [url] };
}

function mayOpenBrowser(env: Environment, platform: NodeJS.Platform): boolean {
  if (env["BROWSER"] === "none") return false;
  return platform === "darwin" || platform === "win32" || Boolean(env["DISPLAY"] || env["WAYLAND_DISPLAY"]);
}

/** Whether the program found a browser, as far as it says. Never throws. */
export function startBrowser({ program, args, input }: BrowserCommand): Promise<boolean> {
  return new Promise((resolve) => {
    const child = process.getBuiltinModule("node:child_process").spawn(program, args, {
      stdio: [input === undefined ? "ignore" : "pipe", "ignore", "ignore"],
      detached: true,
    });
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
    child.once("spawn", () => void setTimeout(() => resolve(true), verdictMs).unref());
    // A program that is gone before it reads says so by how it ends.
    child.stdin?.once("error", () => undefined).end(input);
    child.unref();
  });
}
