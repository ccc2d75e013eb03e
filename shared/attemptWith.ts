// Finds the token request that a failure came of: what was asked, for whom, and what the server said.
import type { Failure } from "./failure.ts";
import type { Attempt } from "./snapshot.ts";

/** None for a failure from before a request, or from before the program was started. */
export function attemptWith(attempts: readonly Attempt[], { attemptId }: Failure): Attempt | undefined {
  return attemptId === undefined ? undefined : attempts.find(({ id }) => id === attemptId);
}
