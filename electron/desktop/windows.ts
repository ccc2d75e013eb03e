// The app's one window: made when asked for, gone when closed, and shut in on every side.
import { BrowserWindow, nativeTheme } from "electron/main";
import { channels } from "../../shared/channels.ts";
import type { Screen } from "../../shared/contract.ts";
import { firstPage } from "./origin.ts";
import { windowOptions } from "./windowOptions.ts";

export interface Windows {
  /** Opens the window, or brings it to the front; without a screen it shows what it showed. */
  show(screen?: Screen): void;
  send(channel: string, message: unknown): void;
  owns(webContentsId: number): boolean;
  isOpen(): boolean;
}

/** Of a page that crashes again within this time a new one would crash too. */
const crashPauseMs = 60_000;

export function createWindows(preload: string, isPackaged: boolean, reportBug: (error: unknown) => void): Windows {
  let window: BrowserWindow | undefined;
  let loaded = false;
  let pendingScreen: Screen | undefined;
  let crashedAt = -crashPauseMs;

  const send = (channel: string, message: unknown): void => {
    window?.webContents.send(channel, message);
  };

  const open = (): void => {
    const made = new BrowserWindow(windowOptions(preload, isPackaged, nativeTheme.shouldUseDarkColors));
    window = made;
    loaded = false;
    made.once("ready-to-show", () => made.show());
    made.once("closed", () => {
      if (window !== made) return;
      window = undefined;
      loaded = false;
    });
    made.webContents.on("did-finish-load", () => {
      loaded = true;
      if (pendingScreen !== undefined) send(channels.showScreen, pendingScreen);
      pendingScreen = undefined;
    });
    made.webContents.once("render-process-gone", (_, details) => {
      if (details.reason === "clean-exit") return;
      reportBug(new Error(`The window's process ended: ${details.reason}`));
      // Not while Electron is still telling of it.
      setImmediate(() => {
        made.destroy();
        reopenAfterCrash();
      });
    });
    made.loadURL(firstPage).catch((error: unknown) => {
      if (made.isDestroyed()) return;
      reportBug(error);
      made.destroy();
    });
  };

  const reopenAfterCrash = (): void => {
    const now = performance.now();
    if (now - crashedAt < crashPauseMs) return;
    crashedAt = now;
    open();
  };

  return {
    show: (screen) => {
      const isNew = window === undefined;
      if (isNew) open();
      if (!loaded) pendingScreen = screen ?? pendingScreen;
      else if (screen !== undefined) send(channels.showScreen, screen);
      // It comes up when its page is drawn; but whoever asks again gets what there is.
      if (isNew) return;
      if (window?.isMinimized() === true) window.restore();
      window?.show();
      window?.focus();
    },
    send,
    owns: (webContentsId) => window?.webContents.id === webContentsId,
    isOpen: () => window !== undefined,
  };
}
