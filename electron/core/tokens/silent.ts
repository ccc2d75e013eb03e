// Silent acquisition: a fresh cached token, else the refresh token, else a failure that says a person is needed.
import { done, failed, mayRetry, refreshTokenSurvives, type Failure, type Outcome } from "../../../shared/failure.ts";
import { LockTimeout } from "../accountLock.ts";
import type { Attempting } from "../attempts.ts";
import type { Authorities } from "../authority/authority.ts";
import { askTenantId } from "../authority/tenantId.ts";
import { ownFailure, withGrant } from "../failures.ts";
import { refreshTokenGrant } from "../grants/refreshToken.ts";
import type { TokenReply, TokenRequestDeps } from "../grants/tokenRequest.ts";
import type { Clock } from "../ports.ts";
import type { Secret } from "../secret.ts";
import type { Vault } from "../vault.ts";
import { findToken, withRefusal, withReply, type AccountRecord, type CachedToken } from "./accountRecord.ts";
import type { Accounts } from "./accounts.ts";
import {
  backOffMs,
  defaultMinLifeMs,
  isFromFuture,
  livesFor,
  servesInOutage,
  shortestIntervalMs,
} from "./freshness.ts";
import { sameTarget, targetKey, type Target } from "./scopes.ts";
import { askedTenant, connectionIn, targetIn } from "./tenants.ts";
import { belongsTo, type Connections } from "../connections.ts";

export interface TokenRequest extends Target {
  readonly accountId: string;
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
  /** It has ended; the server lets it serve where a new one cannot be had for a reason that may pass. */
  readonly extended?: true;
  /** With `extended`: until when. */
  readonly extendedExpiresAt?: number;
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
  readonly onOutcome: (accountId: string, target: Target, failure: Failure | undefined) => void;
}

interface Flight {
  readonly result: Promise<Outcome<AcquiredToken>>;
  readonly abort: AbortController;
  readonly accountId: string;
}

