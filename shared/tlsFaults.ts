// What is wrong with a secure connection, told apart by the names that Node's TLS and Chromium have for it.

export type TlsFault =
  | "caFile"
  | "expired"
  | "notYetValid"
  | "outOfDate"
  | "wrongName"
  | "selfSigned"
  | "unknownIssuer"
  | "revoked"
  | "weak"
  | "protocol"
  | "notTls"
  | "clientCertificate"
  | "misissued";

/** Undefined where the name does not tell. Node's names are OpenSSL's; those with `net::` are Chromium's. */
export function tlsFault(systemError: string | undefined): TlsFault | undefined {
  if (systemError === undefined) return undefined;
  return exact.get(systemError) ?? families.find(([family]) => family.test(systemError))?.[1];
}

const exact: ReadonlyMap<string, TlsFault> = new Map(
  (
    [
      ["caFile", ["CA_FILE"]],
      ["expired", ["CERT_HAS_EXPIRED"]],
      ["notYetValid", ["CERT_NOT_YET_VALID"]],
      ["outOfDate", ["net::ERR_CERT_DATE_INVALID"]],
      ["wrongName", ["ERR_TLS_CERT_ALTNAME_INVALID", "HOSTNAME_MISMATCH", "net::ERR_CERT_COMMON_NAME_INVALID"]],
      ["selfSigned", ["DEPTH_ZERO_SELF_SIGNED_CERT"]],
      ["unknownIssuer", ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "UNABLE_TO_GET_ISSUER_CERT", "CERT_UNTRUSTED"]],
      ["unknownIssuer", ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "SELF_SIGNED_CERT_IN_CHAIN", "INVALID_CA"]],
      ["unknownIssuer", ["net::ERR_CERT_AUTHORITY_INVALID", "net::ERR_CERT_KNOWN_INTERCEPTION_BLOCKED"]],
      ["revoked", ["CERT_REVOKED", "net::ERR_CERT_REVOKED"]],
      ["weak", ["net::ERR_CERT_WEAK_SIGNATURE_ALGORITHM", "net::ERR_CERT_WEAK_KEY", "CERT_CHAIN_TOO_LONG"]],
      ["weak", ["ERR_SSL_EE_KEY_TOO_SMALL", "ERR_SSL_CA_MD_TOO_WEAK", "ERR_SSL_DH_KEY_TOO_SMALL"]],
      ["protocol", ["net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH", "net::ERR_SSL_OBSOLETE_VERSION"]],
      ["protocol", ["ERR_SSL_UNSUPPORTED_PROTOCOL", "ERR_SSL_NO_PROTOCOLS_AVAILABLE", "ERR_SSL_VERSION_TOO_LOW"]],
      ["protocol", ["ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE"]],
      ["protocol", ["ERR_SSL_NO_SHARED_CIPHER", "ERR_SSL_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED"]],
      ["notTls", ["ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL_PACKET_LENGTH_TOO_LONG", "EPROTO"]],
      ["notTls", ["net::ERR_SSL_PROTOCOL_ERROR", "ERR_SSL_HTTP_REQUEST", "ERR_SSL_UNKNOWN_PROTOCOL"]],
      ["clientCertificate", ["net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED", "net::ERR_BAD_SSL_CLIENT_AUTH_CERT"]],
      ["misissued", ["net::ERR_CERTIFICATE_TRANSPARENCY_REQUIRED", "net::ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN"]],
    ] satisfies readonly (readonly [TlsFault, readonly string[]])[]
  ).flatMap(([fault, codes]) => codes.map((code) => [code, fault] as const)),
);

/** Tried in this order for what the table does not name. */
const families: readonly (readonly [RegExp, TlsFault])[] = [
  [/CERTIFICATE_REQUIRED|CLIENT_AUTH/, "clientCertificate"],
  [/ALERT_PROTOCOL_VERSION|ALERT_INSUFFICIENT_SECURITY/, "protocol"],
  [/^net::ERR_CERT_(?:INVALID|VALIDITY|NAME_CONSTRAINT|CONTAINS|NON_UNIQUE|SYMANTEC)/, "misissued"],
  [/^(?:INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|CERT_SIGNATURE_FAILURE|CERT_REJECTED)$/, "misissued"],
];

/** Where a further certificate authority can help; for the rest, trusting more would change nothing. */
export function helpedByTrust(fault: TlsFault | undefined): boolean {
  return fault === undefined || fault === "selfSigned" || fault === "unknownIssuer";
}
