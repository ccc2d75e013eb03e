// When the tokens of a reply end, and when the server would like the next request.
import { readSeconds } from "./seconds.ts";

export interface Lifetimes {
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** When the server would like a refresh (`refresh_in`). */
  readonly refreshAt?: number;
  /** Until when the token serves in an outage (`ext_expires_in`). */
  readonly extendedExpiresAt?: number;
  readonly refreshTokenEndsAt?: number;
}

/** What MSAL for Python assumes where a server does not say how long a token lives. */
const defaultLifeMs = 600_000;

/**
 * All counted from `issuedAt`, which is when the request was sent: a slow answer must not make a token look younger.
 * `ext_expires_in` counts from there too, not from the token's end as MSAL Node has it.
 */
export function readLifetimes(json: Readonly<Record<string, unknown>>, issuedAt: number): Lifetimes {
  const lifeMs = readSeconds(json["expires_in"]) ?? defaultLifeMs;
  const after = (name: string, fit: (ms: number) => number): number | undefined => {
    const ms = readSeconds(json[name]);
    return ms === undefined ? undefined : issuedAt + fit(ms);
  };
  const refreshAt = after("refresh_in", (ms) => withinLife(ms, lifeMs));
  const extendedExpiresAt = after("ext_expires_in", (ms) => Math.max(ms, lifeMs));
  const refreshTokenEndsAt = after("refresh_token_expires_in", (ms) => ms);
  return {
    issuedAt,
    expiresAt: issuedAt + lifeMs,
    ...(refreshAt === undefined ? {} : { refreshAt }),
    ...(extendedExpiresAt === undefined ? {} : { extendedExpiresAt }),
    ...(refreshTokenEndsAt === undefined ? {} : { refreshTokenEndsAt }),
  };
}

const soonestRefreshMs = 60_000;
const lastMinuteMs = 60_000;

/**
 * The server's wish, as long as it makes sense: not so soon that one request follows another (a minute, or half of a
 * shorter life), and not so late that the token is used up before its successor is there.
 */
function withinLife(wishMs: number, lifeMs: number): number {
  const soonest = Math.min(soonestRefreshMs, lifeMs / 2);
  const latest = lifeMs - Math.min(lastMinuteMs, lifeMs / 5);
  return Math.round(Math.min(Math.max(wishMs, soonest), latest));
}
