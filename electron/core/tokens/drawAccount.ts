// How an account looks in the snapshot: who it is, its scope sets with the state of each, and no secret.
import type { Failure } from "../../../shared/failure.ts";
import type { Account, AccountTenant, ScopeSet, TokenSummary } from "../../../shared/snapshot.ts";
import { findToken, rulesOf, type AccountRecord, type CachedToken, type RecordScopeSet } from "./accountRecord.ts";
import { resourceName } from "./resourceName.ts";
import { declinedScopes, type Target } from "./scopes.ts";

/** What is going on with one scope set right now; gone at the end of the process. */
export interface Progress {
  readonly refreshing?: boolean;
  readonly failure?: Failure;
  readonly failuresInARow?: number;
  readonly nextTryAt?: number;
}

export function draw(
  record: AccountRecord,
  saved: boolean,
  progressOf: (target: Target) => Progress,
  now: number,
): Account {
  return {
    id: record.id,
    connectionId: record.connection.id,
    homeAccountId: record.homeAccountId,
    username: record.username,
    ...(record.unnamed === undefined ? {} : { unnamed: record.unnamed }),
    ...(record.askedAs === undefined ? {} : { askedAs: record.askedAs }),
    ...(record.name === undefined ? {} : { name: record.name }),
    ...(record.label === undefined ? {} : { label: record.label }),
    signedInBy: record.signedInBy,
    signedInAt: record.signedInAt,
    lastUsedAt: record.lastUsedAt,
    hasRefreshToken: record.refreshToken !== undefined,
    ...(record.refreshTokenEndsAt === undefined ? {} : { refreshTokenEndsAt: record.refreshTokenEndsAt }),
    saved,
    scopeSets: record.scopeSets.map((set) => drawSet(record, set, progressOf(set), now)),
    ...(record.tenantProfiles === undefined ? {} : { tenantProfiles: record.tenantProfiles.map(drawProfile) }),
  };
}

function drawSet(record: AccountRecord, set: RecordScopeSet, progress: Progress, now: number): ScopeSet {
  const token = findToken(record, set, now);
  const declined = token === undefined ? [] : declinedScopes(rulesOf(record), token.granted, set.scopes);
  const failure = set.refusal ?? progress.failure;
  return {
    id: set.id,
    ...(set.label === undefined ? {} : { label: set.label }),
    scopes: set.scopes,
    ...(set.tenant === undefined ? {} : { tenant: set.tenant }),
    state: stateOf(record, set, progress, token !== undefined && token.expiresAt > now),
    ...(token === undefined
      ? {}
      : {
          token: {
            issuedAt: token.issuedAt,
            expiresAt: token.expiresAt,
            ...outageEnd(token),
            grantedScopes: token.granted,
            ...(declined.length === 0 ? {} : { declinedScopes: declined }),
            tokenType: token.tokenType,
            resource: resourceName(set.scopes, record.connection.kind),
          },
        }),
    ...(failure === undefined ? {} : { failure }),
    ...(progress.nextTryAt === undefined ? {} : { nextTryAt: progress.nextTryAt }),
  };
}

/** A token that serves no longer than it lives has nothing to tell. */
function outageEnd({ expiresAt, extendedExpiresAt = 0 }: CachedToken): Pick<TokenSummary, "extendedExpiresAt"> {
  return extendedExpiresAt > expiresAt ? { extendedExpiresAt } : {};
}

// Field by field, because what a newer version has added to the record is not for every eye.
function drawProfile({ tenant, localAccountId, username, name, isHome, askedAs }: AccountTenant): AccountTenant {
  return {
    tenant,
    localAccountId,
    ...(username === undefined ? {} : { username }),
    ...(name === undefined ? {} : { name }),
    isHome,
    askedAs,
  };
}

function stateOf(
  record: AccountRecord,
  set: RecordScopeSet,
  progress: Progress,
  tokenLives: boolean,
): ScopeSet["state"] {
  if (progress.refreshing === true) return "refreshing";
  if (tokenLives) return "ready";
  if (set.refusal !== undefined || record.refreshToken === undefined) return "needsYou";
  return progress.nextTryAt === undefined ? "expired" : "waiting";
}
