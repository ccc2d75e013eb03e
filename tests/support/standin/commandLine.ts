// Splits the arguments of an `electron` call the way Electron's own default app does: switches, preloaded modules, app path.

export interface CommandLine {
  /** Modules given with `-r`, loaded before the app. Playwright's loader comes this way. */
  readonly preloads: readonly string[];
  /** Chromium-style switches that stand before the app path; names in lower case. */
  readonly switches: Map<string, string>;
  /** Folder or file of the app, as given. */
  readonly target: string;
}

export function parseCommandLine(argumentsGiven: readonly string[]): CommandLine {
  const preloads: string[] = [];
  const switches = new Map<string, string>();
  let target: string | undefined;
  for (let index = 0; index < argumentsGiven.length; index++) {
    const argument = argumentsGiven[index] ?? "";
    if (target === undefined && (argument === "-r" || argument === "--require")) {
      preloads.push(argumentsGiven[++index] ?? "");
      continue;
    }
    const found = /^--([^=]+)(?:=(.*))?$/s.exec(argument);
    if (found) switches.set((found[1] ?? "").toLowerCase(), found[2] ?? "");
    else if (!argument.startsWith("-")) target ??= argument;
  }
  return { preloads, switches, target: target ?? "." };
}

/**
 * Playwright asks for a debugger, which is the stand-in's own, and its loader sets switches of its own for Chromium, which is
 * another process here: none of them was given to the app. Any others are.
 */
export function withoutDriver(switches: ReadonlyMap<string, string>, preloads: readonly string[]): Map<string, string> {
  const driven = preloads.some((path) => path.includes("playwright"));
  const isDrivers = (name: string, value: string): boolean =>
    driven && value === "0" && (name === "inspect" || name === "remote-debugging-port");
  return new Map([...switches].filter(([name, value]) => !isDrivers(name, value)));
}
