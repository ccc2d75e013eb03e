// Whom token requests, checks and reports can be about: the accounts, names that were tried, and connections alone.
import { accountName, connectionName, oneLine } from "../../shared/displayNames.ts";
import type { Attempt, Snapshot } from "../../shared/snapshot.ts";
import { diagnosticsWords } from "../../shared/diagnosticsWords.ts";

export interface Subject {
  readonly key: string;
  readonly label: string;
  readonly connectionId: string;
  readonly accountId?: string;
  readonly username?: string;
}

/** Of names that were tried without getting an account, only the newest few. */
const mostNames = 10;

export function subjectsOf({ accounts, attempts, connections }: Snapshot): readonly Subject[] {
  const labelOf = (connectionId: string): string => {
    const connection = connections.find(({ id }) => id === connectionId);
    return connection === undefined ? "" : ` · ${connectionName(connection)}`;
  };
  const ofAccounts = accounts.map((account): Subject => ({
    key: keyOf(account.connectionId, account.username || account.id),
    label: `${accountName(account)}${labelOf(account.connectionId)}`,
    connectionId: account.connectionId,
    accountId: account.id,
    username: account.username,
  }));
  const tried = new Map<string, Subject>();
  for (const { connectionId, username = "" } of attempts) {
    const key = keyOf(connectionId, username);
    if (username === "" || tried.has(key) || ofAccounts.some((one) => one.key === key)) continue;
    if (!connections.some(({ id }) => id === connectionId)) continue;
    tried.set(key, { key, label: `${oneLine(username, 60)}${labelOf(connectionId)}`, connectionId, username });
  }
  const alone = connections.map((connection): Subject => ({
    key: keyOf(connection.id, ""),
    label: diagnosticsWords.withoutAccount(connectionName(connection)),
    connectionId: connection.id,
  }));
  return [...ofAccounts, ...[...tried.values()].slice(0, mostNames), ...alone];
}

/** Is this request part of what the choice shows? A request without a name is part of its connection's. */
export function isAbout({ connectionId, username = "", accountId }: Attempt, subject: Subject): boolean {
  if (subject.accountId !== undefined && subject.accountId === accountId) return true;
  return keyOf(connectionId, username) === subject.key;
}

export function keyOf(connectionId: string, username: string): string {
  return `${connectionId} ${username.trim().toLowerCase()}`;
}
