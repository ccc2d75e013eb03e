// The password prompt: shows nothing, understands the keys people press, leaves the terminal as it was.
import { EventEmitter } from "node:events";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askHidden, type Answer, type Keyboard } from "../../electron/terminal/askHidden.ts";

function keyboard() {
  const emitter = new EventEmitter();
  let raw = false;
  let reading = false;
  let written = "";
  let rawWhenAsked: boolean | undefined;
  const fake: Keyboard = {
    setRawMode: (now: boolean) => (raw = now),
    resume: () => (reading = true),
    pause: () => (reading = false),
    on: (event: string, listener: (chunk: Buffer) => void) => emitter.on(event, listener),
    off: (event: string, listener: (chunk: Buffer) => void) => emitter.off(event, listener),
  };
  return {
    answer: askHidden("Password: ", fake, (text) => {
      rawWhenAsked ??= raw;
      written += text;
    }),
    press: (...chunks: (string | Uint8Array)[]) => chunks.forEach((chunk) => emitter.emit("data", Buffer.from(chunk))),
    hangUp: () => emitter.emit("end"),
    raw: () => raw,
    rawWhenAsked: () => rawWhenAsked,
    reading: () => reading,
    listeners: () => emitter.listenerCount("data") + emitter.listenerCount("end"),
    written: () => written,
  };
}

async function typing(...chunks: (string | Uint8Array)[]): Promise<Answer> {
  const keys = keyboard();
  keys.press(...chunks);
  return keys.answer;
}
const text = (typed: string) => ({ kind: "answered", text: typed });

describe("the password prompt", () => {
  it("shows the question and nothing of what is typed", async () => {
    const keys = keyboard();
    expect([keys.raw(), keys.rawWhenAsked()]).toEqual([true, true]);
    keys.press("s", "e", "cret", "\r");
    expect(await keys.answer).toEqual(text("secret"));
    expect(keys.written()).toBe("Password: \n");
  });

  it.each(["\r", "\u0003", "\u0004"])("leaves the terminal as it was after %j", async (last) => {
    const keys = keyboard();
    keys.press("abc", last);
    await keys.answer;
    expect([keys.raw(), keys.reading(), keys.listeners()]).toEqual([false, false, 0]);
  });

  it("ends with Ctrl-C at any time, with Ctrl-D only where nothing was typed, and when the terminal is gone", async () => {
    expect(await typing("abc", "\u0003")).toEqual({ kind: "interrupted" });
    expect(await typing("\u001b", "\u0003")).toEqual({ kind: "interrupted" });
    expect(await typing("\u0004")).toEqual({ kind: "ended" });
    expect(await typing("abc\u0004")).toEqual(text("abc"));
    const keys = keyboard();
    keys.hangUp();
    expect(await keys.answer).toEqual({ kind: "ended" });
  });

  it("takes back one visible character at a time, however many code points it has", async () => {
    expect(await typing("ab\u007f\r")).toEqual(text("a"));
    expect(await typing("\b\b\u007fa\r")).toEqual(text("a"));
    expect(await typing("a👩‍👩‍👧\u007f\r")).toEqual(text("a"));
    expect(await typing("ae\u0301\b\r")).toEqual(text("a"));
    expect(await typing("wrong\u0015right\r")).toEqual(text("right"));
  });

  it("ignores arrow keys and the marks around a paste, even when they come in pieces", async () => {
    expect(await typing("a\u001b[Db\u001b[1;5Cc\u001bOHd\r")).toEqual(text("abcd"));
    expect(await typing("a\u001b", "[", "3", "~b\r")).toEqual(text("ab"));
    expect(await typing("\u001b[200~pasted text\u001b[201~\r")).toEqual(text("pasted text"));
  });

  it("ends a paste of several lines at the first line's end", async () => {
    expect(await typing("first\nsecond\n")).toEqual(text("first"));
  });

  it("keeps blanks at both ends, and puts characters together that arrive byte by byte", async () => {
    expect(await typing("  a b \t\r")).toEqual(text("  a b \t"));
    expect(await typing(...[...Buffer.from("blåbär 🍓\r")].map((byte) => Uint8Array.of(byte)))).toEqual(
      text("blåbär 🍓"),
    );
  });

  it("gives back every text that has no control characters", async () => {
    const plain = fc.string({ unit: "grapheme", maxLength: 60 }).filter((typed) => !/[\p{Cc}\p{Cs}]/u.test(typed));
    await fc.assert(
      fc.asyncProperty(plain, fc.integer({ min: 1, max: 9 }), async (typed, size) => {
        const bytes = Buffer.from(`${typed}\r`);
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
          bytes.subarray(n * size, (n + 1) * size),
        );
        expect(await typing(...chunks)).toEqual(text(typed));
      }),
    );
  });
});
