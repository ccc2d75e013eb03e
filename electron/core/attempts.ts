// The history of token requests: what was asked, what came of it, how long it took. Kept in memory, newest first.
import { failed, type Failure, type Grant, type Outcome } from "../../shared/failure.ts";
import type { Attempt } from "../../shared/snapshot.ts";
import type { TokenReply } from "./grants/tokenRequest.ts";
import type { Log } from "./log.ts";
import type { Clock, LogEntry } from "./ports.ts";
import type { Store } from "./store.ts";

export interface AttemptSubject {
  readonly grant: Grant;
  readonly connectionId: string;
  readonly accountId?: string;
  readonly username: string;
  readonly scopes: readonly string[];
  readonly tenant?: string;
  readonly claims?: string;
  readonly correlationId: string;
}

const keptAttempts = 200;

/** Runs one request for a token, or for what a token is given for, and records it, whatever comes of it. */
export type Attempting = <T extends object>(
  subject: AttemptSubject,
  request: () => Promise<Outcome<T>>,
) => Promise<Outcome<T>>;

export function createAttempts(store: Store, clock: Clock, log: Log): Attempting {
  return async (subject, request) => {
    const at = clock.now();
    const id = crypto.randomUUID();
    const answer = await request();
    // Wherever the failure is shown, what was asked, for whom and with which challenge is found by this.
    const outcome = answer.ok ? answer : failed({ ...answer.failure, attemptId: id });
    const attempt: Attempt = {
      ...subject,
      id,
      at,
      durationMs: Math.max(0, clock.now() - at),
      outcome: outcome.ok ? "succeeded" : outcome.failure.kind === "cancelled" ? "cancelled" : "failed",
      ...(outcome.ok
        ? { ...traced(outcome.value), ...odd(outcome.value) }
        : { failure: outcome.failure, ...traced(outcome.failure.evidence) }),
    };
    store.update((snapshot) => ({ ...snapshot, attempts: [attempt, ...snapshot.attempts].slice(0, keptAttempts) }));
    log.info("attempt", logFields(attempt));
    return outcome;
  };
}

/** Not everything that is asked for comes with the server's ID. */
function traced(answer: object): Pick<Attempt, "traceId"> {
  const { traceId } = answer as { readonly traceId?: string };
  return traceId === undefined ? {} : { traceId };
}

/** What was odd about an answer that brought a token; another kind of answer says nothing of it. */
function odd(answer: object): Pick<Attempt, "warnings"> {
  const { warnings } = answer as Pick<TokenReply, "warnings">;
  return warnings === undefined ? {} : { warnings };
}

function logFields(attempt: Attempt): LogEntry["fields"] {
  const failure: Failure | undefined = attempt.failure;
  return {
    grant: attempt.grant,
    outcome: attempt.outcome,
    durationMs: attempt.durationMs,
    ...(attempt.correlationId === undefined ? {} : { correlationId: attempt.correlationId }),
    ...(failure === undefined ? {} : { kind: failure.kind, codes: (failure.evidence.codes ?? []).join(" ") }),
    ...(attempt.warnings === undefined ? {} : { warnings: attempt.warnings.join(" ") }),
    ...(failure?.evidence.notSentAgain === true ? { notSent: true } : {}),
    ...(failure?.evidence.status === undefined ? {} : { status: failure.evidence.status }),
  };
}
