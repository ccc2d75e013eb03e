// Says on standard error how sign-ins are kept, where that is not as one would expect.
import type { StorageState } from "../../shared/snapshot.ts";
import { causeWords } from "../../shared/storageCauseWords.ts";
import { answerWords } from "../../shared/terminalWords.ts";
import type { App } from "../core/app.ts";
import { exitCodes } from "./exitCodes.ts";
import { refuse, type Refused } from "./refused.ts";
import type { Terminal } from "./terminal.ts";

/** Says once where the account's sign-in ends with this command. True where it is kept. */
export async function sayHowKept(app: App, terminal: Terminal, accountId: string): Promise<boolean> {
  const account = app.snapshot().accounts.find(({ id }) => id === accountId);
  if (account?.saved === true) return true;
  const storage = await knownStorage(app, terminal);
  const { why, todo } = reasonOf(storage);
  if (storage.kind === "memoryOnly") terminal.err(`${answerWords.memoryOnly(why, todo)}\n`);
  else if (storage.kind === "locked") terminal.err(`${answerWords.locked(why, todo)}\n`);
  else terminal.err(`${answerWords.notSaved}\n`);
  return false;
}

/** How many saved sign-ins cannot be opened now, and why. Undefined where there are none. */
export function waitingWords(app: App): string | undefined {
  const { storage } = app.snapshot();
  if (storage.waiting === 0) return undefined;
  const { why, todo } = reasonOf(storage);
  return answerWords.waiting(storage.waiting, why, todo);
}

/** What is not found may be one of those. `more`: what else there is to do. */
export function shutOut(app: App, more?: string): Refused | undefined {
  const words = waitingWords(app);
  return words === undefined ? undefined : refuse([words, more ?? []].flat().join("\n"), exitCodes.storage);
}

function reasonOf({ kind, cause, backEnd }: StorageState): ReturnType<typeof causeWords> {
  return causeWords(cause ?? (kind === "locked" ? "locked" : "noStorage"), backEnd);
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
