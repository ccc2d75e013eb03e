// One order for every list of accounts, in windows, tray and terminal: by name. Using an account never moves it, so that a
// second click in the same place is about the same account.
import type { Account } from "./snapshot.ts";

type Named = Pick<Account, "id" | "connectionId" | "label" | "username">;

// One language for all, because the terminal and the desktop may run in different ones.
const byName = new Intl.Collator("en", { numeric: true });

/** By what the account is called, then by user name, connection and ID: no two accounts are equal. */
export function compareAccounts(a: Named, b: Named): number {
  return (
    byName.compare(a.label ?? a.username, b.label ?? b.username) ||
    byName.compare(a.username, b.username) ||
    compareText(a.connectionId, b.connectionId) ||
    compareText(a.id, b.id)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The account that was used last, wherever it stands in the list. */
export function lastUsedAccount(accounts: readonly Account[]): Account | undefined {
  return accounts.reduce<Account | undefined>(
    (last, account) => (last === undefined || account.lastUsedAt > last.lastUsedAt ? account : last),
    undefined,
  );
}
