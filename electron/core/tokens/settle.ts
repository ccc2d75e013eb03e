// What is kept of a refresh that failed, and when the next one may go out by itself.
import { mayRetry, refreshTokenSurvives, type Failure } from "../../../shared/failure.ts";
import { outlookOf } from "../../../shared/outlook.ts";
import type { Clock } from "../ports.ts";
import { withPause, withRefusal, type AccountRecord } from "./accountRecord.ts";
import type { Accounts } from "./accounts.ts";
import { backOffMs, longestBackOffMs } from "./freshness.ts";
import type { Target } from "./scopes.ts";

interface Deps {
  readonly accounts: Accounts;
  readonly clock: Clock;
  readonly random: () => number;
}

/** In the sealed record: a refusal that takes a person, and a pause that the server named, for the next process to keep, too. */
export async function keepFailure(
  { accounts }: Pick<Deps, "accounts">,
  record: AccountRecord,
  target: Target,
  failure: Failure,
): Promise<void> {
  if (isOurOwn(failure, "cancelled") || isOurOwn(failure, "signInNeeded")) return;
  if (outlookOf(failure) === "passes") {
    const { status, notSentAgain } = failure.evidence;
    const isNew = failure.retryAt !== undefined && status !== undefined && notSentAgain !== true;
    if (isNew) await accounts.save(withPause(record, target, failure));
    return;
  }
  // What another directory says against the refresh token is said for itself: Entra answers `bad_token` also where the
  // person is merely unknown there (AADSTS50034).
  const tokenLives = target.tenant !== undefined || refreshTokenSurvives(failure);
  await accounts.save(withRefusal(record, target, failure, tokenLives));
}

/** In memory: what passes is tried again by itself, less and less often; least of all what only a code calls passing. */
export function noteOutcome(
  { accounts, clock, random }: Deps,
  accountId: string,
  target: Target,
  failuresBefore: number,
  failure: Failure | undefined,
): void {
  if (failure === undefined || isOurOwn(failure, "cancelled")) accounts.setProgress(accountId, target, {});
  else if (outlookOf(failure) === "passes") {
    const failuresInARow = failuresBefore + 1;
    const waitMs = backOffMs(failuresInARow, random(), mayRetry(failure) ? longestBackOffMs : longestAfterRefusalMs);
    // A server that names a second each time is not to be asked every second.
    const nextTryAt = Math.max(failure.retryAt ?? 0, clock.now() + waitMs);
    accounts.setProgress(accountId, target, { failure, failuresInARow, nextTryAt });
  } else accounts.setProgress(accountId, target, { failure });
}

const longestAfterRefusalMs = 3_600_000;

/** A server's code may choose the same kind for its refusal, which is a refusal all the same. */
function isOurOwn({ kind, evidence }: Failure, own: Failure["kind"]): boolean {
  return kind === own && evidence.status === undefined;
}
