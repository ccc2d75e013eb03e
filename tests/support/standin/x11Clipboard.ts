// The clipboard of the X server that DISPLAY names, in place of the one in memory, for tests beside real clipboard histories.
// A helper process owns it, and ends with the app, as what Chromium holds ends with it.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { ClipboardFormats } from "./clipboardItem.ts";
import { complain } from "./complain.ts";

export interface X11Clipboard {
  /** Takes the clipboard; without formats it is held all the same. Resolves when the server has it. */
  own(formats: ClipboardFormats): Promise<void>;
  /** The text that is on the clipboard, whoever holds it; empty where there is none. */
  readText(): Promise<string>;
}

/** Debian's Python, which is the one that has Xlib. */
const python = "/usr/bin/python3";

type Answer = { readonly owned: true } | { readonly lost: true } | { readonly read: number; readonly text: string };

/** `onLost`: another program has taken the clipboard. */
export function x11Clipboard(onLost: () => void): X11Clipboard {
  const child = spawn(python, ["-u", join(import.meta.dirname, "x11Selection.py")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.once("error", (error) => complain("stand-in: no X11 clipboard", error));
  const owning: (() => void)[] = [];
  const reading = new Map<number, (text: string) => void>();
  let reads = 0;
  createInterface({ input: child.stdout }).on("line", (line) => {
    const answer = JSON.parse(line) as Answer;
    if ("owned" in answer) owning.shift()?.();
    else if ("lost" in answer) onLost();
    else reading.get(answer.read)?.(answer.text);
  });
  const tell = (command: object): void => void child.stdin.write(`${JSON.stringify(command)}\n`);
  return {
    own: (formats) =>
      new Promise((resolve) => {
        owning.push(resolve);
        tell({ own: targetsOf(formats) });
      }),
    readText: () =>
      new Promise((resolve) => {
        const number = reads++;
        reading.set(number, (text) => {
          reading.delete(number);
          resolve(text);
        });
        tell({ read: number });
      }),
  };
}

/** The names by which X11's programs ask for a text, and a raw format by its own, as in Chromium's `clipboard_ozone.cc`. */
function targetsOf(formats: ClipboardFormats): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(formats).flatMap(([type, bytes]) =>
      targetNames(type).map((name) => [name, bytes.toString("base64")] as const),
    ),
  );
}

function targetNames(type: string): readonly string[] {
  if (type === "text/plain") return ["UTF8_STRING", "text/plain;charset=utf-8", "text/plain", "STRING", "TEXT"];
  return [/^electron application\/osclipboard;format="(.+)"$/.exec(type)?.[1] ?? type];
}
