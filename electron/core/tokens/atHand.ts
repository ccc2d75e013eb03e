// What can be answered without a request: a token that is kept, or the failure of a moment ago.
import { done, failed, type Failure, type Outcome } from "../../../shared/failure.ts";
import { keptUntil, outlookOf } from "../../../shared/outlook.ts";
import type { Clock } from "../ports.ts";
import { findScopeSet, type AccountRecord, type CachedToken } from "./accountRecord.ts";
import { acquired, type AcquiredToken, type TokenRequest } from "./acquired.ts";
import type { Accounts } from "./accounts.ts";
import { defaultMinLifeMs, isFromFuture, livesFor, servesInOutage, shortestIntervalMs } from "./freshness.ts";

interface Deps {
  readonly accounts: Accounts;
  readonly clock: Clock;
}

/** A fresh token, or why nothing is to be sent now; undefined where the server is to be asked. */
export function atHand(
  deps: Deps,
  record: AccountRecord,
  cached: CachedToken | undefined,
  request: TokenRequest,
): Outcome<AcquiredToken> | undefined {
  const now = deps.clock.now();
  const give = (token: CachedToken): Outcome<AcquiredToken> =>
    done(acquired(record, token, request, deps.clock, "memory"));
  const kept = standingFailure(deps, record, request);
  if (cached !== undefined && livesFor(cached, request.minLifeMs ?? defaultMinLifeMs, now)) {
    const given = give(cached);
    const isDue = kept === undefined && mayRenew(record, request) && (cached.refreshAt ?? Infinity) <= now;
    return given.ok && isDue ? done({ ...given.value, refreshDue: true }) : given;
  }
  if (kept !== undefined) return inPlaceOfNew(deps, record, cached, request, kept);
  const justFetched = cached !== undefined && livesFor(cached, 0, now) && now - cached.issuedAt < shortestIntervalMs;
  return justFetched ? give(cached) : undefined;
}

/** Nothing is sent by itself where the last refresh was refused. */
function mayRenew(record: AccountRecord, request: TokenRequest): boolean {
  return record.refreshToken !== undefined && findScopeSet(record, request)?.refusal === undefined;
}

/** The last failure, while the same question is answered with it. Without a refresh token there is nothing to ask with. */
function standingFailure({ accounts, clock }: Deps, record: AccountRecord, request: TokenRequest): Failure | undefined {
  const now = clock.now();
  const stands = (failure: Failure): boolean => {
    const until = keptUntil(failure);
    return until === Infinity || (until > now && !isFromFuture(failure.at, now));
  };
  const refusal = findScopeSet(record, request)?.refusal;
  if (refusal !== undefined && (record.refreshToken === undefined || stands(refusal))) return refusal;
  const { nextTryAt, failure } = accounts.progress(record.id, request);
  const waits = nextTryAt !== undefined && nextTryAt > now;
  return waits && failure !== undefined && stands(failure) ? failure : undefined;
}

/** The token at hand while it lives; in an outage also after its end, where the server allowed for that; else the failure. */
export function inPlaceOfNew(
  { clock }: Pick<Deps, "clock">,
  record: AccountRecord,
  cached: CachedToken | undefined,
  request: TokenRequest,
  failure: Failure,
): Outcome<AcquiredToken> {
  if (cached === undefined) return failed(failure);
  if (livesFor(cached, 0, clock.now())) return done(acquired(record, cached, request, clock, "memory"));
  const { extendedExpiresAt } = cached;
  return isOutage(failure) && extendedExpiresAt !== undefined && servesInOutage(cached, clock.now())
    ? done({
        ...acquired(record, cached, request, clock, "memory"),
        short: false,
        extended: true,
        extendedExpiresAt,
      })
    : failed(failure);
}

/** Trouble with the service or on the way there. A refusal is none, nor is trouble on this computer. */
function isOutage(failure: Failure): boolean {
  return outlookOf(failure) === "passes" && failure.kind !== "vaultLocked" && failure.kind !== "vaultWriteFailed";
}

/** A person may ask again during a back-off of ours, but not before the time the server named. */
export function askedForPause({ accounts, clock }: Deps, request: TokenRequest): Failure | undefined {
  const { failure } = accounts.progress(request.accountId, request);
  const now = clock.now();
  return failure?.retryAt !== undefined && failure.retryAt > now && !isFromFuture(failure.at, now)
    ? failure
    : undefined;
}
