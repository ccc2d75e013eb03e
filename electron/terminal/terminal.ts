// What a command sees of the terminal it runs in.
import { createInterface } from "node:readline/promises";
import { isatty } from "node:tty";
import { interruptionOf } from "../node/interruption.ts";
import { askHidden, type Answer } from "./askHidden.ts";

export interface Terminal {
  /** Standard output. Resolves when written; a reader that has gone is no error: it wanted no more. */
  out(text: string): Promise<void>;
  /** Standard error: everything but results. */
  err(text: string): void;
  /** Standard input is a keyboard. */
  readonly interactive: boolean;
  askHidden(question: string): Promise<Answer>;
  askLine(question: string): Promise<Answer>;
  /** All of standard input; undefined when there is more than that many bytes. */
  readInput(maxBytes: number): Promise<Uint8Array | undefined>;
  /** Aborts on Ctrl-C with the exit code as reason. */
  readonly interruption: AbortSignal;
}

export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  // An error that nobody listens for would end the process with a stack trace.
  for (const stream of [stdout, stderr]) stream.on("error", ignoreClosedPipe);
  const interruption = interruptionOf();
  const err = (text: string): void => void stderr.write(text);
  return {
    out: (text) => new Promise((resolve) => stdout.write(text, () => resolve())),
    err,
    interactive: isatty(stdin.fd),
    askHidden: (question) => askHidden(question, stdin, err),
    askLine: async (question) => {
      const reader = createInterface({ input: stdin, output: stderr });
      try {
        return { kind: "answered", text: await reader.question(question, { signal: interruption }) };
      } catch {
        return { kind: "interrupted" };
      } finally {
        reader.close();
      }
    },
    readInput: (maxBytes) => readAll(stdin, maxBytes),
    interruption,
  };
}

async function readAll(input: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of input) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
