// The refresh token grant (RFC 6749 6): the next access token without anybody there.
import type { Outcome } from "../../../shared/failure.ts";
import type { Authority } from "../authority/authority.ts";
import type { AskedTenant } from "../identity/whoseToken.ts";
import type { Secret } from "../secret.ts";
import { requestToken, type TokenReply, type TokenRequestDeps } from "./tokenRequest.ts";

export interface RefreshRequest {
  readonly authority: Authority;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly refreshToken: Secret;
  readonly homeAccountId: string;
  readonly tenant: AskedTenant | undefined;
  readonly correlationId: string;
  readonly signal: AbortSignal;
}

/** The answer may carry a successor; the caller stores it before anybody hears of success. */
export function refreshTokenGrant(request: RefreshRequest, deps: TokenRequestDeps): Promise<Outcome<TokenReply>> {
  const { authority, clientId, scopes, refreshToken, homeAccountId, tenant, correlationId, signal } = request;
  const [objectId, homeTenantId] = homeAccountId.split(".");
  return requestToken(
    {
      grant: "refreshToken",
      grantType: "refresh_token",
      authority,
      clientId,
      scopes,
      parameters: { refresh_token: refreshToken.reveal() },
      secrets: [refreshToken],
      ...(homeTenantId === undefined ? {} : { anchor: `Oid:${objectId}@${homeTenantId}` }),
      asked: { homeAccountId, nobodyElse: true, tenant },
      homeAccountId,
      correlationId,
      signal,
    },
    deps,
  );
}
