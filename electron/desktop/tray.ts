// The tray icon: drawn anew from the snapshot whenever what it shows has changed.
import { join } from "node:path";
import { Menu, nativeTheme, Tray } from "electron/main";
import type { CommandCall } from "../../shared/commandCall.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import { nextLabelChangeAt, trayMenu } from "../../shared/trayMenu.ts";
import { trayState, trayTooltip } from "../../shared/trayState.ts";
import type { Clock } from "../core/ports.ts";
import { menuTemplate } from "./menuTemplate.ts";
import { hasDarkBar, trayIconFile } from "./trayIcon.ts";

export interface TrayParts {
  readonly clock: Clock;
  readonly icons: string;
  readonly platform: NodeJS.Platform;
  readonly snapshot: () => Snapshot;
  readonly run: (call: CommandCall) => void;
  readonly openWindow: () => void;
}

/** The answer draws it again; to be called after every change and after waking up. */
export function showTray({ clock, icons, platform, snapshot, run, openWindow }: TrayParts): () => void {
  const iconPath = (): string => {
    const darkBar = hasDarkBar(platform, isDark(platform), process.env["XDG_CURRENT_DESKTOP"]);
    return join(icons, trayIconFile(trayState(snapshot()), { platform, darkBar }));
  };
  let drawn = { icon: iconPath(), menu: "", tooltip: "" };
  const tray = new Tray(drawn.icon);
  let cancelTimer = (): void => undefined;

  const draw = (): void => {
    const now = clock.now();
    const items = trayMenu(snapshot(), now);
    const next = { icon: iconPath(), menu: JSON.stringify(items), tooltip: trayTooltip(snapshot(), now) };
    if (next.icon !== drawn.icon) tray.setImage(next.icon);
    if (next.tooltip !== drawn.tooltip) tray.setToolTip(next.tooltip);
    // Setting a menu closes one that is open, so it is set only when it reads differently; and always whole,
    // because Linux shows nothing of a change made to an item.
    if (next.menu !== drawn.menu) tray.setContextMenu(Menu.buildFromTemplate(menuTemplate(items, platform, run)));
    drawn = next;
    cancelTimer();
    const changeAt = nextLabelChangeAt(snapshot(), now);
    if (changeAt !== undefined) cancelTimer = clock.after(changeAt - now, draw);
  };

  if (platform === "win32") tray.on("click", () => tray.popUpContextMenu());
  if (platform === "linux") tray.on("click", openWindow);
  nativeTheme.on("updated", draw);
  draw();
  return draw;
}

/** The taskbar's theme, where it may be another than that of windows. */
function isDark(platform: NodeJS.Platform): boolean {
  return platform === "linux" ? nativeTheme.shouldUseDarkColors : nativeTheme.shouldUseDarkColorsForSystemIntegratedUI;
}
