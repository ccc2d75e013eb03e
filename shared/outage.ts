// A token that has ended may serve on while the service cannot be had, where the server said so beforehand.
import type { ScopeSet } from "./snapshot.ts";

/** Until when it serves, while it does: the refresh failed for a reason that may pass, and the token has ended. */
export function servesUntil({ state, token }: Pick<ScopeSet, "state" | "token">, now: number): number | undefined {
  if (state !== "waiting" || token === undefined || token.expiresAt > now) return undefined;
  const { extendedExpiresAt } = token;
  return extendedExpiresAt !== undefined && extendedExpiresAt > now ? extendedExpiresAt : undefined;
}
