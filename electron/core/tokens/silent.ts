// Silent acquisition: a fresh cached token, else the refresh token, else a failure that says a person is needed.
import { done, failed, mayRetry, refreshTokenSurvives, type Failure, type Outcome } from "../../../shared/failure.ts";
import { LockTimeout } from "../accountLock.ts";
import type { Attempting } from "../attempts.ts";
import type { Authorities } from "../authority/authority.ts";
import { ownFailure } from "../failures.ts";
import { refreshTokenGrant } from "../grants/refreshToken.ts";
import type { TokenReply, TokenRequestDeps } from "../grants/tokenRequest.ts";
import type { Clock } from "../ports.ts";
import type { Secret } from "../secret.ts";
import type { Vault } from "../vault.ts";
import { findToken, withRefusal, withReply, type AccountRecord, type CachedToken } from "./accountRecord.ts";
import type { Accounts } from "./accounts.ts";
import { backOffMs, defaultMinLifeMs, livesFor, shortestIntervalMs } from "./freshness.ts";
import { sameScopes, scopeKey } from "./scopes.ts";
import { belongsTo, type Connections } from "../connections.ts";

export interface TokenRequest {
  readonly accountId: string;
  readonly scopes: readonly string[];
  /** How long the token is to live at least; 60 s unless told. */
  readonly minLifeMs?: number;
  readonly forceRefresh?: boolean;
}

export interface AcquiredToken {
  readonly token: Secret;
  readonly tokenType: string;
  readonly expiresAt: number;
  readonly scopes: readonly string[];
  /** It lives shorter than was asked, because that is what the server gave. */
  readonly short: boolean;
  readonly source: "memory" | "refresh";
}

export interface SilentTokens {
  /**
   * A token of the account for the scopes. Makes one request at most, shared by all who ask for the same meanwhile.
   * A token just fetched is returned even if it lives shorter than asked, marked `short`. Expected trouble is a failure.
   */
  get(request: TokenRequest): Promise<Outcome<AcquiredToken>>;
  /** Cancels what is under way for an account that is being signed out. */
  abandon(accountId: string): void;
  /**
   * Waits a little for what is under way, then cancels the rest: a server that has rotated a one-time refresh token must
   * not find its answer unheard.
   */
  finish(): Promise<void>;
}

export interface SilentDeps {
  readonly accounts: Accounts;
  readonly vault: Vault;
  readonly connections: Connections;
  readonly authorities: Authorities;
  readonly attempting: Attempting;
  readonly requests: TokenRequestDeps;
  readonly clock: Clock;
  readonly random: () => number;
  /** A refresh ended: time to plan the next, or to tell a person. */
  readonly onOutcome: (accountId: string, scopes: readonly string[], failure: Failure | undefined) => void;
}

interface Flight {
  readonly result: Promise<Outcome<AcquiredToken>>;
  readonly abort: AbortController;
  readonly accountId: string;
}

export function createSilentTokens(deps: SilentDeps): SilentTokens {
  const flights = new Map<string, Flight>();

  const fly = (request: TokenRequest): Promise<Outcome<AcquiredToken>> => {
    const key = `${request.accountId} ${scopeKey(request.scopes)}`;
    const underWay = flights.get(key);
    if (underWay !== undefined) return underWay.result;
    const abort = new AbortController();
    const result = refresh(deps, request, abort.signal).finally(() => flights.delete(key));
    flights.set(key, { result, abort, accountId: request.accountId });
    return result;
  };

  return {
    async get(request) {
      const { accounts, clock } = deps;
      const { accountId, scopes } = request;
      const record = accounts.get(accountId);
      if (record === undefined) return failed(ownFailure("signInNeeded", clock.now()));
      const cached = findToken(record, scopes);
      const ready = request.forceRefresh === true ? undefined : fromMemory(deps, record, cached, request);
      if (ready !== undefined) return ready;
      const pause = request.forceRefresh === true ? throttle(deps, request) : undefined;
      if (pause !== undefined) return failed(pause);

      const outcome = await fly(request);
      if (outcome.ok) return outcome;
      // Better a short life than none, where a fresh one cannot be had; but somebody who wants a new one is told the truth.
      const alive = cached !== undefined && livesFor(cached, 0, clock.now());
      return alive && request.forceRefresh !== true && accounts.get(accountId) !== undefined
        ? done(acquired(cached, request, clock, "memory"))
        : outcome;
    },

    abandon(accountId) {
      for (const flight of flights.values()) if (flight.accountId === accountId) flight.abort.abort(cancelled());
    },
    async finish() {
      const landed = Promise.allSettled([...flights.values()].map(({ result }) => result));
      let cancelTimer = (): void => {};
      const patience = new Promise<void>((resolve) => (cancelTimer = deps.clock.after(patienceAtEndMs, resolve)));
      await Promise.race([landed, patience]);
      cancelTimer();
      for (const flight of flights.values()) flight.abort.abort(cancelled());
      await landed;
    },
  };
}

