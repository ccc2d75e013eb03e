// Says on standard error how sign-ins are kept, where that is not as one would expect.
import { answerWords } from "../../shared/terminalWords.ts";
import type { App } from "../core/app.ts";
import { exitCodes } from "./exitCodes.ts";
import type { Terminal } from "./terminal.ts";

/** Says once where the account's sign-in ends with this command. True where it is kept. */
export function sayHowKept(app: App, terminal: Terminal, accountId: string): boolean {
  const { storage, accounts } = app.snapshot();
  const saved = accounts.find(({ id }) => id === accountId)?.saved === true;
  if (saved) return true;
  if (storage.kind === "memoryOnly") terminal.err(`${answerWords.memoryOnly(storage.backEnd)}\n`);
  else if (storage.kind === "locked") terminal.err(`${answerWords.locked(storage.backEnd)}\n`);
  else terminal.err(`${answerWords.notSaved}\n`);
  return false;
}

/** What is looked for may lie in records that a locked keyring keeps shut: says so, and answers with the exit code. */
export function storageShut(app: App, terminal: Terminal): number | undefined {
  const { storage } = app.snapshot();
  if (storage.kind !== "locked" || storage.waiting === 0) return undefined;
  terminal.err(`${answerWords.locked(storage.backEnd)}\n`);
  return exitCodes.storage;
}
