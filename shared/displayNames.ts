// What accounts and scope sets are called where there is one line for it: in the tray, notices and lists.
import type { Connection } from "./connection.ts";
import type { Account, AccountTenant, ScopeSet } from "./snapshot.ts";

/** The person's own label, else the user name. */
export function accountName(account: Account): string {
  return oneLine(account.label ?? account.username, 60);
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
