// What somebody wants of an account, and what is handed out for it.
import type { Clock } from "../ports.ts";
import type { Secret } from "../secret.ts";
import type { CachedToken } from "./accountRecord.ts";
import { defaultMinLifeMs, livesFor } from "./freshness.ts";
import type { Target } from "./scopes.ts";

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

export function acquired(
  token: CachedToken,
  { minLifeMs = defaultMinLifeMs }: TokenRequest,
  clock: Clock,
  source: AcquiredToken["source"],
): AcquiredToken {
  return {
    token: token.token,
    tokenType: token.tokenType,
    expiresAt: token.expiresAt,
    scopes: token.granted,
    short: !livesFor(token, minLifeMs, clock.now()),
    source,
  };
}
