// When a token is good enough, and when its successor should be fetched.
import type { CachedToken } from "./accountRecord.ts";

export const defaultMinLifeMs = 60_000;
/** No two refreshes of one account and scope set follow each other faster than this by themselves. */
export const shortestIntervalMs = 5_000;
const earliestMarginMs = 5 * 60_000;
const marginShare = 0.2;
const jitterShare = 0.1;
/** A token from further in the future than a clock may drift: the clock was set back, and its end means nothing. */
const clockToleranceMs = 5 * 60_000;

/** Was this before the clock was set back? Then it says nothing about now. */
export function isFromFuture(at: number, now: number): boolean {
  return at - now > clockToleranceMs;
}

/** Does it live for at least `minLifeMs` more? */
export function livesFor(token: CachedToken, minLifeMs: number, now: number): boolean {
  return token.expiresAt - now > minLifeMs && !isFromFuture(token.issuedAt, now);
}

/** May it still serve where no new one can be had? The server may let a token outlive its end for that (`ext_expires_in`). */
export function servesInOutage(token: CachedToken, now: number): boolean {
  return (token.extendedExpiresAt ?? 0) > now && token.issuedAt - now <= clockToleranceMs;
}

/**
 * When to refresh: at the server's `refresh_in`, else at end − min(5 minutes, 20 % of the life), brought forward by
 * `random` (0 to 1) times a tenth of the remaining margin so that many tokens do not fall due together.
 */
export function refreshDueAt(token: CachedToken, random: number): number {
  const life = token.expiresAt - token.issuedAt;
  const margin = Math.min(earliestMarginMs, life * marginShare);
  const due = token.refreshAt ?? token.expiresAt - margin;
  return Math.max(token.issuedAt + shortestIntervalMs, due - random * margin * jitterShare);
}

export const longestBackOffMs = 300_000;

/** How long to wait after the n-th failure in a row: 5 s, 10 s … up to `longestMs`, ± 20 %, but never less than 5 s. */
export function backOffMs(failures: number, random: number, longestMs = longestBackOffMs): number {
  const waitMs = Math.min(longestMs, shortestIntervalMs * 2 ** (failures - 1)) * (0.8 + random * 0.4);
  return Math.max(shortestIntervalMs, waitMs);
}
