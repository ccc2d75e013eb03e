// The refresh token grant (RFC 6749 6): the next access token without anybody there.
import type { Outcome } from "../../../shared/failure.ts";
import type { Authority } from "../authority/authority.ts";
import type { Secret } from "../secret.ts";
import { requestToken, type TokenReply, type TokenRequestDeps } from "./tokenRequest.ts";

export interface RefreshRequest {
  readonly authority: Authority;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly refreshToken: Secret;
  readonly homeAccountId: string;
  readonly correlationId: string;
  readonly signal: AbortSignal;
}

/** The answer may carry a successor; the caller stores it before anybody hears of success. */
export function refreshTokenGrant(request: RefreshRequest, deps: TokenRequestDeps): Promise<Outcome<TokenReply>> {
  const { authority, clientId, scopes, refreshToken, homeAccountId, correlationId, signal } = request;
  const [objectId, tenantId] = homeAccountId.split(".");
  return requestToken(
    {
      grant: "refreshToken",
      grantType: "refresh_token",
      authority,
      clientId,
      scopes,
      parameters: { refresh_token: refreshToken.reveal() },
      secrets: [refreshToken],
      ...(tenantId === undefined ? {} : { anchor: `Oid:${objectId}@${tenantId}` }),
      homeAccountId,
      correlationId,
      signal,
    },
    deps,
  );
}
