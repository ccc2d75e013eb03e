// Chooses the kind of failure for a reply: by the server's code, else by OAuth's words, else by the HTTP status.
import type { FailureKind, Grant } from "../../../shared/failure.ts";
import type { Refusal } from "./refusal.ts";
import { kindOfCode } from "./serverCodes.ts";
import { isWebPage, type ServerText } from "./serverText.ts";

/** `grant`: what was asked with; absent where a document was asked for. */
export function kindOfReply(
  grant: Grant | undefined,
  reply: Refusal,
  said: ServerText,
  codes: readonly string[],
): FailureKind {
  const byWords = wantsSecret(reply, said, codes) ? "notPublicClient" : kindByWords(grant, said, codes);
  return kindByHardStatus(reply.status, byWords) ?? byWords ?? kindByStatus(grant, reply);
}

/** RFC 6749 5.2: it asks for the client's own user name and password. Where a code says more, that counts. */
function wantsSecret(reply: Refusal, { error }: ServerText, codes: readonly string[]): boolean {
  const asked = /^basic\b/i.test(reply.headers["www-authenticate"] ?? "");
  return reply.status === 401 && error === "invalid_client" && asked && codes.length === 0;
}

/** Overload and outage outrank what the body says, except that a lock or a limit only calls for more care. */
function kindByHardStatus(status: number, byWords: FailureKind | undefined): FailureKind | undefined {
  const careful = byWords === "accountLocked" || byWords === "throttled" ? byWords : undefined;
  if (status === 429) return careful ?? "throttled";
  if (status === 407) return "proxy";
  // RFC 6585: a network wants its own sign-in first.
  if (status === 511) return "notOAuth";
  return status >= 500 || status === 408 ? (careful ?? "serviceDown") : undefined;
}

function kindByWords(
  grant: Grant | undefined,
  { error, suberror, sentence }: ServerText,
  codes: readonly string[],
): FailureKind | undefined {
  const [code] = codes;
  const byCode = code === undefined ? undefined : kindOfCode(code);
  if (byCode !== undefined) return forGrant(byCode, grant);
  const bySentence = knownSentences.get(sentence.trim());
  if (bySentence !== undefined) return bySentence;
  const bySuberror = suberror === undefined ? undefined : kindsBySuberror.get(suberror);
  if (bySuberror !== undefined) return bySuberror;
  if (error === "invalid_grant") return rejectedOf(grant);
  if (error === "access_denied") return denied(grant);
  const byError = error === undefined ? undefined : kindsByError.get(error);
  if (byError !== undefined) return forGrant(byError, grant);
  return error === undefined ? undefined : refused(grant);
}

function kindByStatus(grant: Grant | undefined, reply: Refusal): FailureKind {
  const { status } = reply;
  // A redirect or a page in place of an answer: a portal, a proxy or a wrong address.
  if (status < 400 || reply.tooLarge) return "notOAuth";
  if (status === 404 || status === 405 || status === 410) return "wrongAuthority";
  if (isWebPage(reply)) return "notOAuth";
  return reply.json === undefined ? "refusedByServer" : refused(grant);
}

/** Servers call a saved sign-in that is over by many words (`invalid_request`, words of their own, none at all). */
function refused(grant: Grant | undefined): FailureKind {
  return grant === "refreshToken" ? "refreshRejected" : "refusedByServer";
}

function denied(grant: Grant | undefined): FailureKind {
  if (isInteractive(grant)) return "consentRequired";
  return grant === "refreshToken" ? "refreshRejected" : "policyBlocked";
}

/** What a bare refusal is about depends on what was handed in. */
const rejected: Readonly<Record<Grant, FailureKind>> = {
  password: "wrongCredentials",
  refreshToken: "refreshRejected",
  authorizationCode: "signInNeeded",
  deviceCode: "signInNeeded",
  samlBearer: "federationFailed",
};

