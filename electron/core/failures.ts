// Failures that the program finds by itself, without a reply of a server.
import type { Evidence, Failure, FailureKind, Grant } from "../../shared/failure.ts";

export function ownFailure(kind: FailureKind, at: number, evidence: Evidence = {}): Failure {
  return { kind, at, evidence };
}

/** A failure from before the token request, such as a document that could not be had, told as part of this sign-in. */
export function withGrant(failure: Failure, grant: Grant): Failure {
  const { evidence } = failure;
  return evidence.grant === undefined ? { ...failure, evidence: { ...evidence, grant, ofDocument: true } } : failure;
}