export function createSilentTokens(deps: SilentDeps): SilentTokens {
  const flights = new Map<string, Flight>();

  const fly = (request: TokenRequest): Promise<Outcome<AcquiredToken>> => {
    const key = `${request.accountId} ${targetKey(request)}`;
    const underWay = flights.get(key);
    if (underWay !== undefined) return underWay.result;
    const abort = new AbortController();
    const result = refresh(deps, request, abort.signal).finally(() => flights.delete(key));
    flights.set(key, { result, abort, accountId: request.accountId });
    return result;
  };

  return {
    async get(wish) {
      const { accounts, clock } = deps;
      const { accountId } = wish;
      const record = accounts.get(accountId);
      if (record === undefined) return failed(ownFailure("signInNeeded", clock.now()));
      const target = targetIn(record, wish);
      if (target === "refused") return failed(ownFailure("badInput", clock.now(), { field: "tenant" }));
      const request = { ...wish, tenant: target.tenant };
      const cached = findToken(record, request);
      const ready = request.forceRefresh === true ? undefined : fromMemory(deps, record, cached, request);
      if (ready !== undefined) return ready;
      const pause = request.forceRefresh === true ? throttle(deps, request) : undefined;
      if (pause !== undefined) return failed(pause);

      const outcome = await fly(request);
      if (outcome.ok) return outcome;
      // Better a short life than none, where a fresh one cannot be had; but somebody who wants a new one is told the truth.
      const wanted = request.forceRefresh !== true && accounts.get(accountId) !== undefined;
      return wanted ? inPlaceOfNew(deps, cached, request, outcome.failure) : outcome;
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

  const set = record.scopeSets.find((each) => sameTarget(each, request));
  if (set?.refusal !== undefined) return inPlaceOfNew(deps, cached, request, set.refusal);
  const { nextTryAt, failure } = deps.accounts.progress(record.id, request);
  if (nextTryAt !== undefined && nextTryAt > now && failure !== undefined && !isFromFuture(failure.at, now)) {
    return inPlaceOfNew(deps, cached, request, failure);
  }
  const justFetched = cached !== undefined && livesFor(cached, 0, now) && now - cached.issuedAt < shortestIntervalMs;
  return justFetched ? give(cached) : undefined;
}

/** The token at hand while it lives; in an outage also after its end, where the server allowed for that; else the failure. */
function inPlaceOfNew(
  { clock }: SilentDeps,
  cached: CachedToken | undefined,
  request: TokenRequest,
  failure: Failure,
): Outcome<AcquiredToken> {
  if (cached === undefined) return failed(failure);
  if (livesFor(cached, 0, clock.now())) return done(acquired(cached, request, clock, "memory"));
  const { extendedExpiresAt } = cached;
  return isOutage(failure) && extendedExpiresAt !== undefined && servesInOutage(cached, clock.now())
    ? done({
        ...acquired(cached, request, clock, "memory"),
        short: false,
        extended: true,
        extendedExpiresAt,
      })
    : failed(failure);
}

/** Trouble with the service or on the way there. A refusal is none, nor is trouble on this computer. */
function isOutage(failure: Failure): boolean {
  return mayRetry(failure) && failure.kind !== "vaultLocked" && failure.kind !== "vaultWriteFailed";
}

/** A person may ask again during a back-off of ours, but not before the time the server named. */
function throttle(deps: SilentDeps, request: TokenRequest): Failure | undefined {
  const { failure } = deps.accounts.progress(request.accountId, request);
  const now = deps.clock.now();
  return failure?.retryAt !== undefined && failure.retryAt > now && !isFromFuture(failure.at, now)
    ? failure
    : undefined;
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
  const { accountId } = request;
  const before = accounts.progress(accountId, request);
  const record = accounts.get(accountId);
  const seenIssuedAt = record === undefined ? 0 : (findToken(record, request)?.issuedAt ?? 0);
  accounts.setProgress(accountId, request, { ...before, refreshing: true });
  let outcome: Outcome<AcquiredToken>;
  try {
    outcome = await vault.locked(accountId, () => refreshLocked(deps, request, seenIssuedAt, signal));
  } catch (error) {
    if (!(error instanceof LockTimeout)) {
      accounts.setProgress(accountId, request, { ...before, refreshing: false });
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
  const { accountId } = request;
  const record = await accounts.reread(accountId);
  if (record === undefined) return failed(ownFailure("signInNeeded", clock.now()));
  const cached = findToken(record, request);
  if (request.forceRefresh !== true && cached !== undefined) {
    const enough = livesFor(cached, request.minLifeMs ?? defaultMinLifeMs, clock.now());
    const fetchedMeanwhile = cached.issuedAt > seenIssuedAt && livesFor(cached, 0, clock.now());
    if (enough || fetchedMeanwhile) return done(acquired(cached, request, clock, "memory"));
  }
  const reply = await askServer(deps, record, request, signal);
  const current = accounts.get(accountId);
  // Signed out while the answer was on its way: storing it would bring the account back.
  if (current === undefined) return failed(ownFailure("cancelled", clock.now()));
  if (!reply.ok) {
    await keepRefusal(deps, current, request, reply.failure);
    return reply;
  }
  const renewed = withReply(current, request, reply.value);
  await accounts.save(renewed);
  const token = findToken(renewed, request);
  if (token === undefined) throw new Error("the token just stored is not found");
  return done(acquired(token, request, clock, "refresh"));
}

async function askServer(
  deps: SilentDeps,
  record: AccountRecord,
  target: Target,
  signal: AbortSignal,
): Promise<Outcome<TokenReply>> {
  const { scopes } = target;
  const { clock, connections } = deps;
  const connection = connections.get(record.connection.id) ?? record.connection;
  if (record.refreshToken === undefined || !belongsTo(record.connection, connection)) {
    return failed(ownFailure("signInNeeded", clock.now()));
  }
  const place = connectionIn(connection, record, target.tenant);
  const authority = await deps.authorities.find(place, signal);
  if (!authority.ok) return failed(withGrant(authority.failure, "refreshToken"));
  const { unconfirmedOrigin } = authority.value;
  if (unconfirmedOrigin !== undefined) {
    return failed(ownFailure("tokenOriginUnconfirmed", clock.now(), { tokenOrigin: unconfirmedOrigin }));
  }
  const { refreshToken, homeAccountId } = record;
  const correlationId = crypto.randomUUID();
  const tenant = await askedTenant(
    { ...place, issuer: authority.value.issuer, isOther: target.tenant !== undefined },
    record,
    () => askTenantId(authority.value, deps.requests.http, signal),
  );
  return deps.attempting(
    {
      grant: "refreshToken",
      connectionId: connection.id,
      accountId: record.id,
      username: record.username,
      scopes,
      ...(target.tenant === undefined ? {} : { tenant: target.tenant }),
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
          tenant,
          correlationId,
          signal,
        },
        deps.requests,
      ),
  );
}

async function keepRefusal(deps: SilentDeps, record: AccountRecord, target: Target, failure: Failure): Promise<void> {
  if (isOurOwn(failure, "cancelled") || isOurOwn(failure, "signInNeeded") || mayRetry(failure)) return;
  // What another directory says against the refresh token is said for itself: Entra answers `bad_token` also where the
  // person is merely unknown there (AADSTS50034).
  const tokenLives = target.tenant !== undefined || refreshTokenSurvives(failure);
  await deps.accounts.save(withRefusal(record, target, failure, tokenLives));
}

/** A server's code may choose the same kind for its refusal, which is a refusal all the same. */
function isOurOwn({ kind, evidence }: Failure, own: Failure["kind"]): boolean {
  return kind === own && evidence.status === undefined;
}

function settle(deps: SilentDeps, request: TokenRequest, failuresBefore: number, failure: Failure | undefined): void {
  const { accounts, clock } = deps;
  const { accountId } = request;
  if (failure === undefined || isOurOwn(failure, "cancelled")) accounts.setProgress(accountId, request, {});
  else if (mayRetry(failure)) {
    const failuresInARow = failuresBefore + 1;
    // A server that names a second each time is not to be asked every second.
    const nextTryAt = Math.max(failure.retryAt ?? 0, clock.now() + backOffMs(failuresInARow, deps.random()));
    accounts.setProgress(accountId, request, { failure, failuresInARow, nextTryAt });
  } else accounts.setProgress(accountId, request, { failure });
  deps.onOutcome(accountId, request, failure);
}
