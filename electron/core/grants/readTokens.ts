// Reads a successful token answer: the tokens, whose they are, how long they live, and what was odd about it.
import { scopeRules, type ScopeRules } from "../../../shared/scopeRules.ts";
import type { TokenWarning } from "../../../shared/tokenWarnings.ts";
import { type Claims, readClientInfo } from "../identity/claims.ts";
import { namesIn } from "../identity/names.ts";
import { askUserInfo } from "../identity/userInfo.ts";
import { judgeToken, type WrongToken } from "../identity/whoseToken.ts";
import { Secret } from "../secret.ts";
import { extraFields } from "./extraFields.ts";
import { grantsOpenId, judgeAnswer } from "./idToken.ts";
import { readLifetimes } from "./lifetimes.ts";
import type { Reply } from "./reply.ts";
import type { GrantRequest, TokenReply, TokenRequestDeps } from "./tokenRequest.ts";

export function isSuccess({ status, json = {} }: Reply): boolean {
  return status === 200 && typeof json["access_token"] === "string" && isNone(json["error"]);
}

/** Serializers that write every field say `"error": null`, an empty text, `false` or 0 where there is none. */
function isNone(error: unknown): boolean {
  return typeof error === "string" ? error.trim() === "" : !error;
}

/** Throws where the answer cannot be used. Times count from `issuedAt`, when the request was sent. */
export async function readTokens(
  request: GrantRequest,
  reply: Reply,
  deps: TokenRequestDeps,
  issuedAt: number,
): Promise<TokenReply> {
  const { json: said = {} } = reply;
  const json = { ...said, ...tidied(said) };
  const { answer, claims, doubted, fault } = await judgeAnswer(judgingOf(request), json, reply, deps.clock);
  // A line end in it would run what follows where it is pasted, or forge a header.
  if (!tokenText.test(answer.access_token)) throw new Error("the access token is not of the characters of one");
  if (fault !== undefined) deps.onIdTokenFault(fault);
  const accessToken = new Secret(answer.access_token);
  const wantsName = namesIn(claims).length === 0 && request.asked.nobodyElse !== true && grantsOpenId(answer.scope);
  const { userInfoEndpoint } = request.authority;
  const asksUserInfo = wantsName && userInfoEndpoint !== undefined;
  const userInfo = asksUserInfo ? await askUserInfo(request.authority, accessToken, deps, request.signal) : undefined;
  const whose = { clientInfo: json["client_info"], claims, doubted, userInfo };
  const judgment = judgeToken(request.asked, whose, request.authority.type.accountBy);
  if (!judgment.ok) throw new WrongTokenError(judgment.error);
  const { identity, person } = judgment;
  const { refresh_token: refreshToken } = answer;
  const warnings: readonly TokenWarning[] = [
    ...(fault === undefined ? [] : [fault]),
    ...(isUnread(said["client_info"], request) ? (["clientInfoUnread"] as const) : []),
    ...(asksUserInfo && userInfo === undefined ? (["userInfoUnread"] as const) : []),
    ...(isNobody(identity.homeAccountId, request) ? (["nobodyNamed"] as const) : []),
    ...(isMissing(said["token_type"]) ? (["tokenTypeMissing"] as const) : []),
    ...(isOfAnother(reply, request.correlationId) ? (["otherCorrelationId"] as const) : []),
  ];
  return {
    accessToken,
    tokenType: "Bearer",
    ...(refreshToken === undefined ? {} : { refreshToken: new Secret(refreshToken) }),
    ...readLifetimes(said, issuedAt),
    scopes: readScopes(answer.scope, request.scopes, scopeRules(request.authority.kind)),
    identity,
    person,
    extra: extraFields(said, [
      ...request.secrets.map((secret) => secret.reveal()),
      ...[answer.access_token, answer.refresh_token, answer.id_token].filter((token) => token !== undefined),
    ]),
    ...(reply.headers["x-ms-request-id"] === undefined
      ? {}
      : { traceId: reply.headers["x-ms-request-id"].slice(0, 100) }),
    ...(warnings.length === 0 ? {} : { warnings }),
  };
}

/**
 * At a refresh the person is known already, and what an ID token says is not used: there it never spoils the answer, which
 * may hold the only successor of a one-time refresh token.
 */
function judgingOf({ authority, clientId, grant, nonce }: GrantRequest): Parameters<typeof judgeAnswer>[0] {
  const idTokenFault = grant === "refreshToken" ? "warn" : authority.type.idTokenFault;
  return { authority, clientId, idTokenFault, nonce };
}

/** A token of another person or another directory than the one that was asked for. */
export class WrongTokenError extends Error {
  readonly error: WrongToken;
  constructor(error: WrongToken) {
    super("the token is not the one that was asked for");
    this.error = error;
  }
}

/** RFC 6749 A.12. */
const tokenText = /^[\x20-\x7e]+$/;

/** As granted; as asked where the server does not say (RFC 6749 5.1). Without the reserved ones. */
export function readScopes(
  granted: string | undefined,
  asked: readonly string[],
  { distinct, isReserved }: ScopeRules,
): readonly string[] {
  const scopes = (granted ?? asked.join(" ")).split(/\s+/).filter((scope) => scope !== "");
  return distinct(scopes).filter((scope) => !isReserved(scope));
}

function isUnread(clientInfo: unknown, { authority }: GrantRequest): boolean {
  return (
    !isMissing(clientInfo) && authority.type.accountBy === "clientInfo" && readClientInfo(clientInfo) === undefined
  );
}

function isNobody(homeAccountId: string | undefined, { grant }: GrantRequest): boolean {
  return homeAccountId === undefined && grant !== "refreshToken";
}

/** What was asked for with `return-client-request-id`; servers that know nothing of it send none. */
function isOfAnother(reply: Reply, correlationId: string): boolean {
  const theirs = reply.headers["client-request-id"]?.trim().toLowerCase() ?? "";
  return theirs !== "" && theirs !== correlationId.toLowerCase();
}

/**
 * Oddities that servers get away with elsewhere: an unreadable lifetime, `null` for "none", no type of token. RFC 6749 5.1
 * wants the type, and MSAL for .NET insists; the other two take the token, as nothing but bearer tokens ever came without.
 */
function tidied(json: Claims): Claims {
  return {
    expires_in: undefined,
    refresh_token: nonEmpty(json["refresh_token"]),
    scope: typeof json["scope"] === "string" && json["scope"].trim() !== "" ? json["scope"] : undefined,
    id_token: nonEmpty(json["id_token"]),
    ...(isMissing(json["token_type"]) ? { token_type: "Bearer" } : {}),
  };
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

function nonEmpty(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
