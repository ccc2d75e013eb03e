// Asks for a password at the keyboard without showing anything of it, not even its length.
import { StringDecoder } from "node:string_decoder";

export type Answer =
  | { readonly kind: "answered"; readonly text: string }
  /** Ctrl-C. */
  | { readonly kind: "interrupted" }
  /** Ctrl-D before anything was typed, or the terminal is gone. */
  | { readonly kind: "ended" };

/** The part of a terminal's input stream that this needs. */
export interface Keyboard {
  setRawMode(raw: boolean): unknown;
  resume(): unknown;
  pause(): unknown;
  on(event: "data", listener: (chunk: Buffer) => void): unknown;
  on(event: "end", listener: () => void): unknown;
  off(event: "data", listener: (chunk: Buffer) => void): unknown;
  off(event: "end", listener: () => void): unknown;
}

export function askHidden(question: string, keyboard: Keyboard, write: (text: string) => void): Promise<Answer> {
  const typed = createTyped();
  const decoder = new StringDecoder("utf8");
  return new Promise((resolve) => {
    const finish = (answer: Answer): void => {
      keyboard.off("data", read);
      keyboard.off("end", end);
      keyboard.setRawMode(false);
      keyboard.pause();
      write("\n");
      resolve(answer);
    };
    const end = (): void => finish({ kind: "ended" });
    const read = (chunk: Buffer): void => {
      const answer = typed.take(decoder.write(chunk));
      if (answer !== undefined) finish(answer);
    };
    // In this order: what is typed the moment the question is seen must not be echoed any more.
    keyboard.setRawMode(true);
    write(question);
    keyboard.on("data", read);
    keyboard.on("end", end);
    keyboard.resume();
  });
}

const ctrlC = "\u0003";
const ctrlD = "\u0004";
const ctrlU = "\u0015";
const escape = "\u001b";
const graphemes = new Intl.Segmenter();

/** Follows the keys of a line editor that has one place to type: its end. */
function createTyped() {
  let text = "";
  let sequence = "";

  // Arrow keys, and the marks some terminals put around a paste: `ESC [ … letter`, `ESC O letter`, `ESC letter`.
  const inSequence = (character: string): boolean => {
    if (character === escape) sequence = escape;
    else if (sequence === "") return false;
    else {
      sequence += character;
      const open = sequence === `${escape}[` || sequence === `${escape}O`;
      const ended = sequence.length > 2 ? /[@-~]$/.test(sequence) : !open;
      if (ended) sequence = "";
    }
    return true;
  };

  const key = (character: string): Answer | undefined => {
    if (character === ctrlC) return { kind: "interrupted" };
    if (inSequence(character)) return undefined;
    if (character === "\r" || character === "\n") return { kind: "answered", text };
    if (character === ctrlD) return text === "" ? { kind: "ended" } : { kind: "answered", text };
    if (character === ctrlU) text = "";
    else if (character === "\b" || character === "\u007f") text = withoutLast(text);
    else if (character >= " " || character === "\t") text += character;
    return undefined;
  };

  return {
    take: (characters: string): Answer | undefined => {
      for (const character of characters) {
        const answer = key(character);
        if (answer !== undefined) return answer;
      }
      return undefined;
    },
  };
}

/** What a person sees as one character may be several code points. */
function withoutLast(text: string): string {
  const last = [...graphemes.segment(text)].at(-1);
  return text.slice(0, last?.index ?? 0);
}
