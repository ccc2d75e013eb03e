// Starting with the computer, off unless wished: the system's login items, and on Linux a file in the autostart folder.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { app } from "electron/main";

/** How the system starts the program with the computer: without a window. */
export const hidden = "--hidden";

export type StartState = "on" | "off" | "needsApproval" | "notPossible";

/** What of the system is needed; tests hand in their own. */
export interface LoginSystem {
  readonly platform: string;
  /** A development run has no program of its own to start. */
  readonly packaged: boolean;
  /** Program with its arguments, as the autostart file wants it. */
  readonly program: string;
  readonly autostartFolder: string;
  readonly set: (wished: boolean) => void;
  readonly get: () => { readonly openAtLogin: boolean; readonly status?: string };
}

const fileName = "io.github.tokentray.TokenTray.desktop";

export async function startAtLogin(wished: boolean, system: LoginSystem): Promise<StartState> {
  if (!system.packaged) return "notPossible";
  if (system.platform === "linux") return startOnLinux(wished, system);
  const before = system.get();
  if (before.openAtLogin !== wished) system.set(wished);
  return stateOf(system);
}

/** Asks only, and changes nothing. */
export async function startsAtLogin(system: LoginSystem): Promise<StartState> {
  if (!system.packaged) return "notPossible";
  if (system.platform !== "linux") return stateOf(system);
  const entry = await readFile(join(system.autostartFolder, fileName), "utf8").catch(() => undefined);
  return entry === undefined ? "off" : "on";
}

function stateOf(system: LoginSystem): StartState {
  const { openAtLogin, status } = system.get();
  if (status === "requires-approval") return "needsApproval";
  return openAtLogin ? "on" : "off";
}

async function startOnLinux(wished: boolean, { autostartFolder, program }: LoginSystem): Promise<StartState> {
  const file = join(autostartFolder, fileName);
  if (!wished) {
    await rm(file, { force: true });
    return "off";
  }
  const entry = `[Desktop Entry]\nType=Application\nName=TokenTray\nExec=${quoted(program)} ${hidden}\nX-GNOME-Autostart-enabled=true\n`;
  await mkdir(autostartFolder, { recursive: true });
  if ((await readFile(file, "utf8").catch(() => "")) !== entry) await writeFile(file, entry);
  return "on";
}

/**
 * Desktop Entry Specification, "The Exec key": quoted, with four characters escaped, and percent signs doubled. As in every
 * text of such a file, backslashes are doubled after that, and no line may end.
 */
function quoted(path: string): string {
  const argument = path.replaceAll(/["`$\\]/g, String.raw`\$&`).replaceAll("%", "%%");
  return `"${argument
    .replaceAll("\\", String.raw`\\`)
    .replaceAll("\n", String.raw`\n`)
    .replaceAll("\r", String.raw`\r`)}"`;
}

export function loginSystem(): LoginSystem {
  const { env, execPath, platform } = process;
  const args = [hidden];
  return {
    platform,
    packaged: app.isPackaged,
    program: env["APPIMAGE"] ?? execPath,
    autostartFolder: join(env["XDG_CONFIG_HOME"] ?? join(app.getPath("home"), ".config"), "autostart"),
    set: (openAtLogin) => app.setLoginItemSettings(platform === "win32" ? { openAtLogin, args } : { openAtLogin }),
    get: () => app.getLoginItemSettings(platform === "win32" ? { args } : undefined),
  };
}
