// A desktop of a test's own: an X server that nobody sees, a session bus, and programs that end with it.
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { Ask } from "./programs.ts";

export interface X11Desktop {
  /** For whatever is to run on it. */
  readonly env: Readonly<Record<string, string>>;
  start(program: string, ...args: readonly string[]): void;
  readonly ask: Ask;
  /** The text on the clipboard, whoever holds it; empty where there is none. */
  clipboard(): Promise<string>;
  /** As another program that goes on running. */
  copy(text: string): void;
  end(): void;
}

/** `home`: the folder in which all of its programs keep what they keep. */
export async function startX11Desktop(home: string): Promise<X11Desktop> {
  const started: ChildProcess[] = [];
  const run = (program: string, args: readonly string[], env: Readonly<Record<string, string>>, pipe?: number) => {
    const stdio = ["ignore", "ignore", "ignore", "ignore"] as ("ignore" | "pipe")[];
    if (pipe !== undefined) stdio[pipe] = "pipe";
    // In a group of its own, so that what it starts ends with it.
    const child = spawn(program, args, { env, stdio, detached: true });
    child.once("error", () => undefined);
    started.push(child);
    return child;
  };
  const runtime = join(home, "run");
  mkdirSync(runtime, { recursive: true, mode: 0o700 });
  const { PATH = "" } = process.env;
  // No Wayland and no bus of the person who runs the tests.
  const bare = {
    PATH,
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_CONFIG_HOME: join(home, ".config"),
    XDG_DATA_HOME: join(home, ".local/share"),
    XDG_CACHE_HOME: join(home, ".cache"),
    QT_QPA_PLATFORM: "xcb",
    LANG: "C.UTF-8",
  };
  const server = run("Xvfb", ["-displayfd", "3", "-screen", "0", "1024x768x24", "-nolisten", "tcp"], bare, 3);
  const display = `:${await firstLine(server.stdio[3] as Readable)}`;
  const onDisplay = { ...bare, DISPLAY: display };
  const bus = run("dbus-daemon", ["--session", "--nofork", "--print-address", "3"], onDisplay, 3);
  const env = { ...onDisplay, DBUS_SESSION_BUS_ADDRESS: await firstLine(bus.stdio[3] as Readable) };
  const ask: Ask = (program, ...args) =>
    new Promise((resolve) => {
      execFile(program, args, { env, timeout: 5000 }, (error, stdout) => resolve(error === null ? stdout : ""));
    });
  return {
    env,
    ask,
    start: (program, ...args) => void run(program, args, env),
    clipboard: () => ask("xclip", "-selection", "clipboard", "-out"),
    copy(text) {
      const child = spawn("xclip", ["-selection", "clipboard", "-in", "-quiet"], {
        env,
        stdio: ["pipe", "ignore", "ignore"],
        detached: true,
      });
      started.push(child);
      child.stdin.end(text);
    },
    end() {
      for (const { pid } of started.toReversed()) {
        try {
          if (pid !== undefined) process.kill(-pid, "SIGTERM");
        } catch {
          // It has ended by itself.
        }
      }
    },
  };
}

function firstLine(stream: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    stream.setEncoding("utf8").on("data", (more: string) => {
      text += more;
      if (text.includes("\n")) resolve(text.split("\n")[0] ?? "");
    });
    stream.once("end", () => reject(new Error("it ended before it said where it is")));
  });
}
