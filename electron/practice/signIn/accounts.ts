// The accounts that a browser is signed in with, and which of them a journey takes without asking.
import type { BrowserAccount } from "../sessions.ts";
import { isGuestIn } from "../guests.ts";
import { admits, homeOf } from "../tenants.ts";
import type { Journey, Visit } from "./journey.ts";

/** The browser's accounts that belong where this journey leads. */
export function accountsFor({ tenant }: Journey, { request, services }: Visit): readonly BrowserAccount[] {
  return services.sessions.accounts(request).filter((each) => admits(tenant, homeOf(each)) || isGuestIn(tenant, each));
}

/** The one to go on with unasked. */
export function chosenAccount(
  { loginHint, prompt }: Journey,
  accounts: readonly BrowserAccount[],
): BrowserAccount | undefined {
  if (prompt === "select_account") return undefined;
  if (loginHint !== undefined) return accounts.find(({ username }) => username === loginHint.toLowerCase());
  return accounts.length === 1 ? accounts[0] : undefined;
}