/** A document asks for nothing that could be rejected. */
function rejectedOf(grant: Grant | undefined): FailureKind {
  return grant === undefined ? "refusedByServer" : rejected[grant];
}

function isInteractive(grant: Grant | undefined): boolean {
  return grant === "authorizationCode" || grant === "deviceCode";
}

/** A refresh cannot have mistyped a password, and only a refresh has a refresh token to be rejected. */
function forGrant(kind: FailureKind, grant: Grant | undefined): FailureKind {
  // The password was right: it is the organisation's word for it that was not taken.
  if (grant === "samlBearer" && ofAssertion.has(kind)) return "federationFailed";
  if (kind === "wrongCredentials" && grant === undefined) return "refusedByServer";
  if (kind === "wrongCredentials" && grant === "refreshToken") return "refreshRejected";
  if (kind === "refreshRejected" && grant !== "refreshToken") return "signInNeeded";
  // Nobody is there who could have cancelled.
  if (kind === "cancelled" && !isInteractive(grant)) return rejectedOf(grant);
  return kind;
}

const ofAssertion: ReadonlySet<FailureKind> = new Set<FailureKind>([
  "wrongCredentials",
  "federatedAccount",
  "refreshRejected",
  "signInNeeded",
]);

const kindsBySuberror: ReadonlyMap<string, FailureKind> = new Map<string, FailureKind>([
  ["basic_action", "mfaRequired"],
  ["additional_action", "mfaRequired"],
  ["message_only", "policyBlocked"],
  ["protection_policy_required", "policyBlocked"],
  ["device_authentication_failed", "deviceBlocked"],
  ["consent_required", "consentRequired"],
  ["user_password_expired", "passwordExpired"],
]);

/** RFC 6749 5.2, RFC 8628 3.5, RFC 8707, OpenID Connect Core 3.1.2.6, and values seen at Entra and Auth0. */
const kindsByError: ReadonlyMap<string, FailureKind> = new Map<string, FailureKind>([
  ["invalid_client", "wrongClient"],
  ["unauthorized_client", "grantNotAllowed"],
  ["unsupported_grant_type", "grantNotAllowed"],
  ["invalid_scope", "wrongScope"],
  ["invalid_resource", "wrongScope"],
  ["invalid_target", "wrongScope"],
  ["invalid_tenant", "wrongTenant"],
  ["invalid_instance", "wrongAuthority"],
  ["interaction_required", "mfaRequired"],
  ["mfa_required", "mfaRequired"],
  ["unmet_authentication_requirements", "mfaRequired"],
  ["consent_required", "consentRequired"],
  ["authorization_declined", "consentRequired"],
  ["user_password_expired", "passwordExpired"],
  ["device_authentication_failed", "deviceBlocked"],
  ["too_many_attempts", "accountLocked"],
  ["slow_down", "throttled"],
  ["too_many_requests", "throttled"],
  ["temporarily_unavailable", "serviceDown"],
  ["server_error", "serviceDown"],
  ["login_required", "signInNeeded"],
  ["account_selection_required", "signInNeeded"],
  ["authorization_pending", "signInNeeded"],
  ["expired_token", "signInNeeded"],
  ["bad_verification_code", "signInNeeded"],
  ["bad_token", "refreshRejected"],
  ["invalid_token", "refreshRejected"],
]);

/** Keycloak tells these apart by its sentence alone. */
const knownSentences: ReadonlyMap<string, FailureKind> = new Map<string, FailureKind>([
  // Keycloak, oidc-provider, and authentik: a secret is wanted, or the app is unknown, which they do not tell apart.
  ["Invalid client or Invalid client credentials", "notPublicClient"],
  ["client authentication failed", "notPublicClient"],
  [
    "Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method)",
    "notPublicClient",
  ],
  ["Client secret not provided in request", "notPublicClient"],
  ["Invalid client secret", "notPublicClient"],
  ["Account disabled", "accountDisabled"],
  ["Account is not fully set up", "mfaRequired"],
]);
