// The bridge: everything a window may ask of the main process.
import { contextBridge } from "electron/renderer";

contextBridge.exposeInMainWorld("tokenTray", {});
