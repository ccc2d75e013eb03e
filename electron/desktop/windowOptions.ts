// The hardened options of every window. Electron's defaults are already right; what is written is what must not drift.
import type { BrowserWindowConstructorOptions } from "electron/main";

export function windowOptions(preload: string, isPackaged: boolean, dark: boolean): BrowserWindowConstructorOptions {
  return {
    width: 480,
    height: 720,
    minWidth: 320,
    minHeight: 400,
    title: "TokenTray",
    show: false,
    backgroundColor: dark ? "#1b1f24" : "#ffffff",
    webPreferences: {
      preload,
      contextIsolation: true,
      nodeIntegration: false,
      sandbox: true,
      webSecurity: true,
      spellcheck: false,
      devTools: !isPackaged,
    },
  };
}
