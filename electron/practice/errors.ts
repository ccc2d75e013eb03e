// Every refusal the practice tenant can give, by AADSTS code, in the shape Entra's token endpoint uses.

interface EntraError {
  readonly error: string;
  readonly text: string;
  readonly status?: number;
  readonly suberror?: string;
}

const entraErrors = {
  28000: { error: "invalid_scope", text: "The scopes name more than one resource; ask for one resource at a time." },
  50008: { error: "invalid_grant", text: "The SAML assertion or its signature is not valid here." },
  50011: { error: "invalid_request", text: "The redirect URI is not among those registered for the app:" },
  50020: {
    error: "invalid_grant",
    text: "This account belongs to another identity provider and was not invited to this tenant.",
  },
  50034: { error: "invalid_grant", text: "No such account in this tenant.", suberror: "bad_token" },
  50049: { error: "invalid_instance", text: "The authority is not a known instance." },
  50053: { error: "invalid_grant", text: "The account is locked after too many wrong passwords." },
  50055: { error: "invalid_grant", text: "The password is expired.", suberror: "user_password_expired" },
  50057: { error: "invalid_grant", text: "The account is disabled." },
  50058: { error: "login_required", text: "A silent sign-in was asked for, but nobody is signed in." },
  50059: { error: "invalid_request", text: "Neither the request nor the user name tells which tenant to use." },
  50076: {
    error: "invalid_grant",
    text: "A policy or a new location asks for multifactor authentication.",
    suberror: "basic_action",
  },
  50079: {
    error: "invalid_grant",
    text: "Multifactor authentication is asked for, and this account has none set up.",
    suberror: "basic_action",
  },
  50107: { error: "invalid_grant", text: "The federation realm of the assertion does not exist in this tenant." },
  50126: { error: "invalid_grant", text: "Invalid user name or password." },
  50173: { error: "invalid_grant", text: "The grant was revoked; a fresh one is needed.", suberror: "bad_token" },
  51004: { error: "invalid_grant", text: "The account of the assertion does not exist in this tenant's directory." },
  53003: {
    error: "invalid_grant",
    text: "Access is blocked by Conditional Access policies.",
    suberror: "message_only",
  },
  54005: { error: "invalid_grant", text: "The authorization code has already been redeemed." },
  65001: {
    error: "invalid_grant",
    text: "Nobody has consented to this app using these scopes.",
    suberror: "consent_required",
  },
  65004: { error: "access_denied", text: "The person declined to consent or cancelled the sign-in." },
  70000: {
    error: "invalid_grant",
    text: "The refresh token or code is not valid for this request.",
    suberror: "bad_token",
  },
  70003: { error: "unsupported_grant_type", text: "The grant type is not supported." },
  70005: { error: "unsupported_response_type", text: "Only the response type 'code' is supported." },
  70007: { error: "invalid_request", text: "Only the response mode 'query' is supported." },
  70008: { error: "invalid_grant", text: "The authorization code has expired." },
  70011: { error: "invalid_scope", text: "The scopes asked for are not valid." },
  70016: { error: "authorization_pending", text: "The person has not yet finished signing in with the device code." },
  70018: { error: "bad_verification_code", text: "The device code is not known." },
  70020: { error: "expired_token", text: "The device code has expired." },
  90002: { error: "invalid_request", text: "No such tenant." },
  90013: { error: "invalid_request", text: "A value in the request could not be read." },
  90023: { error: "invalid_request", text: "A parameter's value is not valid:" },
  90055: { error: "temporarily_unavailable", text: "Too many requests; wait before asking again.", status: 429 },
  90094: {
    error: "invalid_grant",
    text: "Only an administrator can grant what the app asks for.",
    suberror: "consent_required",
  },
  500011: { error: "invalid_resource", text: "The resource named in the scopes is not in this tenant." },
  500112: { error: "invalid_grant", text: "The redirect URI is not the one that the code was asked for with." },
  500133: { error: "invalid_grant", text: "The assertion is not within its valid time range." },
  501481: { error: "invalid_grant", text: "The code verifier does not match the code challenge." },
  501491: { error: "invalid_request", text: "The code challenge must be 43 characters, made by S256." },
  530035: { error: "invalid_grant", text: "The tenant's security defaults refuse sign-ins by device code." },
  650053: { error: "invalid_scope", text: "A scope asked for does not exist on its resource." },
  700016: { error: "unauthorized_client", text: "No app with this client ID in this tenant." },
  700025: {
    error: "invalid_client",
    text: "The app is a public client and must not send a secret or assertion.",
    status: 401,
  },
  700082: { error: "invalid_grant", text: "The refresh token has expired through disuse." },
  900144: { error: "invalid_request", text: "The request must contain this parameter:" },
  900561: { error: "invalid_request", text: "This address accepts another HTTP method only.", status: 405 },
  7000218: {
    error: "invalid_client",
    text: "The app is confidential: the request must contain 'client_assertion' or 'client_secret'.",
    status: 401,
  },
  9001023: {
    error: "invalid_request",
    text: "This grant is not supported over /common or /consumers; use /organizations or the tenant's own.",
  },
  9002332: { error: "invalid_request", text: "The app is for work or school accounts; do not use /consumers." },
  9002313: { error: "invalid_request", text: "The request is malformed." },
} as const satisfies Readonly<Record<number, EntraError>>;

export type EntraCode = keyof typeof entraErrors;

/** Why a request is turned down; becomes an error answer by `refusalAnswer`. */
export interface Refusal {
  readonly kind: "refusal";
  readonly code: EntraCode;
  /** Where Entra gives the same code under another `error`. */
  readonly error?: string;
  /** Follows the code's sentence: a parameter's name, a scope. Never a secret. */
  readonly detail?: string;
  /** A claims challenge, as JSON text. */
  readonly claims?: string;
  readonly retryAfterSeconds?: number;
}

export function refuse(code: EntraCode, more: Omit<Refusal, "kind" | "code"> = {}): Refusal {
  return { kind: "refusal", code, ...more };
}

export function isRefusal(value: object): value is Refusal {
  return "kind" in value && value.kind === "refusal";
}

export interface Trace {
  readonly traceId: string;
  readonly correlationId: string;
  readonly at: number;
}

/** What a refusal says, before any IDs are put behind it. */
export function sentenceOf({ code, detail }: Refusal): string {
  return detail === undefined ? entraErrors[code].text : `${entraErrors[code].text} ${detail}`;
}

/** The error answer's status and JSON fields, as Entra names them. `at` is epoch ms. */
export function errorFields(refusal: Refusal, { traceId, correlationId, at }: Trace) {
  const known: EntraError = entraErrors[refusal.code];
  const timestamp = new Date(at)
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, "Z");
  const trail = `Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`;
  const fields = {
    error: refusal.error ?? known.error,
    error_description: `AADSTS${refusal.code}: ${sentenceOf(refusal)} ${trail}`,
    error_codes: [refusal.code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${refusal.code}`,
    ...(known.suberror !== undefined && { suberror: known.suberror }),
    ...(refusal.claims !== undefined && { claims: refusal.claims }),
  };
  return { status: known.status ?? 400, fields };
}
