// One token request: sends a grant to the token endpoint through the protocol library and interprets what comes back.
import * as oauth from "oauth4webapi";
import { reservedScopes } from "../../../shared/reservedScopes.ts";
import { done, failed, type Grant, type Outcome } from "../../../shared/failure.ts";
import type { Authority } from "../authority/authority.ts";
import { classify } from "../diagnostics/classify.ts";
import { classifyTransport } from "../diagnostics/transport.ts";
import type { SendHttp } from "../http.ts";
import type { Clock } from "../ports.ts";
import { Secret } from "../secret.ts";
import { extraFields } from "./extraFields.ts";
import { readIdentity, type Identity } from "./identity.ts";
import { rebuildResponse, type Reply } from "./reply.ts";

export interface TokenRequestDeps {
  readonly http: SendHttp;
  readonly clock: Clock;
  readonly version: string;
  /** Told of an ID token that could not be trusted where the authority's type lets that pass. */
  readonly onIdTokenFault: (reason: string) => void;
}

export interface GrantRequest {
  readonly grant: Grant;
  /** `grant_type` on the wire. */
  readonly grantType: string;
  readonly authority: Authority;
  readonly clientId: string;
  /** Without the reserved ones. */
  readonly scopes: readonly string[];
  /** The grant's own body parameters; secret ones are named in `secrets` too. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What must not turn up in any evidence. */
  readonly secrets: readonly Secret[];
  readonly anchor?: string;
  readonly username?: string;
  readonly correlationId: string;
  readonly signal?: AbortSignal;
}

/** A success as the rest of the program knows it. Times by our clock, counted from before the request was sent. */
export interface TokenReply {
  readonly accessToken: Secret;
  readonly tokenType: string;
  readonly refreshToken?: Secret;
  readonly refreshTokenEndsAt?: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** When the server would like a refresh (`refresh_in`). */
  readonly refreshAt?: number;
  /** Until when the token serves in an outage (`ext_expires_in`). */
  readonly extendedExpiresAt?: number;
  /** As granted; as asked where the server did not say. */
  readonly scopes: readonly string[];
  readonly identity: Identity;
  /** Of a valid ID token, to be matched with the authorization request's. */
  readonly nonce?: string;
  readonly traceId?: string;
  /** Why the ID token was passed over, where the authority's type lets that pass: a code, never a sentence of the server. */
  readonly idTokenFault?: string;
  /**
   * Fields that this program does not know, as JSON says them, at most 4 kB: sealed with the record and used for nothing.
   * They go to no snapshot and no log.
   */
  readonly extra: Readonly<Record<string, unknown>>;
}

/**
 * Sends the request once, never again by itself. Parameters follow RFC 6749 4.3.2 and 6, with `openid`, `profile` and
 * `offline_access` added to the scopes so that the answer carries an identity and a refresh token.
 */
export async function requestToken(request: GrantRequest, deps: TokenRequestDeps): Promise<Outcome<TokenReply>> {
  const { authority, grant, correlationId, secrets, signal } = request;
  const at = deps.clock.now();
  const context = {
    at,
    endpoint: authority.tokenEndpoint,
    correlationId,
    secrets,
    ...(request.username === undefined ? {} : { username: request.username }),
  };
  let reply: Reply | undefined;
  try {
    const response = await oauth.genericTokenEndpointRequest(
      serverOf(authority),
      clientOf(request.clientId, 0),
      oauth.None(),
      request.grantType,
      {
        ...request.parameters,
        scope: wireScopes(request.scopes, grant !== "refreshToken" || authority.type.offlineOnRefresh),
        ...authority.type.parameters,
      },
      {
        headers: {
          ...authority.type.headers({
            correlationId,
            version: deps.version,
            ...(request.anchor === undefined ? {} : { anchor: request.anchor }),
          }),
        },
        ...(signal === undefined ? {} : { signal: signal as never }),
        [oauth.allowInsecureRequests]: authority.tokenEndpoint.startsWith("http:"),
        [oauth.customFetch]: async (url, init) => {
          reply = await deps.http({
            method: "POST",
            url,
            headers: init.headers,
            body: String(init.body),
            ...(signal === undefined ? {} : { signal }),
          });
          return rebuildResponse(reply);
        },
      },
    );
    if (reply === undefined) throw new Error("the library sent nothing");
    if (!isSuccess(reply)) return failed(classify(grant, reply, context));
    return await interpret(request, reply, response, deps, at);
  } catch (error) {
    // Without a reply the network failed; with one, the library refused it and so do we.
    if (reply === undefined) return failed(classifyTransport(grant, error, context));
    const refusal = classify(grant, reply, context);
    return failed({ ...refusal, kind: "untrustedReply" });
  }
}

export function wireScopes(scopes: readonly string[], offline = true): string {
  return [...new Set([...scopes, "openid", "profile", ...(offline ? ["offline_access"] : [])])].join(" ");
}

function isSuccess(reply: Reply): boolean {
  return reply.status === 200 && typeof reply.json?.["access_token"] === "string" && reply.json["error"] === undefined;
}

