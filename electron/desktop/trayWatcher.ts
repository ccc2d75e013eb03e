// Finds out whether this desktop shows tray icons at all. On Linux that takes a StatusNotifierWatcher; stock GNOME has none.
// https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/StatusNotifierWatcher/
import { nameHasOwner, type RunTool } from "../node/sessionBus.ts";

/** `shown`: something claims to show icons. Whether a person sees them, nobody on the bus can tell. */
export type TrayPresence = "shown" | "missing" | "unknown";

const watcher = "org.kde.StatusNotifierWatcher";

export async function findTray(platform: NodeJS.Platform, run: RunTool): Promise<TrayPresence> {
  if (platform !== "linux") return "shown";
  const claimed = await nameHasOwner(run, watcher);
  if (claimed === undefined) return "unknown";
  return claimed ? "shown" : "missing";
}
