// What is kept of one account: who it is, its refresh token, its access tokens, and the connection they belong to.
import type { Connection } from "../../../shared/connection.ts";
import type { Failure, Grant } from "../../../shared/failure.ts";
import type { AccountTenant } from "../../../shared/snapshot.ts";
import type { TokenReply } from "../grants/tokenRequest.ts";
import type { Secret } from "../secret.ts";
import { scopeRules, type ScopeRules } from "../../../shared/scopeRules.ts";
import { livesFor } from "./freshness.ts";
import { isWholeList, sameTarget, type Target } from "./scopes.ts";
import { homeTenantOf, withNames, withProfile } from "./tenants.ts";

export interface AccountRecord {
  readonly id: string;
  /** Grows with every change that is kept, so that of two copies the newer is known. */
  readonly revision: number;
  /** As it was at the last sign-in: the refresh token is good for this client at this authority only. */
  readonly connection: Connection;
  readonly homeAccountId: string;
  readonly username: string;
  readonly unnamed?: true;
  readonly name?: string;
  readonly label?: string;
  readonly askedAs?: readonly string[];
  readonly signedInBy: Grant;
  readonly signedInAt: number;
  readonly lastUsedAt: number;
  readonly refreshToken?: Secret;
  readonly refreshTokenEndsAt?: number;
  readonly scopeSets: readonly RecordScopeSet[];
  readonly tokens: readonly CachedToken[];
  /** Who the person is in each directory that has issued tokens to this account. */
  readonly tenantProfiles?: readonly AccountTenant[];
}

export interface RecordScopeSet {
  readonly id: string;
  readonly label?: string;
  readonly scopes: readonly string[];
  /** Another directory than the connection's: its ID or domain, in lower case. */
  readonly tenant?: string;
  /** The server's refusal of the last refresh: it takes a person, so nothing is sent again by itself. */
  readonly refusal?: Failure;
  /** What passes by itself, with the time before which the server does not want to be asked again. */
  readonly pause?: Failure;
}

