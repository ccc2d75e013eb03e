// Failures that the program finds by itself, without a reply of a server.
import type { Evidence, Failure, FailureKind } from "../../shared/failure.ts";

export function ownFailure(kind: FailureKind, at: number, evidence: Evidence = {}): Failure {
  return { kind, at, evidence };
}
