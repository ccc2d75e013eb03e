// The SAML bearer grants (RFC 7522, and Entra's of its kind for SAML 1.1): an assertion about the person for tokens.
import type { Outcome } from "../../../shared/failure.ts";
import type { Authority } from "../authority/authority.ts";
import type { Assertion } from "../federation/rstr.ts";
import type { Asked } from "../identity/whoseToken.ts";
import { Secret } from "../secret.ts";
import { requestToken, type TokenReply, type TokenRequestDeps } from "./tokenRequest.ts";

export interface SamlBearerRequest {
  readonly authority: Authority;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly assertion: Assertion;
  /** Not sent: it is cut out of what the server says. */
  readonly username: string;
  readonly asked: Asked;
  readonly correlationId: string;
  readonly signal: AbortSignal;
}

const grantTypes: Readonly<Record<Assertion["version"], string>> = {
  "1.1": "urn:ietf:params:oauth:grant-type:saml1_1-bearer",
  "2.0": "urn:ietf:params:oauth:grant-type:saml2-bearer",
};

/** Sends the assertion once, without user name and password: who it is stands in the assertion. */
export function samlBearerGrant(request: SamlBearerRequest, deps: TokenRequestDeps): Promise<Outcome<TokenReply>> {
  const { authority, clientId, scopes, assertion, username, asked, correlationId, signal } = request;
  const encoded = new Secret(base64Url(assertion.xml.reveal()));
  return requestToken(
    {
      grant: "samlBearer",
      grantType: grantTypes[assertion.version],
      authority,
      clientId,
      scopes,
      parameters: { assertion: encoded.reveal() },
      secrets: [encoded, assertion.xml],
      username,
      asked,
      correlationId,
      signal,
    },
    deps,
  );
}

/** Of the UTF-8 bytes, without padding (RFC 4648 5). */
export function base64Url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = "";
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
