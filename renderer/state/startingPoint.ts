// What the sign-in form begins with.
import { accountName, isKnownAs, signInName } from "../../shared/displayNames.ts";
import type { SignIn, Snapshot } from "../../shared/snapshot.ts";
import type { Place } from "./appContext.ts";

export interface StartingPoint {
  readonly connectionId: string | undefined;
  readonly username: string;
  /** Whose sign-in is renewed. */
  readonly again?: string;
}

/** `found`: the sign-in that was there, under way or ended, when the screen was opened for nothing else. */
export function startingPoint(
  { accounts, lastUsed }: Snapshot,
  { accountId, connectionId, username }: Place,
  found: SignIn | undefined,
): StartingPoint {
  const account = accounts.find(({ id }) => id === accountId);
  if (account !== undefined) {
    return { connectionId: account.connectionId, username: signInName(account), again: accountName(account) };
  }
  if (username !== undefined) return { connectionId, username };
  if (connectionId === undefined && found !== undefined) return found;
  if (lastUsed !== undefined && (connectionId === undefined || connectionId === lastUsed.connectionId)) {
    const { username: last } = lastUsed;
    // Whoever is signed in already is not who is to be signed in next.
    const isHere = accounts.some((one) => one.connectionId === lastUsed.connectionId && isKnownAs(one, last));
    return { connectionId: lastUsed.connectionId, username: isHere ? "" : last };
  }
  return { connectionId, username: "" };
}
