// Whether a password is of any use at a kind of authority. Apart from the schemas so that a window carries none.
import type { AuthorityKind } from "./connection.ts";

/** Where it is none, the browser is the way from the start. */
export function takesPassword(kind: AuthorityKind): boolean {
  return kind !== "ciam";
}
