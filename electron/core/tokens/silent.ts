// Silent acquisition: a fresh cached token, else the refresh token, else a failure that says a person is needed.
import { done, failed, type Failure, type Outcome } from "../../../shared/failure.ts";
import { LockTimeout } from "../accountLock.ts";
import type { Attempting } from "../attempts.ts";
import type { Authorities } from "../authority/authority.ts";
import { askTenantId } from "../authority/tenantId.ts";
import { belongsTo, type Connections } from "../connections.ts";
import { ownFailure, withGrant } from "../failures.ts";
import { refreshTokenGrant } from "../grants/refreshToken.ts";
import type { TokenReply, TokenRequestDeps } from "../grants/tokenRequest.ts";
import type { Clock } from "../ports.ts";
import type { Turn, Vault } from "../vault.ts";
import { findToken, rulesOf, tokenAskedAs, withReply, type AccountRecord } from "./accountRecord.ts";
import type { Accounts } from "./accounts.ts";
import { acquired, type AcquiredToken, type TokenRequest } from "./acquired.ts";
import { askedForPause, atHand, inPlaceOfNew } from "./atHand.ts";
import { defaultMinLifeMs, livesFor } from "./freshness.ts";
import { targetKey, type Target } from "./scopes.ts";
import { keepFailure, noteOutcome } from "./settle.ts";
import { askedTenant, connectionIn, targetIn } from "./tenants.ts";
import { inTurn, insistOn, storedMeanwhile } from "./turn.ts";

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

  const fly = (record: AccountRecord, request: TokenRequest): Promise<Outcome<AcquiredToken>> => {
    const key = `${request.accountId} ${targetKey(rulesOf(record), request)}`;
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
      const request = { ...wish, ...target, tenant: target.tenant };
      const cached = findToken(record, request, clock.now(), request.minLifeMs ?? defaultMinLifeMs);
      const ready = request.forceRefresh === true ? undefined : atHand(deps, record, cached, request);
      if (ready !== undefined) return ready;
      const pause = request.forceRefresh === true ? askedForPause(deps, request) : undefined;
      if (pause !== undefined) return failed(pause);

      const outcome = await fly(record, request);
      if (outcome.ok) return outcome;
      // Better a short life than none, where a fresh one cannot be had; but somebody who wants a new one is told the truth.
      const wanted = request.forceRefresh !== true && accounts.get(accountId) !== undefined;
      return wanted ? inPlaceOfNew(deps, record, cached, request, outcome.failure) : outcome;
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

async function refresh(deps: SilentDeps, request: TokenRequest, signal: AbortSignal): Promise<Outcome<AcquiredToken>> {
  const { accounts, vault, clock } = deps;
  const { accountId } = request;
  const before = accounts.progress(accountId, request);
  const record = accounts.get(accountId);
  const seenIssuedAt = (record && tokenAskedAs(record, request))?.issuedAt ?? 0;
  accounts.setProgress(accountId, request, { ...before, refreshing: true });
  let outcome: Outcome<AcquiredToken>;
  try {
    outcome = await inTurn(vault, accountId, (turn) => refreshLocked(deps, request, seenIssuedAt, signal, turn));
  } catch (error) {
    if (!(error instanceof LockTimeout)) {
      accounts.setProgress(accountId, request, { ...before, refreshing: false });
      throw error;
    }
    outcome = failed(ownFailure("vaultLocked", clock.now()));
  }
  if (accounts.get(accountId) === undefined) return outcome;
  const failure = outcome.ok ? undefined : outcome.failure;
  noteOutcome(deps, accountId, request, before.failuresInARow ?? 0, failure);
  deps.onOutcome(accountId, request, failure);
  return outcome;
}

/** Under the account's lock: whoever gets it looks again first, so that what another has just fetched is used. */
async function refreshLocked(
  deps: SilentDeps,
  request: TokenRequest,
  seenIssuedAt: number,
  signal: AbortSignal,
  turn: Turn,
): Promise<Outcome<AcquiredToken>> {
  const { accounts, clock } = deps;
  const { accountId } = request;
  const record = await accounts.reread(accountId);
  if (record === undefined) return failed(ownFailure("signInNeeded", clock.now()));
  const { minLifeMs = defaultMinLifeMs } = request;
  const now = clock.now();
  const cached = findToken(record, request, now, minLifeMs);
  if (request.forceRefresh !== true && cached !== undefined) {
    const fetchedMeanwhile = tokenAskedAs(record, request) === cached && cached.issuedAt > seenIssuedAt;
    const enough = livesFor(cached, fetchedMeanwhile ? 0 : minLifeMs, now);
    if (enough) return done(acquired(record, cached, request, clock, "memory"));
  }
  const reply = await askServer(deps, record, request, signal, turn);
  const current = accounts.get(accountId);
  // Signed out while the answer was on its way: storing it would bring the account back.
  if (current === undefined) return failed(ownFailure("cancelled", clock.now()));
  const newer = await storedMeanwhile(turn, accounts, current);
  if (newer !== undefined) return besideNewer(newer, request, reply, clock);
  if (!reply.ok) {
    await keepFailure(deps, current, request, reply.failure);
    return reply;
  }
  const renewed = withReply(current, request, reply.value);
  await accounts.save(renewed);
  return done(justFetched(renewed, request, clock));
}

/** What was fetched is good, but what has been stored since is not to be replaced by it. */
function besideNewer(
  newer: AccountRecord,
  request: TokenRequest,
  reply: Outcome<TokenReply>,
  clock: Clock,
): Outcome<AcquiredToken> {
  if (reply.ok) return done(justFetched(withReply(newer, request, reply.value), request, clock));
  return inPlaceOfNew({ clock }, newer, findToken(newer, request, clock.now()), request, reply.failure);
}

function justFetched(renewed: AccountRecord, request: TokenRequest, clock: Clock): AcquiredToken {
  const token = tokenAskedAs(renewed, request);
  if (token === undefined) throw new Error("the token just stored is not found");
  return acquired(renewed, token, request, clock, "refresh");
}

async function askServer(
  deps: SilentDeps,
  record: AccountRecord,
  target: Target,
  signal: AbortSignal,
  turn: Turn,
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
  await insistOn(turn);
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
