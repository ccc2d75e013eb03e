// What accounts and scope sets are called where there is one line for it: in the tray, notices and lists.
import type { Connection } from "./connection.ts";
import type { Account, AccountTenant, ScopeSet } from "./snapshot.ts";

type NamedAccount = Pick<Account, "username" | "unnamed" | "askedAs"> & {
  readonly label?: string | undefined;
};

/** The person's own label, else what the server calls them, with what was typed beside it where that is no user name. */
export function accountName(account: NamedAccount): string {
  return oneLine(account.label ?? serverName(account), 60);
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
  const name = oneLine(label ?? token?.resource ?? scopes.join(" "), 40);
  return tenant === undefined ? name : `${name} · ${oneLine(tenant, 40)}`;
}

/** A directory by the name that people know it by, else by its ID. */
export function tenantName({ askedAs, tenant }: AccountTenant): string {
  return oneLine(askedAs.includes(".") ? askedAs : tenant, 60);
}

export function connectionName(connection: Connection): string {
  return oneLine(connection.label, 40);
}

/** Labels and user names come from outside: no line breaks, nothing that turns the direction of writing, not too long. */
export function oneLine(text: string, longest: number): string {
  const clean = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
  const characters = Array.from(clean);
  if (characters.length <= longest) return clean;
  const cut = characters.slice(0, longest - 1).join("");
  return `${cut.replace(/[\s.]+$/, "")}…`;
}
