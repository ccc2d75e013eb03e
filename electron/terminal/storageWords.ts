// Says on standard error how sign-ins are kept, where that is not as one would expect.
import type { StorageState } from "../../shared/snapshot.ts";
import { answerWords } from "../../shared/terminalWords.ts";
import type { App } from "../core/app.ts";
import { exitCodes } from "./exitCodes.ts";
import type { Terminal } from "./terminal.ts";

/** Says once where the account's sign-in ends with this command. True where it is kept. */
export async function sayHowKept(app: App, terminal: Terminal, accountId: string): Promise<boolean> {
  const account = app.snapshot().accounts.find(({ id }) => id === accountId);
  if (account?.saved === true) return true;
  const { kind, backEnd } = await knownStorage(app, terminal);
  if (kind === "memoryOnly") terminal.err(`${answerWords.memoryOnly(backEnd)}\n`);
  else if (kind === "locked") terminal.err(`${answerWords.locked(backEnd)}\n`);
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

/** The store is first asked while signing in; its answer may reach the snapshot a moment later. */
function knownStorage(app: App, { interruption }: Terminal): Promise<StorageState> {
  return new Promise((resolve) => {
    const look = (): void => {
      const { storage } = app.snapshot();
      if (storage.kind === "loading" && !interruption.aborted) return;
      unsubscribe();
      resolve(storage);
    };
    const unsubscribe = app.subscribe(look);
    interruption.addEventListener("abort", look, { once: true });
    look();
  });
}