async function interpret(
  request: GrantRequest,
  reply: Reply,
  response: Response,
  deps: TokenRequestDeps,
  issuedAt: number,
): Promise<Outcome<TokenReply>> {
  const json = { ...reply.json, ...tidied(reply.json ?? {}) };
  const { answer, claims } = await validated(request, json, response, reply, deps);
  // A line end in it would run what follows where it is pasted, or forge a header.
  if (!tokenText.test(answer.access_token)) throw new Error("the access token is not of the characters of one");
  const seconds = (name: string): number | undefined => positive(json[name]);
  const lifeMs = (seconds("expires_in") ?? defaultLifeSeconds) * 1000;
  const refreshIn = seconds("refresh_in");
  const extended = seconds("ext_expires_in");
  const refreshTokenEnds = seconds("refresh_token_expires_in");
  const granted = (answer.scope ?? request.scopes.join(" ")).split(/\s+/).filter((scope) => scope !== "");
  const { refresh_token: refreshToken } = answer;
  return done({
    accessToken: new Secret(answer.access_token),
    tokenType: "Bearer",
    ...(refreshToken === undefined ? {} : { refreshToken: new Secret(refreshToken) }),
    ...(refreshTokenEnds === undefined ? {} : { refreshTokenEndsAt: issuedAt + refreshTokenEnds * 1000 }),
    issuedAt,
    expiresAt: issuedAt + lifeMs,
    ...(refreshIn === undefined ? {} : { refreshAt: issuedAt + Math.min(refreshIn * 1000, lifeMs) }),
    ...(extended === undefined ? {} : { extendedExpiresAt: issuedAt + Math.max(extended * 1000, lifeMs) }),
    scopes: granted.filter((scope) => !reservedScopes.includes(scope)),
    identity: readIdentity(json["client_info"], claims),
    extra: extraFields(reply.json ?? {}, [
      ...request.secrets.map((secret) => secret.reveal()),
      ...[answer.access_token, answer.refresh_token, answer.id_token].filter((token) => token !== undefined),
    ]),
    ...(typeof claims?.["nonce"] === "string" ? { nonce: claims["nonce"] } : {}),
    ...(reply.headers["x-ms-request-id"] === undefined
      ? {}
      : { traceId: reply.headers["x-ms-request-id"].slice(0, 100) }),
  });
}

/** RFC 6749 A.12. */
const tokenText = /^[\x20-\x7e]+$/;

/** What MSAL for Python assumes where a server does not say how long a token lives. */
const defaultLifeSeconds = 600;
const tenYearsInSeconds = 315_360_000;

type Claims = Readonly<Record<string, unknown>>;
interface Validated {
  readonly answer: oauth.TokenEndpointResponse;
  readonly claims?: Claims;
}

async function validated(
  request: GrantRequest,
  json: Readonly<Record<string, unknown>>,
  response: Response,
  reply: Reply,
  deps: TokenRequestDeps,
): Promise<Validated> {
  const server = serverOf(request.authority);
  const client = clientOf(request.clientId, skewSeconds(reply, deps.clock));
  const tidy = (without?: string): Response =>
    new Response(JSON.stringify({ ...json, ...(without === undefined ? {} : { [without]: undefined }) }), {
      status: response.status,
      headers: { "content-type": "application/json" },
    });
  try {
    const answer = await oauth.processGenericTokenEndpointResponse(server, client, tidy());
    const claims = oauth.getValidatedIdTokenClaims(answer) as Claims | undefined;
    return claims === undefined ? { answer } : { answer, claims };
  } catch (error) {
    if (json["id_token"] === undefined || request.authority.type.idTokenFault === "error") throw error;
    // The access token came from the token endpoint itself, so it stands; who it is for must then come from `client_info`.
    const answer = await oauth.processGenericTokenEndpointResponse(server, client, tidy("id_token"));
    deps.onIdTokenFault(error instanceof oauth.OperationProcessingError ? (error.code ?? error.name) : "unreadable");
    return { answer };
  }
}

function serverOf(authority: Authority): oauth.AuthorizationServer {
  const expected: ExpectedIssuer = ({ claims }) => authority.type.expectedIssuer(authority.issuer, claims);
  const { issuer, tokenEndpoint, idTokenAlgorithms } = authority;
  const server = {
    issuer,
    token_endpoint: tokenEndpoint,
    ...(idTokenAlgorithms === undefined ? {} : { id_token_signing_alg_values_supported: [...idTokenAlgorithms] }),
  };
  return Object.assign(server, { [expectedIssuerHook]: expected });
}

// The library exports this hook for issuers with a `{tenantid}` but leaves it out of its declarations.
type ExpectedIssuer = (token: { readonly claims: Claims }) => string;
const expectedIssuerHook = (oauth as unknown as { readonly _expectedIssuer: symbol })._expectedIssuer;

function clientOf(clientId: string, skew: number): oauth.Client {
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

/** Oddities that servers get away with elsewhere: numbers as text, an unreadable lifetime, `null` for "none". */
function tidied(json: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    expires_in: positive(json["expires_in"]),
    refresh_token: nonEmpty(json["refresh_token"]),
    scope: typeof json["scope"] === "string" && json["scope"].trim() !== "" ? json["scope"] : undefined,
    id_token: nonEmpty(json["id_token"]),
  };
}

function nonEmpty(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function positive(value: unknown): number | undefined {
  const number = typeof value === "string" ? Number.parseFloat(value) : value;
  return typeof number === "number" && Number.isFinite(number) && number > 0
    ? Math.min(number, tenYearsInSeconds)
    : undefined;
}
