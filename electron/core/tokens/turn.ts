// Holding an account's lock to the end: a process that stood still for long may have lost it, and must neither spend a
// refresh token that another has spent meanwhile nor put its own answer in the place of a newer record.
import type { Turn, Vault } from "../vault.ts";
import type { AccountRecord } from "./accountRecord.ts";
import type { Accounts } from "./accounts.ts";

class TurnLost extends Error {
  override readonly name = "TurnLost";
}

/** Runs the task under the account's lock, and from the start again where it finds the lock lost before it has spent anything. */
export async function inTurn<T>(vault: Vault, accountId: string, task: (turn: Turn) => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await vault.locked(accountId, task);
    } catch (error) {
      if (!(error instanceof TurnLost)) throw error;
    }
  }
}

/** To be called right before a refresh token is sent. Leads back to `inTurn` where it is not ours to send any more. */
export async function insistOn(turn: Turn): Promise<void> {
  if (!(await turn.isOurs())) throw new TurnLost();
}

/** The record that whoever has taken over has stored since; undefined where nobody has, or nothing new. */
export async function storedMeanwhile(
  turn: Turn,
  accounts: Accounts,
  mine: AccountRecord,
): Promise<AccountRecord | undefined> {
  if (await turn.isOurs()) return undefined;
  const newest = await accounts.reread(mine.id);
  return newest !== undefined && newest.revision > mine.revision ? newest : undefined;
}
