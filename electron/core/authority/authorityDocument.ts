// What an authority says about itself in its OpenID metadata, and whether it may say that.
import { isLoopbackHost } from "../../../shared/connection.ts";
import { done, failed, type FailureKind, type Outcome } from "../../../shared/failure.ts";
import { shown } from "../diagnostics/shorten.ts";
import type { AuthorityType } from "./authorityType.ts";

export interface AuthorityMetadata {
  readonly issuer: string;
  /** Used as it stands, with its query (RFC 6749 3.2); nothing is ever added to it. */
  readonly tokenEndpoint: string;
  /** Where a person signs in with a browser, and where a device code is asked for; absent where the authority has none. */
  readonly authorizationEndpoint?: string;
  readonly deviceEndpoint?: string;
  /** Where it tells who somebody is, for their access token (OpenID Connect Core 5.3). */
  readonly userInfoEndpoint?: string;
  /** Where tokens can be ended (RFC 7009). */
  readonly revocationEndpoint?: string;
  /** Its returns from the browser always name the issuer (RFC 9207). */
  readonly issuerInReturn?: boolean;
  /** With what it signs ID tokens, where it says so; RS256 otherwise. */
  readonly idTokenAlgorithms?: readonly string[];
}

/** Takes what counts from the document of an authority, or says what is wrong with it. */
export function readDocument(
  json: Readonly<Record<string, unknown>>,
  type: AuthorityType,
  authority: string,
  at: number,
): Outcome<AuthorityMetadata> {
  const refuse = (kind: FailureKind, description: string): Outcome<AuthorityMetadata> =>
    failed({ kind, at, evidence: { endpoint: type.discoveryUrl(authority), status: 200, description } });
  const { issuer, token_endpoint: tokenEndpoint } = json;
  if (typeof issuer !== "string" || typeof tokenEndpoint !== "string") {
    return refuse("wrongAuthority", "The document names no issuer or no token endpoint.");
  }
  if (!type.acceptsIssuer(issuer, authority))
    return refuse("untrustedReply", `The document speaks for another issuer: ${shown(issuer, 200)}`);
  const isHere = isLoopbackHost(new URL(authority).hostname);
  const secureUrl = (text: unknown): string | undefined => urlFrom(text, isHere);
  const secureTokenEndpoint = secureUrl(tokenEndpoint);
  if (secureTokenEndpoint === undefined) return refuse("untrustedReply", "The document's token endpoint is not https.");
  const algorithms = json["id_token_signing_alg_values_supported"];
  const idTokenAlgorithms = Array.isArray(algorithms) ? algorithms.filter((name) => typeof name === "string") : [];
  const authorizationEndpoint = secureUrl(json["authorization_endpoint"]);
  const deviceEndpoint = secureUrl(json["device_authorization_endpoint"]);
  const userInfoEndpoint = secureUrl(json["userinfo_endpoint"]);
  const revocationEndpoint = secureUrl(json["revocation_endpoint"]);
  return done({
    issuer,
    tokenEndpoint: secureTokenEndpoint,
    ...(idTokenAlgorithms.length === 0 ? {} : { idTokenAlgorithms }),
    ...(authorizationEndpoint === undefined ? {} : { authorizationEndpoint }),
    ...(json["authorization_response_iss_parameter_supported"] === true ? { issuerInReturn: true } : {}),
    ...(deviceEndpoint === undefined ? {} : { deviceEndpoint }),
    ...(userInfoEndpoint === undefined ? {} : { userInfoEndpoint }),
    ...(revocationEndpoint === undefined ? {} : { revocationEndpoint }),
  });
}

/**
 * The address, if it is https and carries no name or password. Only an authority on this computer may name addresses here,
 * and those by http too: nobody far away is to have a local port asked, or a page of it opened.
 */
function urlFrom(text: unknown, loopback: boolean): string | undefined {
  const url = typeof text === "string" ? URL.parse(text) : null;
  if (url === null || url.username !== "" || url.password !== "") return undefined;
  if (isLoopbackHost(url.hostname)) return loopback && /^https?:$/.test(url.protocol) ? url.href : undefined;
  return url.protocol === "https:" ? url.href : undefined;
}
