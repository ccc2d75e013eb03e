// Where a password comes from: the keyboard, or all of standard input. Never an argument, never a variable.
import { passwordWords } from "../../shared/terminalWords.ts";
import { exitCodes } from "./exitCodes.ts";
import type { Terminal } from "./terminal.ts";

export type Password =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly exitCode: number; readonly problem?: string };

const maxBytes = 64 * 1024;
const maxLength = 10_000;

/** From the keyboard if there is one, unless `fromInput`; from standard input as one line otherwise. */
export async function askPassword(terminal: Terminal, username: string, fromInput: boolean): Promise<Password> {
  return terminal.interactive && !fromInput ? fromKeyboard(terminal, username) : fromStandardInput(terminal);
}

async function fromKeyboard(terminal: Terminal, username: string): Promise<Password> {
  const answer = await terminal.askHidden(passwordWords.prompt(username));
  if (answer.kind === "interrupted") return { ok: false, exitCode: exitCodes.interrupted };
  return answer.kind === "answered" ? checked(answer.text) : checked("");
}

async function fromStandardInput(terminal: Terminal): Promise<Password> {
  if (terminal.interactive) terminal.err(`${passwordWords.reading}\n`);
  const bytes = await terminal.readInput(maxBytes);
  return bytes === undefined ? refused(passwordWords.tooLong) : readPassword(bytes);
}

/**
 * One line of UTF-8 without its line end (`\n` or `\r\n`) and without a byte order mark, which PowerShell may send.
 * Blanks at either end belong to the password.
 */
export function readPassword(bytes: Uint8Array): Password {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refused(passwordWords.notText);
  }
  const line = text.replace(/\r?\n$/, "");
  return /[\r\n]/.test(line) ? refused(passwordWords.manyLines) : checked(line);
}

function checked(text: string): Password {
  if (text === "") return { ok: false, exitCode: exitCodes.refused, problem: passwordWords.none };
  return text.length > maxLength ? refused(passwordWords.tooLong) : { ok: true, text };
}

const refused = (problem: string): Password => ({ ok: false, exitCode: exitCodes.usage, problem });
