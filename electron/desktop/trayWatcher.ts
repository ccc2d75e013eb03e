// Finds out whether this desktop shows tray icons at all. On Linux that takes a StatusNotifierWatcher; stock GNOME has none.
// https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/StatusNotifierWatcher/
import { execFile } from "node:child_process";

/** Runs a program and gives what it printed, or undefined where it is not there, fails or takes too long. */
export type RunTool = (program: string, args: readonly string[]) => Promise<string | undefined>;

export type TrayPresence = "shown" | "missing" | "unknown";

const bus = "org.freedesktop.DBus";
const busPath = "/org/freedesktop/DBus";
const watcher = "org.kde.StatusNotifierWatcher";

/** Whichever of them is installed can ask the session bus. */
const questions: readonly { readonly program: string; readonly args: readonly string[] }[] = [
  {
    program: "gdbus",
    args: ["call", "--session", "--dest", bus, "--object-path", busPath, "--method", `${bus}.NameHasOwner`, watcher],
  },
  { program: "busctl", args: ["--user", "call", bus, busPath, bus, "NameHasOwner", "s", watcher] },
  {
    program: "dbus-send",
    args: ["--session", "--print-reply", `--dest=${bus}`, busPath, `${bus}.NameHasOwner`, `string:${watcher}`],
  },
];

export async function findTray(platform: NodeJS.Platform, runTool: RunTool): Promise<TrayPresence> {
  if (platform !== "linux") return "shown";
  for (const { program, args } of questions) {
    const answer = /\b(true|false)\b/.exec((await runTool(program, args)) ?? "")?.[1];
    if (answer !== undefined) return answer === "true" ? "shown" : "missing";
  }
  return "unknown";
}

export const runTool: RunTool = (program, args) =>
  new Promise((resolve) => {
    execFile(program, args, { timeout: 2000 }, (error, stdout) => resolve(error === null ? stdout : undefined));
  });
