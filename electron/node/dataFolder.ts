// Where the terminal keeps its data: apart from the desktop app's, because each has its own vault.
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

const name = "tokentray-terminal";

/** `TOKENTRAY_DATA` if set, else the place each system has for programs' data (XDG Base Directory on Linux and the like). */
export function terminalDataFolder(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const wished = env["TOKENTRAY_DATA"];
  if (wished !== undefined && wished !== "") return resolve(wished);
  if (platform === "win32") return join(env["LOCALAPPDATA"] ?? join(home, "AppData", "Local"), name);
  if (platform === "darwin") return join(home, "Library", "Application Support", name);
  const xdg = env["XDG_DATA_HOME"];
  // The specification says that a relative path is to be ignored.
  return join(xdg !== undefined && isAbsolute(xdg) ? xdg : join(home, ".local", "share"), name);
}
