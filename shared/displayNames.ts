// What accounts and scope sets are called where there is one line for it: in the tray, notices and lists.
import type { Connection } from "./connection.ts";
import type { Account, AccountTenant, ScopeSet } from "./snapshot.ts";
import { visible, visiblePart, visibleProse } from "./visibleText.ts";

type NamedAccount = Pick<Account, "username" | "unnamed" | "askedAs"> & {
  readonly label?: string | undefined;
};

/** The person's own label, else what the server calls them, with what was typed beside it where that is no user name. */
export function accountName(account: NamedAccount): string {
  return account.label === undefined ? oneLine(serverName(account), 60) : oneLineOfProse(account.label, 60);
}

function serverName({ username, unnamed, askedAs }: NamedAccount): string {
  if (unnamed !== true) return username;
  const said = username === "" ? unnamedWords.nobody : username;
  const asked = askedAs?.at(-1);
  if (asked === undefined) return said;
  return asked === username ? unnamedWords.typed(asked) : unnamedWords.askedFor(said, asked);
}

const unnamedWords = {
  nobody: "Unnamed account",
  typed: (name: string): string => `${name} (as typed)`,
  askedFor: (said: string, name: string): string => `${said} (asked for as ${name})`,
} as const;

/** What to type to sign in as this account; empty where nobody knows. */
export function signInName({ username, unnamed, askedAs }: Pick<Account, "username" | "unnamed" | "askedAs">): string {
  return unnamed === true ? (askedAs?.at(-1) ?? "") : username;
}

/** Is the account known by this name? */
export function isKnownAs({ username, askedAs = [] }: Pick<Account, "username" | "askedAs">, name: string): boolean {
  return name !== "" && [username, ...askedAs].some((one) => sameUserName(one, name));
}

/** Servers compare user names without case, and people type them with blanks around. */
export function sameUserName(one: string, other: string): boolean {
  const plain = (name: string): string => name.trim().normalize("NFC").toLowerCase();
  return plain(one) === plain(other);
}

/** The person's own label, else the API's name, else the scopes; with the directory where it is not the connection's own. */
export function scopeSetName({ label, token, scopes, tenant }: ScopeSet): string {
  const name = label === undefined ? oneLine(token?.resource ?? scopes.join(" "), 40) : oneLineOfProse(label, 40);
  return tenant === undefined ? name : `${name} · ${oneLine(tenant, 40)}`;
}

/** A directory by the name that people know it by, else by its ID. */
export function tenantName({ askedAs, tenant }: AccountTenant): string {
  return oneLine(askedAs.includes(".") ? askedAs : tenant, 60);
}

export function connectionName(connection: Pick<Connection, "label">): string {
  return oneLineOfProse(connection.label, 40);
}

/** For what has to be told from its likes, such as a user name: on one line, not too long, with nothing in it that is not seen. */
export function oneLine(text: string, longest: number): string {
  return cut(visible(text), longest);
}

/** The same for what people write as they like, such as a label or a sentence: joiners that its script needs stay. */
export function oneLineOfProse(text: string, longest: number): string {
  return cut(visibleProse(text), longest);
}

function cut(text: string, longest: number): string {
  const clean = text.trim();
  const parts = clean.match(visiblePart) ?? [];
  if (parts.length <= longest) return clean;
  const start = parts.slice(0, longest - 1).join("");
  return `${start.replace(/[\s.]+$/, "")}…`;
}
