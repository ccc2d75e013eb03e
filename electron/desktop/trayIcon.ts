// Which drawing of the tray's icon suits a state on this desktop.
import type { TrayState } from "../../shared/trayState.ts";

export interface TrayLook {
  readonly platform: NodeJS.Platform;
  /** The taskbar is dark, so the drawing must be light. */
  readonly darkBar: boolean;
}

/** Name of the file in `icons/`. macOS colours a template by itself; Windows takes the size that it needs from an .ico. */
export function trayIconFile(state: TrayState, { platform, darkBar }: TrayLook): string {
  if (platform === "darwin") return `${state}Template.png`;
  const colour = darkBar ? "onDark" : "onLight";
  return `${state}-${colour}.${platform === "win32" ? "ico" : "png"}`;
}

/** GNOME's bar is dark whatever the theme of its windows is. */
export function hasDarkBar(platform: NodeJS.Platform, darkTheme: boolean, desktop: string | undefined): boolean {
  return platform === "linux" ? darkTheme || /gnome|ubuntu|unity/i.test(desktop ?? "") : darkTheme;
}
