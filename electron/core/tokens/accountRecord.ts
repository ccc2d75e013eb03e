// What is kept of one account: who it is, its refresh token, its access tokens, and the connection they belong to.
import type { Connection } from "../../../shared/connection.ts";
import type { Failure, Grant } from "../../../shared/failure.ts";
import type { TokenReply } from "../grants/tokenRequest.ts";
import type { Secret } from "../secret.ts";
import { covers, sameScopes } from "./scopes.ts";

export interface AccountRecord {
  readonly id: string;
  /** Grows with every change that is kept, so that of two copies the newer is known. */
  readonly revision: number;
  /** As it was at the last sign-in: the refresh token is good for this client at this authority only. */
  readonly connection: Connection;
  readonly homeAccountId: string;
  readonly username: string;
  readonly name?: string;
  readonly label?: string;
  readonly signedInBy: Grant;
  readonly signedInAt: number;
  readonly lastUsedAt: number;
  readonly refreshToken?: Secret;
  readonly refreshTokenEndsAt?: number;
  readonly scopeSets: readonly RecordScopeSet[];
  readonly tokens: readonly CachedToken[];
}

export interface RecordScopeSet {
  readonly id: string;
  readonly label?: string;
  readonly scopes: readonly string[];
  /** The server's refusal of the last refresh: it takes a person, so nothing is sent again by itself. */
  readonly refusal?: Failure;
}

export interface CachedToken {
  readonly token: Secret;
  readonly tokenType: string;
  /** As asked for. */
  readonly asked: readonly string[];
  readonly granted: readonly string[];
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly refreshAt?: number;
  readonly extendedExpiresAt?: number;
}

/** One account per connection and person: the same person through another connection is another account. */
export async function accountIdOf(connectionId: string, homeAccountId: string): Promise<string> {
  const text = new TextEncoder().encode(`${connectionId}\n${homeAccountId.toLowerCase()}`);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The record after a good answer: rotated refresh token if there is one, else the old one; the refusal of these scopes is over. */
export function withReply(record: AccountRecord, asked: readonly string[], reply: TokenReply): AccountRecord {
  const token: CachedToken = {
    token: reply.accessToken,
    tokenType: reply.tokenType,
    asked,
    granted: reply.scopes,
    issuedAt: reply.issuedAt,
    expiresAt: reply.expiresAt,
    ...(reply.refreshAt === undefined ? {} : { refreshAt: reply.refreshAt }),
    ...(reply.extendedExpiresAt === undefined ? {} : { extendedExpiresAt: reply.extendedExpiresAt }),
  };
  const kept = record.tokens.filter((old) => !sameScopes(old.asked, asked) && old.expiresAt > reply.issuedAt);
  const refreshTokenEndsAt =
    reply.refreshTokenEndsAt ?? (reply.refreshToken === undefined ? record.refreshTokenEndsAt : undefined);
  const { refreshTokenEndsAt: _, ...rest } = record;
  return {
    ...rest,
    revision: record.revision + 1,
    ...(reply.refreshToken === undefined ? {} : { refreshToken: reply.refreshToken }),
    ...(refreshTokenEndsAt === undefined ? {} : { refreshTokenEndsAt }),
    scopeSets: withScopeSet(record.scopeSets, asked).map((set) =>
      sameScopes(set.scopes, asked) ? withoutRefusal(set) : set,
    ),
    tokens: [...kept, token],
  };
}

/** The record after a refusal that takes a person. `tokenLives` is false only where the server rejected the refresh token itself. */
export function withRefusal(
  record: AccountRecord,
  asked: readonly string[],
  refusal: Failure,
  tokenLives: boolean,
): AccountRecord {
  const { refreshToken, refreshTokenEndsAt, ...rest } = record;
  return {
    ...rest,
    revision: record.revision + 1,
    ...(tokenLives && refreshToken !== undefined ? { refreshToken } : {}),
    ...(tokenLives && refreshTokenEndsAt !== undefined ? { refreshTokenEndsAt } : {}),
    scopeSets: withScopeSet(record.scopeSets, asked).map((set) =>
      sameScopes(set.scopes, asked) ? { ...set, refusal } : set,
    ),
  };
}

export function withoutRefusal(set: RecordScopeSet): RecordScopeSet {
  const { refusal: _, ...rest } = set;
  return rest;
}

export function withScopeSet(sets: readonly RecordScopeSet[], scopes: readonly string[]): readonly RecordScopeSet[] {
  if (sets.some((set) => sameScopes(set.scopes, scopes))) return sets;
  return [...sets, { id: crypto.randomUUID().slice(0, 8), scopes }];
}

/**
 * The token that serves these scopes and lives longest: exactly asked for, or one whose scopes are a superset.
 * What was asked counts as granted too, because servers answer `.default` with the concrete names.
 */
export function findToken(record: AccountRecord, scopes: readonly string[]): CachedToken | undefined {
  const exact = record.tokens.find((token) => sameScopes(token.asked, scopes));
  if (exact !== undefined) return exact;
  return record.tokens
    .filter((token) => covers([...token.granted, ...token.asked], scopes))
    .toSorted((a, b) => b.expiresAt - a.expiresAt)[0];
}
