// What `require('electron')` answers in the main process.
import { app } from "./app.ts";
import { BrowserWindow } from "./browserWindow.ts";
import { clipboard } from "./clipboard.ts";
import { ClipboardItem } from "./clipboardItem.ts";
import type { Offer } from "./conformance.ts";
import { control } from "./control.ts";
import { dialog } from "./dialog.ts";
import { IpcMain, ipcMain } from "./ipcMain.ts";
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
import { offeredEvents, strict } from "./strictModule.ts";
import { systemPreferences } from "./systemPreferences.ts";
import { Tray } from "./tray.ts";
import { WebContents } from "./webContents.ts";
import { WebFrameMain } from "./webFrameMain.ts";
import { WebRequest } from "./webRequest.ts";

const net = createNet(defaultSession.fetch);

const classes = [BrowserWindow, ClipboardItem, Menu, MenuItem, NativeImage, Notification, Tray, WebContents];

/** Every prototype, class and object offered, under its type's name in electron.d.ts. */
export const offered: readonly Offer[] = [
  ...classes.map((type) => ({ type: type.name, members: type })),
  ...[...classes, IpcMain, Session, WebFrameMain, WebRequest].map((type) => ({
    type: type.name,
    members: type.prototype as object,
  })),
  ...Object.entries({
    App: app,
    NativeTheme: nativeTheme,
    PowerMonitor: powerMonitor,
    Screen: screen,
    SystemPreferences: systemPreferences,
  }).map(([type, emitter]) => ({
    type,
    members: Object.getPrototypeOf(emitter) as object,
    events: offeredEvents(emitter),
  })),
  { type: "CommandLine", members: app.commandLine },
  { type: "Clipboard", members: clipboard },
  { type: "Dialog", members: dialog },
  { type: "Net", members: net },
  { type: "Protocol", members: defaultSession.protocol },
  { type: "SafeStorage", members: safeStorage },
  { type: "Shell", members: shell },
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
