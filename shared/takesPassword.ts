// Whether a password is of any use: at a kind of authority, and for an account. Apart from the schemas so that a window carries none.
import type { AuthorityKind } from "./connection.ts";
import type { Grant } from "./failure.ts";

/** Where it is none, the browser is the way from the start. */
export function takesPassword(kind: AuthorityKind): boolean {
  return kind !== "ciam";
}

/** Did the account sign in on a page or with a code? Then no password is known to be its own. */
export function signsInElsewhere({ signedInBy }: { readonly signedInBy: Grant }): boolean {
  return signedInBy === "authorizationCode" || signedInBy === "deviceCode";
}
