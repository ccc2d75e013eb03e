// Does this desktop show the tray icon?
import { type Check, found } from "./check.ts";

export const trayCheck: Check = {
  id: "tray",
  run: ({ snapshot: { about } }) => found("tray", about.host === "terminal" ? "noTray" : about.tray, {}),
};
