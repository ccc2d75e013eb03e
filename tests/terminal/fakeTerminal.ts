// A terminal that remembers what was written and answers from a list.
import type { Answer } from "../../electron/terminal/askHidden.ts";
import type { Terminal } from "../../electron/terminal/terminal.ts";

export interface FakeTerminalOptions {
  /** What is typed at a keyboard, one answer a question. Absent: standard input is no keyboard. */
  readonly typed?: readonly string[];
  /** What comes on standard input. */
  readonly input?: string | Uint8Array;
  /** When Ctrl-C is pressed. */
  readonly interruptAfterMs?: number;
  /** Sees all that is on standard error, each time there is more. */
  readonly onErr?: (text: string) => void;
  /** Told when there is more on standard output. */
  readonly onOut?: () => void;
}

export function fakeTerminal({ typed, input = "", interruptAfterMs, onErr, onOut }: FakeTerminalOptions = {}) {
  const written = { out: "", err: "" };
  const questions: string[] = [];
  const answers = [...(typed ?? [])];
  const ending = new AbortController();
  if (interruptAfterMs !== undefined) setTimeout(() => ending.abort(130), interruptAfterMs);
  let inputRead = 0;
  const ask = (question: string): Promise<Answer> => {
    questions.push(question);
    const text = answers.shift();
    return Promise.resolve(text === undefined ? { kind: "ended" } : { kind: "answered", text });
  };
  const terminal: Terminal = {
    out: async (text) => {
      written.out += text;
      onOut?.();
    },
    err: (text) => {
      written.err += text;
      onErr?.(written.err);
    },
    interactive: typed !== undefined,
    askHidden: ask,
    askLine: ask,
    readInput: (maxBytes) => {
      inputRead += 1;
      const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
      return Promise.resolve(bytes.length > maxBytes ? undefined : bytes);
    },
    interruption: ending.signal,
  };
  return {
    terminal,
    out: () => written.out,
    err: () => written.err,
    questions: () => questions,
    inputRead: () => inputRead,
  };
}