const patienceAtEndMs = 3_000;

function cancelled(): DOMException {
  return new DOMException("Signed out or quit meanwhile", "AbortError");
}

/** What can be answered without a request: a fresh token, or the reason why nothing is to be sent by itself. */
function fromMemory(
  deps: SilentDeps,
  record: AccountRecord,
  cached: CachedToken | undefined,
  request: TokenRequest,
): Outcome<AcquiredToken> | undefined {
  const now = deps.clock.now();
  const give = (token: CachedToken): Outcome<AcquiredToken> => done(acquired(token, request, deps.clock, "memory"));
  if (cached !== undefined && livesFor(cached, request.minLifeMs ?? defaultMinLifeMs, now)) return give(cached);

  const alive = cached !== undefined && livesFor(cached, 0, now) ? cached : undefined;
  const set = record.scopeSets.find(({ scopes }) => sameScopes(scopes, request.scopes));
  if (set?.refusal !== undefined) return alive === undefined ? failed(set.refusal) : give(alive);
  const { nextTryAt, failure } = deps.accounts.progress(record.id, request.scopes);
  if (nextTryAt !== undefined && nextTryAt > now && failure !== undefined) {
    return alive === undefined ? failed(failure) : give(alive);
  }
  return alive !== undefined && now - alive.issuedAt < shortestIntervalMs ? give(alive) : undefined;
}

/** A person may ask again during a back-off of ours, but not before the time the server named. */
function throttle(deps: SilentDeps, { accountId, scopes }: TokenRequest): Failure | undefined {
  const { failure } = deps.accounts.progress(accountId, scopes);
  return failure?.retryAt !== undefined && failure.retryAt > deps.clock.now() ? failure : undefined;
}

function acquired(
  token: CachedToken,
  request: TokenRequest,
  clock: Clock,
  source: AcquiredToken["source"],
): AcquiredToken {
  return {
    token: token.token,
    tokenType: token.tokenType,
    expiresAt: token.expiresAt,
    scopes: token.granted,
    short: !livesFor(token, request.minLifeMs ?? defaultMinLifeMs, clock.now()),
    source,
  };
}

async function refresh(deps: SilentDeps, request: TokenRequest, signal: AbortSignal): Promise<Outcome<AcquiredToken>> {
  const { accounts, vault, clock } = deps;
  const { accountId, scopes } = request;
  const before = accounts.progress(accountId, scopes);
  const record = accounts.get(accountId);
  const seenIssuedAt = record === undefined ? 0 : (findToken(record, scopes)?.issuedAt ?? 0);
  accounts.setProgress(accountId, scopes, { ...before, refreshing: true });
  let outcome: Outcome<AcquiredToken>;
  try {
    outcome = await vault.locked(accountId, () => refreshLocked(deps, request, seenIssuedAt, signal));
  } catch (error) {
    if (!(error instanceof LockTimeout)) {
      accounts.setProgress(accountId, scopes, { ...before, refreshing: false });
      throw error;
    }
    outcome = failed(ownFailure("vaultLocked", clock.now()));
  }
  if (accounts.get(accountId) === undefined) return outcome;
  settle(deps, request, before.failuresInARow ?? 0, outcome.ok ? undefined : outcome.failure);
  return outcome;
}

