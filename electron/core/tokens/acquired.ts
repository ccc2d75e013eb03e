// What somebody wants of an account, and what is handed out for it.
import type { Clock } from "../ports.ts";
import type { Secret } from "../secret.ts";
import { rulesOf, type AccountRecord, type CachedToken } from "./accountRecord.ts";
import { defaultMinLifeMs, livesFor } from "./freshness.ts";
import { declinedScopes, type Target } from "./scopes.ts";

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
  /** What of the scopes that were asked for the server did not grant; absent where it granted all. */
  readonly declined?: readonly string[];
  /** It is good, and the server would like a new one to be fetched by now (`refresh_in`): a host without a schedule may. */
  readonly refreshDue?: true;
  readonly source: "memory" | "refresh";
}

export function acquired(
  record: AccountRecord,
  token: CachedToken,
  { scopes, minLifeMs = defaultMinLifeMs }: TokenRequest,
  clock: Clock,
  source: AcquiredToken["source"],
): AcquiredToken {
  const declined = declinedScopes(rulesOf(record), token.granted, scopes);
  return {
    token: token.token,
    tokenType: token.tokenType,
    expiresAt: token.expiresAt,
    scopes: token.granted,
    short: !livesFor(token, minLifeMs, clock.now()),
    ...(declined.length === 0 ? {} : { declined }),
    source,
  };
}
