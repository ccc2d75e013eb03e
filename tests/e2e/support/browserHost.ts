// Starts the browser host as a person does, in a process of its own with an empty home folder, and reads what it prints.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { test as base } from "../browserTest.ts";

export { expect } from "../browserTest.ts";

const repository = join(import.meta.dirname, "../../..");

export interface BrowserHost {
  /** With the one-time key in its fragment. */
  readonly address: string;
  /** What it has printed so far, both streams in turn. */
  readonly printed: () => string;
  /** Files that it left below its home folder. */
  readonly leftFiles: () => readonly string[];
  /** Ctrl-C, as the terminal sends it: to the whole group. Answers with the exit code. */
  readonly interrupt: () => Promise<number | null>;
  /** Ends it as a crash does, without a word. */
  readonly kill: () => Promise<unknown>;
}

interface Fixtures {
  /** `serve` runs the built command, `npmStart` what the README says. */
  readonly startHost: (how?: "serve" | "npmStart") => Promise<BrowserHost>;
}

const commands = {
  serve: [process.execPath, join(repository, "electron/launch/tokentray.mjs"), "serve"],
  npmStart: [process.platform === "win32" ? "npm.cmd" : "npm", "start"],
} as const;

export const test = base.extend<Fixtures>({
  startHost: async ({}, use) => {
    const ends: (() => Promise<unknown>)[] = [];
    await use(async (how = "serve") => {
      const home = mkdtempSync(join(tmpdir(), "tokentray-host-"));
      const host = await start(commands[how], home);
      ends.push(async () => {
        await host.interrupt();
        rmSync(home, { recursive: true, force: true, maxRetries: 5 });
      });
      return host;
    });
    for (const end of ends) await end();
  },
});

/** All tests of a worker share one browser, and with it what the one before has copied. */
export async function emptyClipboard(page: Page): Promise<void> {
  await page.evaluate(() => navigator.clipboard.writeText(""));
}

async function start([program, ...args]: readonly [string, ...string[]], home: string): Promise<BrowserHost> {
  const child = spawn(program, args, {
    cwd: repository,
    detached: true,
    env: bareEnvironment(home),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (printed += text));
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const addressIn = (): string | undefined => /http:\S+#key=[\w-]+\n/.exec(printed)?.[0].trim();
  const end = (signal: NodeJS.Signals): Promise<number | null> => {
    const isRunning = child.exitCode === null && child.signalCode === null;
    if (isRunning && child.pid !== undefined) process.kill(-child.pid, signal);
    return ended;
  };
  const startedAt = Date.now();
  while (addressIn() === undefined) {
    if (child.exitCode !== null || Date.now() - startedAt > 20_000) throw new Error(`No address: ${printed}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    address: addressIn() ?? "",
    printed: () => printed,
    leftFiles: () => filesBelow(home),
    interrupt: () => end("SIGINT"),
    kill: () => end("SIGKILL"),
  };
}

/** As on a machine without a display, whose person has never used TokenTray. */
function bareEnvironment(home: string): NodeJS.ProcessEnv {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...inherited } = process.env;
  const folders = { HOME: home, USERPROFILE: home, XDG_CONFIG_HOME: join(home, "config"), TMPDIR: home };
  return { ...inherited, ...folders, BROWSER: "none", npm_config_update_notifier: "false" };
}

function filesBelow(home: string): readonly string[] {
  const entries = readdirSync(home, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
