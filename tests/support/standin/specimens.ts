// Makes one of each thing that apps construct or receive, for comparing what only an instance shows.
import { app } from "./app.ts";
import { BrowserWindow } from "./browserWindow.ts";
import type { Offer } from "./conformance.ts";
import { Menu, MenuItem } from "./menu.ts";
import { NativeImage } from "./nativeImage.ts";
import { Notification } from "./notification.ts";
import { defaultSession } from "./session.ts";
import { offeredEvents } from "./strictModule.ts";
import { Tray } from "./tray.ts";

/** Their fields and events. The app must be ready. */
export function specimens(): readonly Offer[] {
  const window = new BrowserWindow({ show: false });
  const { webContents } = window;
  const dot =
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
  const tray = new Tray(NativeImage.createFromDataURL(dot));
  const offers = [
    ...[window, webContents, defaultSession, tray, new Menu(), new Notification()].map((emitter) => ({
      type: emitter.constructor.name,
      members: emitter,
      events: offeredEvents(emitter),
    })),
    { type: "App", members: app },
    { type: "WebFrameMain", members: webContents.mainFrame },
    { type: "MenuItem", members: new MenuItem({ label: "any" }) },
    ...(app.dock ? [{ type: "Dock", members: app.dock }] : []),
  ];
  app.once("window-all-closed", () => undefined); // the default is to quit
  window.destroy();
  tray.destroy();
  return offers;
}
