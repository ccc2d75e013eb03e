// app.getPath and setPath, by the rules of Linux desktops whatever platform is pretended: the files are real ones.
import { homedir, tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";

export interface AppPaths {
  get(name: string): string;
  set(name: string, path: string): void;
}

/** `appName` and `userData` are asked each time: the app may rename itself. `userData` is the switch `--user-data-dir`. */
export function createAppPaths(
  appName: () => string,
  executable: () => string,
  userDataSwitch: () => string | undefined,
): AppPaths {
  const chosen = new Map<string, string>();
  const home = (): string => process.env["HOME"] ?? homedir();
  const appData = (): string => process.env["XDG_CONFIG_HOME"] ?? join(home(), ".config");
  const userData = (): string => chosen.get("userData") ?? userDataSwitch() ?? join(appData(), appName());
  const standard: Readonly<Record<string, () => string>> = {
    home,
    appData,
    userData,
    sessionData: userData,
    temp: tmpdir,
    exe: executable,
    logs: () => join(userData(), "logs"),
    crashDumps: () => join(userData(), "Crashpad"),
  };
  return {
    get(name) {
      const path = chosen.get(name) ?? standard[name]?.();
      if (path === undefined) throw new Error(`Failed to get '${name}' path`);
      return path;
    },
    set(name, path) {
      if (!isAbsolute(path)) throw new Error("Path must be absolute");
      if (!(name in standard)) throw new Error(`Failed to set path for '${name}'`);
      chosen.set(name, path);
    },
  };
}
