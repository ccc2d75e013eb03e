// One token request: sends a grant to the token endpoint through the protocol library and interprets what comes back.
import * as oauth from "oauth4webapi";
import { done, failed, type Evidence, type Failure, type Grant, type Outcome } from "../../../shared/failure.ts";
import { scopeRules } from "../../../shared/scopeRules.ts";
import type { TokenWarning } from "../../../shared/tokenWarnings.ts";
import type { Authority } from "../authority/authority.ts";
import { classify, type ReplyContext } from "../diagnostics/classify.ts";
import { classifyTransport } from "../diagnostics/transport.ts";
import type { SendHttp } from "../http.ts";
import type { Identity } from "../identity/identity.ts";
import type { Asked, SamePerson } from "../identity/whoseToken.ts";
import type { Clock } from "../ports.ts";
import type { Secret } from "../secret.ts";
import { BadIdToken, clientOf, serverOf } from "./idToken.ts";
import type { Lifetimes } from "./lifetimes.ts";
import { isSuccess, readTokens, WrongTokenError } from "./readTokens.ts";
import { rebuildResponse, type Reply } from "./reply.ts";
import type { Throttle } from "./throttle.ts";

export interface TokenRequestDeps {
  readonly http: SendHttp;
  readonly clock: Clock;
  readonly version: string;
  readonly throttle: Throttle;
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
  /** For whom, and of which directory: an answer that is of another one is refused. */
  readonly asked: Asked;
  /** Whose tokens these will be, as far as it is known: a server's wish for a pause is kept for them alone. */
  readonly username?: string;
  readonly homeAccountId?: string;
  /** What the authorization request asked the ID token to repeat. */
  readonly nonce?: string;
  readonly correlationId: string;
  readonly signal?: AbortSignal;
}

/** A success as the rest of the program knows it. Times by our clock, counted from before the request was sent. */
export interface TokenReply extends Lifetimes {
  readonly accessToken: Secret;
  readonly tokenType: string;
  readonly refreshToken?: Secret;
  /** As granted; as asked where the server did not say. */
  readonly scopes: readonly string[];
  readonly identity: Identity;
  /** Whether that is the person of the account that was asked for. */
  readonly person: SamePerson;
  readonly traceId?: string;
  /** What was odd about the answer. Kept with the attempt and shown there. */
  readonly warnings?: readonly TokenWarning[];
  /**
   * Fields that this program does not know, as JSON says them, at most 4 kB: sealed with the record and used for nothing.
   * They go to no snapshot and no log.
   */
  readonly extra: Readonly<Record<string, unknown>>;
}

/**
 * Sends the request once, never again by itself, and not at all during a pause that the server wished for. Parameters
 * follow RFC 6749 4.3.2 and 6, with `openid`, `profile` and `offline_access` added to the scopes so that the answer carries
 * an identity and a refresh token. Where a server refuses one of these the refusal stands: nothing is sent without it.
 */
export function requestToken(request: GrantRequest, deps: TokenRequestDeps): Promise<Outcome<TokenReply>> {
  const { authority, clientId, homeAccountId, username } = request;
  const who = homeAccountId ?? username;
  // A request that names nobody is never the same question twice: its code is good for one use, or has a pace of its own.
  if (who === undefined) return send(request, deps);
  const scopes = scopeRules(authority.kind).key(request.scopes);
  const subject = { endpoint: authority.tokenEndpoint, clientId, scopes, who };
  return deps.throttle.ask(subject, () => send(request, deps));
}

async function send(request: GrantRequest, deps: TokenRequestDeps): Promise<Outcome<TokenReply>> {
  const at = deps.clock.now();
  let reply: Reply | undefined;
  const post: SendHttp = async (post) => (reply = await deps.http(post));
  try {
    await postGrant(request, deps.version, post);
    if (reply === undefined) throw new Error("the library sent nothing");
    if (!isSuccess(reply)) return failed(classify(request.grant, reply, contextOf(request, at)));
    return done(await readTokens(request, reply, deps, at));
  } catch (error) {
    const context = contextOf(request, at);
    // Without a reply the network failed; with one, the library refused it and so do we.
    if (reply === undefined) return failed(classifyTransport(request.grant, error, context));
    return failed(untrusted(classify(request.grant, reply, context), error));
  }
}

function contextOf({ authority, correlationId, secrets, username }: GrantRequest, at: number): ReplyContext {
  const endpoint = authority.tokenEndpoint;
  return { at, endpoint, correlationId, secrets, ...(username === undefined ? {} : { username }) };
}

function untrusted(refusal: Failure, error: unknown): Failure {
  const named: Pick<Evidence, "error"> =
    error instanceof BadIdToken
      ? // `id_token_issuer` and the like.
        { error: error.fault.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) }
      : error instanceof WrongTokenError
        ? { error: error.error }
        : {};
  return { ...refusal, kind: "untrustedReply", evidence: { ...refusal.evidence, ...named } };
}

async function postGrant(request: GrantRequest, version: string, post: SendHttp): Promise<void> {
  const { authority, grant, correlationId, anchor, signal } = request;
  const { caFile, tokenEndpoint, type } = authority;
  await oauth.genericTokenEndpointRequest(
    serverOf(authority),
    clientOf(request.clientId),
    oauth.None(),
    request.grantType,
    {
      ...request.parameters,
      scope: wireScopes(authority, request.scopes, grant !== "refreshToken" || type.offlineOnRefresh),
      ...type.parameters,
    },
    {
      headers: { ...type.headers({ correlationId, version, ...(anchor === undefined ? {} : { anchor }) }) },
      ...(signal === undefined ? {} : { signal: signal as never }),
      [oauth.allowInsecureRequests]: tokenEndpoint.startsWith("http:"),
      [oauth.customFetch]: async (url, { headers, body }) =>
        rebuildResponse(
          await post({
            method: "POST",
            url,
            headers,
            body: String(body),
            caFile,
            ...(signal === undefined ? {} : { signal }),
          }),
        ),
    },
  );
}

/** Each scope once, as the authority compares them. */
export function wireScopes({ kind }: Pick<Authority, "kind">, scopes: readonly string[], offline = true): string {
  const { distinct, isReserved } = scopeRules(kind);
  const own = ["openid", "profile", ...(offline ? ["offline_access"] : [])];
  return distinct([...scopes.map((scope) => (isReserved(scope) ? scope.toLowerCase() : scope)), ...own]).join(" ");
}
