// Tells the program whether its tray icon can be seen, and brings up the window where it cannot, or may not be.
import { setTimeout as wait } from "node:timers/promises";
import type { App } from "../core/app.ts";
import { runTool, type RunTool } from "../node/sessionBus.ts";
import { findTray } from "./trayWatcher.ts";
import type { Windows } from "./windows.ts";

/** A panel that starts with the session may come up later than an app that starts with it too. */
const secondLookMs = 5000;

export async function announceTray(
  program: Pick<App, "trayIs">,
  windows: Pick<Windows, "isOpen" | "show">,
  platform: NodeJS.Platform,
  run: RunTool = runTool,
  pauseMs: number = secondLookMs,
): Promise<void> {
  let presence = await findTray(platform, run);
  if (presence === "missing") {
    await wait(pauseMs, undefined, { ref: false });
    presence = await findTray(platform, run);
  }
  program.trayIs(presence);
  if (presence === "missing" && !windows.isOpen()) windows.show();
}

/**
 * For a start without a window. Something may claim to show icons and show none (KDE's daemon without a panel), which nobody
 * can tell. So whoever has never seen the program is shown it; from then on a start from the menu brings the window.
 */
export async function showAtFirstStart(
  program: Pick<App, "isFirstStart">,
  windows: Pick<Windows, "isOpen" | "show">,
): Promise<void> {
  if ((await program.isFirstStart()) && !windows.isOpen()) windows.show();
}
