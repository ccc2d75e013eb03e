// The one Chromium of this process: started at boot, used by every window.
import type { DevTools } from "./chromiumPipe.ts";
import { startChromium } from "./chromiumProcess.ts";

let connection: Promise<DevTools> | undefined;

export function startBrowser(debuggingPort: boolean): Promise<DevTools> {
  connection = startChromium(debuggingPort);
  return connection;
}

export function browser(): Promise<DevTools> {
  if (!connection) throw new Error("stand-in: Chromium has not been started");
  return connection;
}
