// The password grant (RFC 6749 4.3): user name and password for tokens, once, on a public client.
import type { Outcome } from "../../../shared/failure.ts";
import type { Authority } from "../authority/authority.ts";
import type { Asked } from "../identity/whoseToken.ts";
import type { Secret } from "../secret.ts";
import { requestToken, type TokenReply, type TokenRequestDeps } from "./tokenRequest.ts";

export interface PasswordRequest {
  readonly authority: Authority;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** Sent unchanged. */
  readonly username: string;
  readonly password: Secret;
  readonly asked: Asked;
  readonly correlationId: string;
  readonly signal: AbortSignal;
}

/** Sends the password once. The caller has refused lone surrogates: form encoding would change them silently. */
export function passwordGrant(request: PasswordRequest, deps: TokenRequestDeps): Promise<Outcome<TokenReply>> {
  const { authority, clientId, scopes, username, password, asked, correlationId, signal } = request;
  return requestToken(
    {
      grant: "password",
      grantType: "password",
      authority,
      clientId,
      scopes,
      parameters: { ...authority.type.passwordParameters, username, password: password.reveal() },
      secrets: [password],
      anchor: `UPN:${username}`,
      username,
      asked,
      correlationId,
      signal,
    },
    deps,
  );
}
