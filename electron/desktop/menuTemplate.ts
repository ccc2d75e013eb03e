// Turns the tray's items into what Electron builds a menu from.
import type { MenuItemConstructorOptions } from "electron/main";
import type { CommandCall } from "../../shared/commandCall.ts";
import type { TrayItem } from "../../shared/trayMenu.ts";

export function menuTemplate(
  items: readonly TrayItem[],
  platform: NodeJS.Platform,
  run: (call: CommandCall) => void,
): MenuItemConstructorOptions[] {
  return items.map((item): MenuItemConstructorOptions => {
    if (item.type === "separator") return { type: "separator" };
    const label = menuLabel(item.label, platform);
    if (item.type === "submenu") return { id: item.id, label, submenu: menuTemplate(item.items, platform, run) };
    const { id, enabled, command } = item;
    return command === undefined ? { id, label, enabled } : { id, label, enabled, click: () => run(command) };
  });
}

/** Windows and Linux take a single `&` for the mark of an access key. */
function menuLabel(label: string, platform: NodeJS.Platform): string {
  return platform === "darwin" ? label : label.replaceAll("&", "&&");
}
