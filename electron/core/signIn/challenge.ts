// The claims challenge that a sign-in is to meet: what the server demanded when it refused.
import type { Attempt } from "../../../shared/snapshot.ts";

/** How long after a refusal the next sign-in of the same person meets its challenge without being told to. */
const keptMs = 10 * 60_000;

/** What the server demanded, or what the request was to meet where it ended before that was done. */
export function challengeOf(attempt: Attempt | undefined): string | undefined {
  return attempt?.failure?.evidence.claims ?? (attempt?.outcome === "succeeded" ? undefined : attempt?.claims);
}

/** Of the person's last request with this connection, whichever way they take now: it is still asked of them. */
export function lastChallenge(
  attempts: readonly Attempt[],
  { connectionId, username = "" }: { readonly connectionId: string; readonly username?: string | undefined },
  now: number,
): string | undefined {
  const name = username.toLowerCase();
  if (name === "") return undefined;
  const last = attempts.find((each) => each.connectionId === connectionId && each.username?.toLowerCase() === name);
  return last !== undefined && Math.abs(now - last.at) < keptMs ? challengeOf(last) : undefined;
}
