// What differs between kinds of authorities, each kind a small value. A further kind is one more value here.
import type { AccountBy } from "../identity/identity.ts";
import type { AuthorityKind } from "../../../shared/connection.ts";
import { adfs } from "./adfsType.ts";
import type { AuthorityMetadata } from "./authorityDocument.ts";
import { b2c } from "./b2cType.ts";
import { ciam } from "./ciamType.ts";
import { entra } from "./entraType.ts";
import { openid } from "./openIdType.ts";

export interface AuthorityType {
  /** Where the OpenID metadata of an authority (with its tenant, if any) is. */
  discoveryUrl(authority: string): string;
  /** What is known beforehand of an authority with its tenant, so that the first sign-in there needs no look-up. */
  builtIn?(authority: string): AuthorityMetadata | undefined;
  /** May a document at this authority name this issuer? */
  acceptsIssuer(issuer: string, authority: string): boolean;
  /** The issuer an ID token must carry, given the document's issuer and the token's claims. */
  expectedIssuer(issuer: string, claims: Readonly<Record<string, unknown>>): string;
  /**
   * `error`: a bad ID token spoils the reply. `warn`: the token is kept, the ID token ignored and the fault told with the
   * attempt; where it is known that good servers of this kind send ID tokens that strict rules refuse, and `client_info` or
   * the name that was typed says as well whose token it is. At a refresh every kind only warns: the person is known, and the
   * reply may hold the only successor of a one-time refresh token. What even a bad ID token says against a token counts everywhere.
   */
  readonly idTokenFault: "error" | "warn";
  /** Whose token it is: by `client_info` first, or by the ID token's subject alone. */
  readonly accountBy: AccountBy;
  /** Body parameters of every grant, and of the password grant alone. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly passwordParameters?: Readonly<Record<string, string>>;
  /** Headers beside the usual ones. */
  headers(about: RequestAbout): Readonly<Record<string, string>>;
  /** `offline_access` is asked for again with each refresh: Entra answers without a new refresh token otherwise. */
  readonly offlineOnRefresh: boolean;
  /** Which API scopes without one, such as `User.Read`, belong to; where nothing can be known, absent. */
  readonly apiOfBareScopes?: string;
  /** OpenID Connect Core 11: a refresh token is only given where consent was asked for. */
  readonly browserPrompt?: "consent";
  /** False where no password grant is to be had, so that no password is sent. */
  readonly offersPassword: boolean;
  /** What kind of account a user name belongs to can be asked beforehand. */
  readonly tellsRealm: boolean;
  /**
   * Who says that a password may go to a host. `cloud`: it is known, or instance discovery vouches for it. `knownHost`: it
   * is known. `person`: whoever typed the address. Explicit trust of a person stands in for the first two.
   */
  readonly vouching: "cloud" | "knownHost" | "person";
  knowsHost(host: string): boolean;
  /** The same text for all ways to write a connection's authority. Tokens got under one are good under the others. */
  canonical(authority: string): string;
}

export interface RequestAbout {
  readonly correlationId: string;
  readonly version: string;
  /** Routes the request to the cache that knows the user: `UPN:name` or `Oid:oid@tid`. */
  readonly anchor?: string;
}

export const authorityTypes: Readonly<Record<AuthorityKind, AuthorityType>> = {
  practice: entra,
  entra,
  adfs,
  b2c,
  ciam,
  openid,
};
