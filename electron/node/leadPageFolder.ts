// Where, on Linux, a file that leads to an address may lie so that the person's browser can read it and nobody else can.
import { execFile } from "node:child_process";
import { access, readFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { promisify } from "node:util";
import type { Environment } from "./openBrowser.ts";

export interface Applications {
  /** The desktop file's name of the program that opens this type; empty where there is none. */
  openerOf(type: string): Promise<string>;
  isThere(path: string): Promise<boolean>;
  /** Empty where there is no such file. */
  textOf(path: string): Promise<string>;
}

/**
 * The folder to put it in; undefined where a file would not get there: nobody knows what opens pages, something else than
 * the browser does (an editor, say), or the browser lives in a box that shuts the file out.
 * - A snap sees neither `/tmp` nor hidden folders; its own `~/snap/NAME/common` it always sees.
 * - A Flatpak is handed the file where its command line has `--file-forwarding`; its portal takes it from `/tmp`.
 * - Everything else sees the person's runtime folder, which is in memory and theirs alone; else the temporary folder.
 */
export async function leadPageFolder(
  env: Environment,
  home: string = homedir(),
  applications: Applications = installedApplications,
): Promise<string | undefined> {
  // The browser there is often Windows', which has other paths.
  if (env["WSL_DISTRO_NAME"]) return undefined;
  const [browser, opener] = await Promise.all(["x-scheme-handler/http", "text/html"].map(applications.openerOf));
  if (browser === undefined || browser === "" || browser !== opener || browser.includes("/")) return undefined;
  if (await applications.isThere(join("/var/lib/snapd/desktop/applications", browser))) {
    const own = join(home, "snap", browser.split("_")[0] ?? "", "common");
    return (await applications.isThere(own)) ? own : undefined;
  }
  for (const place of [join(home, ".local/share"), "/var/lib"]) {
    const launcher = await applications.textOf(join(place, "flatpak/exports/share/applications", browser));
    if (launcher !== "") return /^Exec=.*--file-forwarding.*@@u? %[uUfF]/m.test(launcher) ? tmpdir() : undefined;
  }
  const runtime = env["XDG_RUNTIME_DIR"];
  return runtime !== undefined && isAbsolute(runtime) && (await applications.isThere(runtime)) ? runtime : tmpdir();
}

/** A desktop that takes longer than this to say is not waited for. */
const answerWithinMs = 3_000;
const run = promisify(execFile);

const installedApplications: Applications = {
  openerOf: (type) =>
    run("xdg-mime", ["query", "default", type], { timeout: answerWithinMs }).then(
      ({ stdout }) => stdout.trim(),
      () => "",
    ),
  isThere: (path) =>
    access(path).then(
      () => true,
      () => false,
    ),
  textOf: (path) => readFile(path, "utf8").catch(() => ""),
};
