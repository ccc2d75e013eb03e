// Names of errors that are the same at every server, so that one of them says nothing about what was sent.

/** RFC 6749 4.1.2.1 and 5.2, RFC 8628 3.5, RFC 8707, OpenID Connect Core 3.1.2.6, the names that Entra and WS-Trust add, and our own. */
const known: ReadonlySet<string> = new Set(
  `
  invalid_request invalid_client invalid_grant unauthorized_client unsupported_grant_type invalid_scope access_denied
  unsupported_response_type server_error temporarily_unavailable authorization_pending slow_down expired_token
  invalid_target interaction_required login_required account_selection_required consent_required invalid_token
  insufficient_scope unmet_authentication_requirements request_not_supported request_uri_not_supported
  invalid_resource invalid_tenant invalid_instance mfa_required authorization_declined user_password_expired
  device_authentication_failed too_many_attempts too_many_requests bad_verification_code bad_token token_expired
  basic_action additional_action message_only protection_policy_required client_mismatch
  FailedAuthentication InvalidSecurity InvalidRequest RequestFailed Sender Receiver Server Client
  mex_refused mex_unreadable no_assertion fault
`
    .trim()
    .split(/\s+/),
);

export function isKnownName(name: string): boolean {
  return known.has(name);
}
