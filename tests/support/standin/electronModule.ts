// What `require('electron')` answers in the main process.
import { app } from "./app.ts";
import { BrowserWindow } from "./browserWindow.ts";
import { clipboard } from "./clipboard.ts";
import { ClipboardItem } from "./clipboardItem.ts";
import { control } from "./control.ts";
import { dialog } from "./dialog.ts";
import { ipcMain } from "./ipcMain.ts";
import { Menu, MenuItem } from "./menu.ts";
import { NativeImage } from "./nativeImage.ts";
import { nativeTheme } from "./nativeTheme.ts";
import { createNet } from "./net.ts";
import { Notification } from "./notification.ts";
import { guardPlatforms } from "./platformTable.ts";
import { powerMonitor } from "./powerMonitor.ts";
import { safeStorage } from "./safeStorage.ts";
import { screen } from "./screen.ts";
import { defaultSession, Session, session } from "./session.ts";
import { shell } from "./shell.ts";
import { strict } from "./strictModule.ts";
import { systemPreferences } from "./systemPreferences.ts";
import { Tray } from "./tray.ts";
import { WebContents } from "./webContents.ts";
import { WebFrameMain } from "./webFrameMain.ts";
import { WebRequest } from "./webRequest.ts";

const net = createNet(defaultSession.fetch);

/** Every object offered, under its type's name in electron.d.ts; statics under the class itself. */
export const offered: readonly { readonly type: string; readonly members: object; readonly emitter?: object }[] = [
  { type: "App", members: Object.getPrototypeOf(app) as object, emitter: app },
  { type: "CommandLine", members: app.commandLine },
  ...[
    ClipboardItem,
    Menu,
    MenuItem,
    NativeImage,
    Notification,
    Tray,
    WebContents,
    BrowserWindow,
    Session,
    WebRequest,
    WebFrameMain,
  ].map((type) => ({ type: type.name, members: type.prototype as object })),
  { type: "Clipboard", members: clipboard },
  { type: "Dialog", members: dialog },
  { type: "IpcMain", members: Object.getPrototypeOf(ipcMain) as object },
  { type: "NativeTheme", members: Object.getPrototypeOf(nativeTheme) as object, emitter: nativeTheme },
  { type: "Net", members: net },
  { type: "PowerMonitor", members: Object.getPrototypeOf(powerMonitor) as object, emitter: powerMonitor },
  { type: "Protocol", members: defaultSession.protocol },
  { type: "SafeStorage", members: safeStorage },
  { type: "Screen", members: Object.getPrototypeOf(screen) as object, emitter: screen },
  { type: "Shell", members: shell },
  {
    type: "SystemPreferences",
    members: Object.getPrototypeOf(systemPreferences) as object,
    emitter: systemPreferences,
  },
];

for (const { type, members } of offered) guardPlatforms(type, members);

export const electron: object = strict("module", {
  app,
  BrowserWindow,
  clipboard,
  ClipboardItem,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage: NativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol: defaultSession.protocol,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
  webContents: WebContents,
  /** For tests alone; no app code may look for it. */
  __standin: control,
});
