// What differs between kinds of authorities, each kind a small value. A further kind is one more value here.
import type { AuthorityKind } from "../../../shared/connection.ts";

export interface AuthorityType {
  /** Where the OpenID metadata of an authority (with its tenant, if any) is. */
  discoveryUrl(authority: string): string;
  /** May a document at this authority name this issuer? */
  acceptsIssuer(issuer: string, authority: string): boolean;
  /** The issuer an ID token must carry, given the document's issuer and the token's claims. */
  expectedIssuer(issuer: string, claims: Readonly<Record<string, unknown>>): string;
  /** `error`: a bad ID token spoils the reply. `warn`: the token is kept, the ID token ignored and the fault logged. */
  readonly idTokenFault: "error" | "warn";
  /** Body parameters beside those of the grant. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Headers beside the usual ones. */
  headers(about: RequestAbout): Readonly<Record<string, string>>;
  /** `offline_access` is asked for again with each refresh: Entra answers without a new refresh token otherwise. */
  readonly offlineOnRefresh: boolean;
  /** OpenID Connect Core 11: a refresh token is only given where consent was asked for. */
  readonly browserPrompt?: "consent";
  /** What kind of account a user name belongs to can be asked beforehand. */
  readonly tellsRealm: boolean;
  /** Unknown hosts must be vouched for by instance discovery before a password goes there. */
  readonly needsVouching: boolean;
}

export interface RequestAbout {
  readonly correlationId: string;
  readonly version: string;
  /** Routes the request to the cache that knows the user: `UPN:name` or `Oid:oid@tid`. */
  readonly anchor?: string;
}

const entra: AuthorityType = {
  discoveryUrl: (authority) => `${authority}/v2.0/.well-known/openid-configuration`,
  // The document of `organizations` names a template; a tenant's own names its ID where a domain was asked for.
  acceptsIssuer: (issuer, authority) => URL.parse(issuer)?.origin === URL.parse(authority)?.origin,
  expectedIssuer: (issuer, claims) =>
    typeof claims["tid"] === "string" ? issuer.replace("{tenantid}", claims["tid"]) : issuer,
  idTokenFault: "warn",
  parameters: { client_info: "1" },
  headers: ({ correlationId, version, anchor }) => ({
    "client-request-id": correlationId,
    "return-client-request-id": "true",
    "x-client-sku": "TokenTray",
    "x-client-ver": version,
    // Says that this client honours 429 and Retry-After.
    "x-ms-lib-capability": "retry-after, h429",
    ...(anchor !== undefined && isHeaderText(anchor) ? { "x-anchormailbox": anchor } : {}),
  }),
  offlineOnRefresh: true,
  tellsRealm: true,
  needsVouching: true,
};

const openid: AuthorityType = {
  discoveryUrl: (authority) => `${withoutSlash(authority)}/.well-known/openid-configuration`,
  // OpenID Connect Discovery 4.3 wants them identical; servers differ in the final slash alone.
  acceptsIssuer: (issuer, authority) => withoutSlash(issuer) === withoutSlash(authority),
  expectedIssuer: (issuer) => issuer,
  idTokenFault: "error",
  parameters: {},
  headers: () => ({}),
  // Many refuse a scope on refresh that they did not grant, and do not count this one as granted.
  offlineOnRefresh: false,
  browserPrompt: "consent",
  tellsRealm: false,
  needsVouching: false,
};

// AD FS names its issuer on the same host; it knows no realms, no client_info and no other Microsoft extra.
const { browserPrompt: _, ...withoutPrompt } = openid;

const adfs: AuthorityType = {
  ...withoutPrompt,
  acceptsIssuer: (issuer, authority) => URL.parse(issuer)?.origin === URL.parse(authority)?.origin,
  idTokenFault: "warn",
};

// A policy is an authority of its own; its issuer names the tenant by ID where the address has its name.
const b2c: AuthorityType = {
  ...withoutPrompt,
  offlineOnRefresh: true,
  discoveryUrl: (authority) => `${withoutSlash(authority)}/v2.0/.well-known/openid-configuration`,
  acceptsIssuer: (issuer, authority) => URL.parse(issuer)?.origin === URL.parse(authority)?.origin,
  idTokenFault: "warn",
  // The resource-owner policy answers with an error without it.
  parameters: { client_info: "1", response_type: "token id_token" },
};

// A customer directory is Entra with accounts of its own, on a host that no cloud vouches for.
const ciam: AuthorityType = { ...entra, tellsRealm: false, needsVouching: false };

export const authorityTypes: Readonly<Record<AuthorityKind, AuthorityType>> = {
  practice: entra,
  entra,
  adfs,
  b2c,
  ciam,
  openid,
};

function withoutSlash(url: string): string {
  return url.endsWith("/") ? url.slice(0, -1) : url;
}

// The anchor only speeds things up, so a name that a header cannot carry is left out rather than mangled.
function isHeaderText(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
