// What menu roles do when clicked. Those of editing belong to the page and do nothing here.
import { app } from "./app.ts";
import { focusedWindow } from "./windowRegistry.ts";

export const menuRoles: Readonly<Record<string, () => void>> = {
  quit: () => app.quit(),
  close: () => focusedWindow()?.close(),
  minimize: () => focusedWindow()?.minimize(),
  reload: () => focusedWindow()?.reload(),
  ...Object.fromEntries(
    [
      "about",
      "undo",
      "redo",
      "cut",
      "copy",
      "paste",
      "selectall",
      "delete",
      "appmenu",
      "editmenu",
      "windowmenu",
      "hide",
      "hideothers",
      "unhide",
      "services",
      "front",
      "zoom",
    ].map((role) => [role, () => undefined]),
  ),
};