export interface CachedToken {
  /** As it was asked for; absent where that was the connection's own. A token of one directory serves no other. */
  readonly tenant?: string;
  readonly token: Secret;
  readonly tokenType: string;
  /** As asked for. */
  readonly asked: readonly string[];
  readonly granted: readonly string[];
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly refreshAt?: number;
  readonly extendedExpiresAt?: number;
  /** What else the server said, unknown to this version and used for nothing. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/**
 * One account per connection and person: the same person through another connection is another account. Entra's IDs are
 * the same in any case; subjects of other servers are not (OpenID Connect Core 2).
 */
export async function accountIdOf(connectionId: string, homeAccountId: string): Promise<string> {
  const id = homeTenantOf({ homeAccountId }) === undefined ? homeAccountId : homeAccountId.toLowerCase();
  const text = new TextEncoder().encode(`${connectionId}\n${id}`);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The record after a good answer: rotated refresh token if there is one, else the old one; the refusal of this target is over. */
export function withReply(record: AccountRecord, target: Target, reply: TokenReply): AccountRecord {
  const kept = record.tokens.filter((old) => !isFor(record, old, target) && servesUntil(old) > reply.issuedAt);
  const refreshTokenEndsAt =
    reply.refreshTokenEndsAt ?? (reply.refreshToken === undefined ? record.refreshTokenEndsAt : undefined);
  const { refreshTokenEndsAt: _, ...others } = record;
  const rest = withNames(others, target, reply.identity);
  const tenantProfiles = withProfile(record, target, reply.identity);
  return {
    ...rest,
    revision: record.revision + 1,
    ...(reply.refreshToken === undefined ? {} : { refreshToken: reply.refreshToken }),
    ...(refreshTokenEndsAt === undefined ? {} : { refreshTokenEndsAt }),
    scopeSets: withSet(record, target, withoutRefusal),
    tokens: [...kept, tokenIn(reply, target)],
    ...(tenantProfiles.length === 0 ? {} : { tenantProfiles }),
  };
}

function tokenIn(reply: TokenReply, { scopes, tenant }: Target): CachedToken {
  const { refreshAt, extendedExpiresAt, extra } = reply;
  return {
    ...(tenant === undefined ? {} : { tenant }),
    token: reply.accessToken,
    tokenType: reply.tokenType,
    asked: scopes,
    granted: reply.scopes,
    issuedAt: reply.issuedAt,
    expiresAt: reply.expiresAt,
    ...(refreshAt === undefined ? {} : { refreshAt }),
    ...(extendedExpiresAt === undefined ? {} : { extendedExpiresAt }),
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  };
}

/** What a token was asked for as. */
export function askedOf({ asked, tenant }: CachedToken): Target {
  return { scopes: asked, tenant };
}

function isFor(record: AccountRecord, token: CachedToken, target: Target): boolean {
  return sameTarget(rulesOf(record), askedOf(token), target);
}

/** The end of all use: in an outage a token may serve for longer than it lives. */
function servesUntil({ expiresAt, extendedExpiresAt }: CachedToken): number {
  return Math.max(expiresAt, extendedExpiresAt ?? 0);
}

/** The record after a refusal that takes a person. `tokenLives` is false only where the server rejected the refresh token itself. */
export function withRefusal(
  record: AccountRecord,
  target: Target,
  refusal: Failure,
  tokenLives: boolean,
): AccountRecord {
  const { refreshToken, refreshTokenEndsAt, ...rest } = record;
  return {
    ...rest,
    revision: record.revision + 1,
    ...(tokenLives && refreshToken !== undefined ? { refreshToken } : {}),
    ...(tokenLives && refreshTokenEndsAt !== undefined ? { refreshTokenEndsAt } : {}),
    scopeSets: withSet(record, target, (set) => ({ ...set, refusal })),
  };
}

/** The record after an answer that passes and names a time. */
export function withPause(record: AccountRecord, target: Target, pause: Failure): AccountRecord {
  return {
    ...record,
    revision: record.revision + 1,
    scopeSets: withSet(record, target, (set) => ({ ...set, pause })),
  };
}

export function withoutRefusal(set: RecordScopeSet): RecordScopeSet {
  const { refusal: _, pause: __, ...rest } = set;
  return rest;
}

/** How its authority compares scopes. */
export function rulesOf({ connection }: Pick<AccountRecord, "connection">): ScopeRules {
  return scopeRules(connection.kind);
}

export function findScopeSet(record: AccountRecord, target: Target): RecordScopeSet | undefined {
  return record.scopeSets.find((set) => sameTarget(rulesOf(record), set, target));
}

/** With one for this target. Those of other directories stand last, as they do in the stored record. */
export function withScopeSet(record: AccountRecord, target: Target): readonly RecordScopeSet[] {
  const { scopeSets: sets } = record;
  if (findScopeSet(record, target) !== undefined) return sets;
  const { scopes, tenant } = target;
  const added = { id: crypto.randomUUID().slice(0, 8), scopes, ...(tenant === undefined ? {} : { tenant }) };
  if (tenant !== undefined) return [...sets, added];
  const own = sets.filter((set) => set.tenant === undefined);
  return [...own, added, ...sets.filter((set) => set.tenant !== undefined)];
}

function withSet(
  record: AccountRecord,
  target: Target,
  change: (set: RecordScopeSet) => RecordScopeSet,
): readonly RecordScopeSet[] {
  return withScopeSet(record, target).map((set) => (sameTarget(rulesOf(record), set, target) ? change(set) : set));
}

/** The token that was asked for as exactly this. */
export function tokenAskedAs(record: AccountRecord, target: Target): CachedToken | undefined {
  return record.tokens.find((token) => isFor(record, token, target));
}

/**
 * The token of this directory that serves these scopes best: one that lives for `minLifeMs`, else one that lives, else one
 * that has ended; of these one that was granted all of them, else the answer to exactly this question, although the server
 * declined a part; and of several the one that was asked for as exactly this, else the one that serves longest.
 */
export function findToken(record: AccountRecord, target: Target, now: number, minLifeMs = 0): CachedToken | undefined {
  const rank = (token: CachedToken): readonly number[] => [
    livesFor(token, minLifeMs, now) ? 0 : livesFor(token, 0, now) ? 1 : 2,
    isGranted(record, token, target) ? 0 : 1,
    isFor(record, token, target) ? 0 : 1,
    -servesUntil(token),
  ];
  return record.tokens
    .filter((token) => isFor(record, token, target) || isGranted(record, token, target))
    .map((token) => ({ token, rank: rank(token) }))
    .toSorted((a, b) => compareRanks(a.rank, b.rank))[0]?.token;
}

/** What was asked for as a whole list counts as granted, because servers answer it with single names. */
function isGranted(record: AccountRecord, token: CachedToken, { scopes, tenant }: Target): boolean {
  const granted = [...token.granted, ...token.asked.filter(isWholeList)];
  return token.tenant === tenant && rulesOf(record).missing(granted, scopes).length === 0;
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, place) => value !== b[place]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
