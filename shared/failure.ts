// What can go wrong, as a closed union with evidence, and whether it is an outage or costs the refresh token.

/** How a token was asked for. */
export type Grant = "password" | "refreshToken" | "authorizationCode" | "deviceCode" | "samlBearer";

/** The closed list of causes. Server codes may choose among them; see `refreshTokenSurvives` for what they may not do. */
export type FailureKind =
  // The account
  | "wrongCredentials"
  | "accountNotFound"
  | "accountDisabled"
  | "accountLocked"
  | "passwordExpired"
  | "personalAccount"
  | "federatedAccount"
  | "federationFailed"
  | "guestAccount"
  | "notAssigned"
  | "somebodyElse"
  // Policy and consent
  | "mfaRequired"
  | "policyBlocked"
  | "deviceBlocked"
  | "consentRequired"
  // The connection
  | "wrongAuthority"
  | "untrustedAuthority"
  | "tokenOriginUnconfirmed"
  | "wrongTenant"
  | "wrongClient"
  | "notPublicClient"
  | "grantNotAllowed"
  | "passwordNotOffered"
  | "wrongScope"
  // The service and the way there
  | "throttled"
  | "serviceDown"
  | "offline"
  | "dns"
  | "tls"
  | "proxy"
  | "timeout"
  | "connectionLost"
  | "notOAuth"
  | "untrustedReply"
  | "clockWrong"
  // What we hold
  | "signInNeeded"
  | "refreshRejected"
  | "appLocked"
  | "vaultLocked"
  | "vaultDamaged"
  | "vaultWriteFailed"
  // Everything else
  | "badInput"
  | "cancelled"
  | "refusedByServer"
  | "unexpected";

/** Server and transport facts that are safe to show and to keep in the attempt history. Never holds a secret. */
export interface Evidence {
  readonly grant?: Grant;
  /** Origin and path asked, without query. */
  readonly endpoint?: string;
  readonly status?: number;
  readonly contentType?: string;
  /** OAuth `error` of the reply. */
  readonly error?: string;
  readonly suberror?: string;
  /** The server's own codes as printed: `AADSTS50126`, `AADB2C90225`, `MSIS9605`. Most specific first. */
  readonly codes?: readonly string[];
  /** The server's sentence, shortened, with our secrets cut out. */
  readonly description?: string;
  /** Their ID of this request. */
  readonly traceId?: string;
  /** Our ID of this request. */
  readonly correlationId?: string;
  readonly serverTime?: string;
  /** The challenge to replay in an interactive sign-in: JSON text, at most 8 kB. */
  readonly claims?: string;
  /** Where the server says the password can be changed. Never opened without a check of its host. */
  readonly helpUrl?: string;
  /** The server's page about the error (`error_uri`). Shown as text alone. */
  readonly errorUrl?: string;
  /** Name of the system's error, such as `ENOTFOUND` or `net::ERR_PROXY_CONNECTION_FAILED`. */
  readonly systemError?: string;
  /** Which field of a form is at fault. */
  readonly field?: string;
  /** For `tokenOriginUnconfirmed`: where the password would go. */
  readonly tokenOrigin?: string;
  /** The same was refused, or a pause was asked for, a moment ago: nothing was sent, and the rest is of the answer before. */
  readonly notSentAgain?: boolean;
  /** For `untrustedAuthority`: the origin that a person may trust all the same. */
  readonly authorityOrigin?: string;
  /** Where a redirect of the authority leads that was not followed. */
  readonly movedTo?: string;
  /** Said of a document that was asked for first: no token was, so it says nothing about a refresh token. */
  readonly ofDocument?: boolean;
  /** For `somebodyElse`: whom the person asked for, and who signed in, where that was said. */
  readonly askedFor?: string;
  readonly signedInAs?: string;
  /** For `unexpected`: under which ID the log has it. */
  readonly incidentId?: string;
}

export interface Failure {
  readonly kind: FailureKind;
  readonly at: number;
  readonly evidence: Evidence;
  /** Of the token request that it came of; absent where there was none. */
  readonly attemptId?: string;
  /** Not to be tried again before this time (Retry-After, lockout). */
  readonly retryAt?: number;
}

/** Expected trouble is a returned value. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const failed = (failure: Failure): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure });

const transient: ReadonlySet<FailureKind> = new Set<FailureKind>([
  "throttled",
  "serviceDown",
  "offline",
  "dns",
  "tls",
  "proxy",
  "timeout",
  "connectionLost",
  "notOAuth",
  "vaultLocked",
  "vaultWriteFailed",
]);

/**
 * Is it trouble of the service or on the way there, which passes by itself? Follows the HTTP status and `error` alone where
 * there was a reply, so that no server's code can make an outage of a refusal, and the kind where there was none. What a
 * refusal says of the next try is told by `outlookOf`.
 */
export function mayRetry(failure: Failure): boolean {
  const { grant, status, error } = failure.evidence;
  if (status === undefined) return transient.has(failure.kind);
  if (passing.has(error ?? "")) return true;
  // SOAP sends every refusal under HTTP 500, a wrong password too; then `error` is the fault's name.
  if (grant === "samlBearer" && error !== undefined) return status === 429 || status === 408;
  if (status >= 500 || status === 429 || status === 408) return true;
  // Without OAuth's word for it a refusal may be a gateway's, unless a saved sign-in was refused in JSON.
  return error === undefined && failure.kind !== "refreshRejected";
}

const passing: ReadonlySet<string> = new Set([
  "temporarily_unavailable",
  "server_error",
  "slow_down",
  "request_timeout",
]);

/**
 * Does the stored refresh token stay? Only `invalid_grant` with one of two suberrors says that *this token* is dead
 * (RFC 6749 5.2; `bad_token` and `token_expired` are Entra's words for it). In doubt it stays.
 */
export function refreshTokenSurvives(failure: Failure): boolean {
  const { grant, error, suberror, status, ofDocument } = failure.evidence;
  const rejected = (status === 400 || status === 401) && ofDocument !== true;
  return !(
    grant === "refreshToken" &&
    rejected &&
    error === "invalid_grant" &&
    (suberror === "bad_token" || suberror === "token_expired")
  );
}