/** Under the account's lock: whoever gets it looks again first, so that what another has just fetched is used. */
async function refreshLocked(
  deps: SilentDeps,
  request: TokenRequest,
  seenIssuedAt: number,
  signal: AbortSignal,
): Promise<Outcome<AcquiredToken>> {
  const { accounts, clock } = deps;
  const { accountId, scopes } = request;
  const record = await accounts.reread(accountId);
  if (record === undefined) return failed(ownFailure("signInNeeded", clock.now()));
  const cached = findToken(record, scopes);
  if (request.forceRefresh !== true && cached !== undefined) {
    const enough = livesFor(cached, request.minLifeMs ?? defaultMinLifeMs, clock.now());
    const fetchedMeanwhile = cached.issuedAt > seenIssuedAt && livesFor(cached, 0, clock.now());
    if (enough || fetchedMeanwhile) return done(acquired(cached, request, clock, "memory"));
  }
  const reply = await askServer(deps, record, scopes, signal);
  const current = accounts.get(accountId);
  // Signed out while the answer was on its way: storing it would bring the account back.
  if (current === undefined) return failed(ownFailure("cancelled", clock.now()));
  if (!reply.ok) {
    await keepRefusal(deps, current, scopes, reply.failure);
    return reply;
  }
  const renewed = withReply(current, scopes, reply.value);
  await accounts.save(renewed);
  const token = findToken(renewed, scopes);
  if (token === undefined) throw new Error("the token just stored is not found");
  return done(acquired(token, request, clock, "refresh"));
}

async function askServer(
  deps: SilentDeps,
  record: AccountRecord,
  scopes: readonly string[],
  signal: AbortSignal,
): Promise<Outcome<TokenReply>> {
  const { clock, connections } = deps;
  const connection = connections.get(record.connection.id) ?? record.connection;
  if (record.refreshToken === undefined || !belongsTo(record.connection, connection)) {
    return failed(ownFailure("signInNeeded", clock.now()));
  }
  const authority = await deps.authorities.find(connection, signal);
  if (!authority.ok) return authority;
  const { unconfirmedOrigin } = authority.value;
  if (unconfirmedOrigin !== undefined) {
    return failed(ownFailure("tokenOriginUnconfirmed", clock.now(), { tokenOrigin: unconfirmedOrigin }));
  }
  const { refreshToken, homeAccountId } = record;
  const correlationId = crypto.randomUUID();
  const reply = await deps.attempting(
    {
      grant: "refreshToken",
      connectionId: connection.id,
      accountId: record.id,
      username: record.username,
      scopes,
      correlationId,
    },
    () =>
      refreshTokenGrant(
        {
          authority: authority.value,
          clientId: connection.clientId,
          scopes,
          refreshToken,
          homeAccountId,
          correlationId,
          signal,
        },
        deps.requests,
      ),
  );
  if (!reply.ok) return reply;
  const answered = reply.value.identity.homeAccountId;
  // A token of somebody else must never stand under this name.
  return answered !== undefined &&
    answered.toLowerCase() !== homeAccountId.toLowerCase() &&
    !homeAccountId.startsWith("name:")
    ? failed(
        ownFailure("untrustedReply", clock.now(), {
          grant: "refreshToken",
          correlationId,
          status: 200,
          error: "user_mismatch",
        }),
      )
    : reply;
}

async function keepRefusal(
  deps: SilentDeps,
  record: AccountRecord,
  scopes: readonly string[],
  failure: Failure,
): Promise<void> {
  if (isOurOwn(failure, "cancelled") || isOurOwn(failure, "signInNeeded") || mayRetry(failure)) return;
  await deps.accounts.save(withRefusal(record, scopes, failure, refreshTokenSurvives(failure)));
}

/** A server's code may choose the same kind for its refusal, which is a refusal all the same. */
function isOurOwn({ kind, evidence }: Failure, own: Failure["kind"]): boolean {
  return kind === own && evidence.status === undefined;
}

function settle(
  deps: SilentDeps,
  { accountId, scopes }: TokenRequest,
  failuresBefore: number,
  failure: Failure | undefined,
): void {
  const { accounts, clock } = deps;
  if (failure === undefined || isOurOwn(failure, "cancelled")) accounts.setProgress(accountId, scopes, {});
  else if (mayRetry(failure)) {
    const failuresInARow = failuresBefore + 1;
    // A server that names a second each time is not to be asked every second.
    const nextTryAt = Math.max(failure.retryAt ?? 0, clock.now() + backOffMs(failuresInARow, deps.random()));
    accounts.setProgress(accountId, scopes, { failure, failuresInARow, nextTryAt });
  } else accounts.setProgress(accountId, scopes, { failure });
  deps.onOutcome(accountId, scopes, failure);
}
