// Finds the token request that a failure came of: a failure travels on its own, and only the request has the ID.
import type { Failure } from "./failure.ts";
import type { Attempt } from "./snapshot.ts";

/** The newest that fits. None for a failure from before a request, or from before the program was started. */
export function attemptWith(attempts: readonly Attempt[], { kind, at, evidence }: Failure): Attempt | undefined {
  return attempts.find(
    ({ failure }) =>
      failure?.kind === kind && failure.at === at && failure.evidence.correlationId === evidence.correlationId,
  );
}
