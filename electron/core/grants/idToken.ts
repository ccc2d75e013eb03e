// Lets the protocol library judge a token answer, and says what is wrong with an ID token in words of our own.
import * as oauth from "oauth4webapi";
import type { TokenWarning } from "../../../shared/tokenWarnings.ts";
import type { Authority } from "../authority/authority.ts";
import { type Claims, decodeJson } from "../identity/claims.ts";
import type { Clock } from "../ports.ts";
import type { Reply } from "./reply.ts";

export interface JudgedAnswer {
  readonly answer: oauth.TokenEndpointResponse;
  /** Of the ID token, where there is one and it is good. */
  readonly claims?: Claims;
  /** Why the ID token was passed over. */
  readonly fault?: TokenWarning;
  /** Of the ID token that was passed over, where it can be read at all. Nobody vouches for them. */
  readonly doubted?: Claims;
}

export interface Judging {
  readonly authority: Authority;
  readonly clientId: string;
  /** Whether a bad ID token spoils the answer or is passed over. */
  readonly idTokenFault: "error" | "warn";
  /** What the authorization request asked the ID token to repeat: with it, the answer needs an ID token that does. */
  readonly nonce?: string | undefined;
}

/** Throws where the answer cannot be used, a `BadIdToken` where that is why. `json` is the reply's body with its oddities put right. */
export async function judgeAnswer(judging: Judging, json: Claims, reply: Reply, clock: Clock): Promise<JudgedAnswer> {
  const server = serverOf(judging.authority);
  const client = clientOf(judging.clientId, skewSeconds(reply, clock));
  const judge = (body: Claims): Promise<oauth.TokenEndpointResponse> =>
    oauth.processGenericTokenEndpointResponse(
      server,
      client,
      new Response(JSON.stringify(body), { headers: { "content-type": "application/json" } }),
    );
  const { id_token: idToken, ...withoutIdToken } = json;
  if (idToken === undefined) {
    const answer = await judge(withoutIdToken);
    // OpenID Connect Core 3.1.3.3.
    if (judging.nonce !== undefined && grantsOpenId(answer.scope)) throw new BadIdToken("idTokenMissing");
    return { answer };
  }
  try {
    const answer = await judge(json);
    return { answer, claims: repeating(judging.nonce, oauth.getValidatedIdTokenClaims(answer) ?? {}) };
  } catch (error) {
    if (error instanceof BadIdToken) throw error;
    // Throws in its turn where the ID token is not what is wrong.
    const answer = await judge(withoutIdToken);
    const fault = faultOf(error);
    if (judging.idTokenFault === "error") throw new BadIdToken(fault);
    // The access token came from the token endpoint itself, so it stands; who it is for must then be said elsewhere.
    const doubted = typeof idToken === "string" ? decodeJson(idToken.split(".")[1]) : undefined;
    // Whatever else is wrong with it: of another sign-in it must not be.
    if (judging.nonce !== undefined) repeating(judging.nonce, doubted ?? {});
    return { answer, fault, ...(doubted === undefined ? {} : { doubted }) };
  }
}

/** What is wrong with an ID token: some of it may be passed over, and some never. */
type IdTokenFault = TokenWarning | "idTokenMissing" | "idTokenNonce" | "nonceMismatch";

/** Of it nothing but the kind of fault is told: a message of the library may quote the token. */
export class BadIdToken extends Error {
  readonly fault: IdTokenFault;
  constructor(fault: IdTokenFault) {
    super("the ID token cannot be trusted");
    this.fault = fault;
  }
}

/** The same text has to come back (OpenID Connect Core 3.1.3.7, step 11): no number, list or `null` is that. */
function repeating(nonce: string | undefined, claims: Claims): Claims {
  const repeated = claims["nonce"];
  if (nonce === undefined || repeated === nonce) return claims;
  throw new BadIdToken(typeof repeated === "string" ? "nonceMismatch" : "idTokenNonce");
}

/** `openid` is asked for with every request, so it is granted unless the answer says what else is. */
export function grantsOpenId(scope: string | undefined): boolean {
  return scope === undefined || scope.toLowerCase().split(/\s+/).includes("openid");
}

function faultOf(error: unknown): TokenWarning {
  if (!(error instanceof oauth.OperationProcessingError)) return "idTokenUnreadable";
  const about = typeof error.cause === "object" && error.cause !== null ? (error.cause as Claims) : {};
  if (error.code === oauth.JWT_TIMESTAMP_CHECK) return "idTokenTime";
  if (error.code === oauth.JWT_CLAIM_COMPARISON) return about["claim"] === "iss" ? "idTokenIssuer" : "idTokenAudience";
  if (about["header"] !== undefined) return "idTokenAlgorithm";
  return about["claims"] === undefined ? "idTokenUnreadable" : "idTokenIncomplete";
}

export function serverOf(authority: Authority): oauth.AuthorizationServer {
  const expected: ExpectedIssuer = ({ claims }) => authority.type.expectedIssuer(authority.issuer, claims);
  const { issuer, tokenEndpoint } = authority;
  // An ID token that nobody signed is never good, whatever a server announces.
  const algorithms = authority.idTokenAlgorithms?.filter((name) => name !== "none") ?? [];
  const server = {
    issuer,
    token_endpoint: tokenEndpoint,
    ...(algorithms.length === 0 ? {} : { id_token_signing_alg_values_supported: algorithms }),
  };
  return Object.assign(server, { [expectedIssuerHook]: expected });
}

// The library exports this hook for issuers with a `{tenantid}` but leaves it out of its declarations.
type ExpectedIssuer = (token: { readonly claims: Claims }) => string;
const expectedIssuerHook = (oauth as unknown as { readonly _expectedIssuer: symbol })._expectedIssuer;

export function clientOf(clientId: string, skew = 0): oauth.Client {
  return { client_id: clientId, [oauth.clockSkew]: skew, [oauth.clockTolerance]: 300 };
}

/**
 * How far the library's idea of now is from the server's, so that a wrong clock on this computer does not make a good
 * ID token look ended or unborn.
 */
function skewSeconds(reply: Reply, clock: Clock): number {
  const server = Date.parse(reply.headers["date"] ?? "");
  return Math.round(((Number.isNaN(server) ? clock.now() : server) - Date.now()) / 1000);
}
