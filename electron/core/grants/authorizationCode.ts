// The authorization code grant with PKCE (RFC 6749 4.1, RFC 7636, RFC 8252): the person signs in with the system browser.
import * as oauth from "oauth4webapi";
import { failed, type Outcome } from "../../../shared/failure.ts";
import type { Authority } from "../authority/authority.ts";
import { classify, type ReplyContext } from "../diagnostics/classify.ts";
import { ownFailure } from "../failures.ts";
import type { Asked } from "../identity/whoseToken.ts";
import { Secret } from "../secret.ts";
import { requestToken, wireScopes, type TokenReply, type TokenRequestDeps } from "./tokenRequest.ts";

/** One visit to the authorization endpoint, and what its return must match. Good for one use. */
export interface Authorization {
  readonly url: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: Secret;
}

export interface AuthorizationWish {
  readonly authority: Authority;
  readonly endpoint: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly username?: string;
  /** The challenge that an earlier refusal carried: JSON text. */
  readonly claims?: string;
  readonly prompt?: "consent" | "select_account" | "login";
}

/** Makes the address to open. State, nonce and verifier are fresh and random (256 bits each). */
export async function beginAuthorization(wish: AuthorizationWish): Promise<Authorization> {
  const state = oauth.generateRandomState();
  const nonce = oauth.generateRandomNonce();
  const verifier = oauth.generateRandomCodeVerifier();
  const url = new URL(wish.endpoint);
  const parameters: Readonly<Record<string, string | undefined>> = {
    // First, so that none of them takes the place of what makes this the code flow.
    ...wish.authority.type.parameters,
    client_id: wish.clientId,
    response_type: "code",
    response_mode: "query",
    redirect_uri: wish.redirectUri,
    scope: wireScopes(wish.authority, wish.scopes),
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    login_hint: wish.username,
    claims: wish.claims,
    prompt: wish.prompt,
  };
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && value !== "") url.searchParams.set(name, value);
  return { url: url.href, redirectUri: wish.redirectUri, state, nonce, verifier: new Secret(verifier) };
}

/**
 * Reads the return from the browser: the code, or the failure it tells of. A return with a foreign `state` (or a foreign
 * `iss`, RFC 9207) is `untrustedReply` and must end nothing: anybody can visit a loopback address.
 */
export function readReturn(
  authorization: Authorization,
  authority: Authority,
  query: URLSearchParams,
  at: number,
): Outcome<Secret> {
  const context: ReplyContext = {
    at,
    endpoint: authority.authorizationEndpoint ?? "",
    correlationId: "",
    secrets: [
      authorization.verifier,
      ...[authorization.state, ...query.getAll("code")].map((text) => new Secret(text)),
    ],
  };
  const foreign = (error: string): ReturnType<typeof failed> =>
    failed(ownFailure("untrustedReply", at, { grant: "authorizationCode", error }));
  const once = (name: string): string | undefined => {
    const [value, ...more] = query.getAll(name);
    return more.length === 0 ? value : undefined;
  };
  if (once("state") !== authorization.state) return foreign("state_mismatch");
  if (!isIssuer(once("iss"), query.has("iss"), authority)) return foreign("iss_mismatch");
  // An empty one beside a code is what some servers write where there is none.
  if (query.getAll("error").some((said) => said.trim() !== "")) {
    const json = Object.fromEntries([...query].filter(([name]) => returnedErrorFields.includes(name)));
    return failed(
      classify("authorizationCode", { status: 400, headers: {}, text: "", json, tooLarge: false }, context),
    );
  }
  const code = once("code");
  return code === undefined || code === "" ? foreign("no_code") : { ok: true, value: new Secret(code) };
}

/** RFC 9207: the issuer must be right where it is named, and be named where that was promised. */
function isIssuer(named: string | undefined, isNamed: boolean, authority: Authority): boolean {
  if (!isNamed) return authority.issuerInReturn !== true;
  // A template names no issuer to compare with.
  return authority.issuer.includes("{tenantid}") ? named !== undefined : named === authority.issuer;
}

const returnedErrorFields = ["error", "error_description", "error_uri", "error_subcode", "suberror", "claims"];

export interface CodeRequest {
  readonly authority: Authority;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly authorization: Authorization;
  readonly asked: Asked;
  readonly code: Secret;
  /** Where the person said beforehand who they are. */
  readonly username?: string;
  readonly correlationId: string;
  readonly signal: AbortSignal;
}

/** Exchanges the code, once. The ID token has to repeat the nonce: without it, or with another, it belongs to another sign-in. */
export function authorizationCodeGrant(request: CodeRequest, deps: TokenRequestDeps): Promise<Outcome<TokenReply>> {
  const { authority, clientId, scopes, authorization, asked, code, username, correlationId, signal } = request;
  return requestToken(
    {
      grant: "authorizationCode",
      grantType: "authorization_code",
      authority,
      clientId,
      scopes,
      parameters: {
        code: code.reveal(),
        redirect_uri: authorization.redirectUri,
        code_verifier: authorization.verifier.reveal(),
      },
      secrets: [code, authorization.verifier],
      ...(username === undefined ? {} : { username }),
      nonce: authorization.nonce,
      asked,
      correlationId,
      signal,
    },
    deps,
  );
}
