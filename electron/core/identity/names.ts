// The user names that a server tells of a person.
import { oneLineOfProse } from "../../../shared/displayNames.ts";
import { type Claims, claimText } from "./claims.ts";

/** The user names that claims tell, the one to call an account by first. */
export function namesIn(claims: Claims | undefined): readonly string[] {
  const emails: unknown = claims?.["emails"];
  const list: readonly unknown[] = Array.isArray(emails) ? emails : [];
  return textsOf([...ownNames(claims), claims?.["email"], list[0]]);
}

/**
 * The names by which this person, and nobody else, may be asked for: what the server has them sign in with, and its ID of
 * them. An email address beside such a name is one only if the server has verified it: anybody can enter anybody's.
 */
export function provenNamesIn(claims: Claims | undefined): readonly string[] {
  const own = textsOf(ownNames(claims));
  const verified = claims?.["email_verified"];
  const email = verified === true ? textsOf([claims?.["email"]]) : [];
  const only = own.length === 0 && verified !== false ? namesIn(claims).slice(0, 1) : [];
  return [...own, ...email, ...only, ...textsOf([claims?.["sub"]])];
}

/** `unique_name` is what AD FS calls it, as `DOMAIN\name`. */
function ownNames(claims: Claims | undefined): readonly unknown[] {
  return [claims?.["preferred_username"], claims?.["upn"], claims?.["unique_name"]];
}

function textsOf(values: readonly unknown[]): readonly string[] {
  return values.map(nameText).filter((name) => name !== undefined);
}

const longestName = 500;

/** Names are printed in terminals and stand in copied commands: nothing in them is obeyed there, and nothing is unseen. */
export function nameText(value: unknown): string | undefined {
  return typeof value === "string" ? claimText(oneLineOfProse(value, longestName)) : undefined;
}
