// Starts the Chromium that draws the app's windows. It ends with this process, even when that is killed, because its control pipe closes.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex, Readable, Writable } from "node:stream";
import { devToolsOver, type DevTools } from "./chromiumPipe.ts";
import { mark } from "./record.ts";

export interface ChromiumFiles {
  readonly executablePath: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly args?: readonly string[];
}

const switches = [
  "--headless",
  "--disable-gpu",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-extensions",
  "--disable-component-update",
  "--disable-background-networking",
  "--disable-sync",
  "--password-store=basic",
  "--use-mock-keychain",
  "--disable-dev-shm-usage",
  "--no-startup-window",
  "--remote-debugging-pipe",
  // A page that reaches past Fetch interception (a WebSocket, a prefetch) finds no name to reach.
  "--host-resolver-rules=MAP * ~NOTFOUND",
];

/** `debuggingPort` also opens the WebSocket that Playwright connects to, and passes on the line that announces it. */
export async function startChromium(debuggingPort: boolean): Promise<DevTools> {
  const files = await chromiumFiles();
  const profile = mkdtempSync(join(tmpdir(), "standin-chromium-"));
  const all = [
    ...(files.args ?? []),
    ...switches,
    `--user-data-dir=${profile}`,
    ...(debuggingPort ? ["--remote-debugging-port=0"] : []),
  ];
  const chromium = spawn(files.executablePath, [...new Set(all)], {
    env: { ...process.env, ...files.env },
    stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
  });
  relayAnnouncement(chromium.stdio[2] as Readable);
  process.on("exit", () => {
    chromium.kill("SIGKILL");
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  });
  const gone = new Promise<never>((_, reject) => {
    chromium.on("error", reject);
    chromium.on("exit", (code) => reject(new Error(`stand-in: Chromium ended with code ${code}`)));
  });
  gone.catch(() => undefined);
  const devTools = devToolsOver(chromium.stdio[3] as Writable, chromium.stdio[4] as Duplex);
  await Promise.race([devTools.send("Target.setDiscoverTargets", { discover: true }), gone]);
  mark("chromium");
  return devTools;
}

async function chromiumFiles(): Promise<ChromiumFiles> {
  const prepared = process.env["STANDIN_CHROMIUM_JSON"];
  if (prepared) return JSON.parse(prepared) as ChromiumFiles;
  const { prepareChromium } = await import("../chromium.ts");
  return prepareChromium();
}

function relayAnnouncement(errors: Readable): void {
  let text = "";
  errors.setEncoding("utf8");
  errors.on("data", (more: string) => {
    text += more;
    const line = /^DevTools listening on .*$/m.exec(text)?.[0];
    if (line) process.stderr.write(`${line}\n`);
    if (line || text.length > 100_000) text = "";
  });
}
