// Turns an error of the network (Node's fetch or Electron's net) into a Failure.
import type { Failure, FailureKind, Grant } from "../../../shared/failure.ts";
import type { ReplyContext } from "./classify.ts";
import { withoutQuery } from "./evidence.ts";

/** For whatever a request rejected with. Never throws. Of the error only its code is kept: its message may quote anything. */
export function classifyTransport(grant: Grant | undefined, error: unknown, context: ReplyContext): Failure {
  const { kind, systemError } = diagnose(error);
  return {
    kind,
    at: context.at,
    evidence: {
      ...(grant === undefined ? {} : { grant }),
      endpoint: withoutQuery(context.endpoint),
      correlationId: context.correlationId,
      ...(systemError === undefined ? {} : { systemError }),
    },
  };
}

interface Diagnosis {
  readonly kind: FailureKind;
  readonly systemError?: string;
}

function diagnose(error: unknown): Diagnosis {
  const links = errorChain(error);
  for (const { code } of links) {
    const kind = code === undefined ? undefined : kindOfSystemError(code);
    if (code !== undefined && kind !== undefined) return { kind, systemError: code };
  }
  if (links.some(({ name }) => name === "TimeoutError")) return { kind: "timeout" };
  if (links.some(({ name }) => name === "AbortError")) return { kind: "cancelled" };
  // What undici says where it gives no code.
  if (links.some(({ name }) => name === "HTTPParserError")) return { kind: "notOAuth", systemError: "HTTPParserError" };
  const network = links.some(
    ({ name, message }) => name === "TypeError" && /^(?:fetch failed|terminated)$/.test(message),
  );
  if (network) return { kind: "connectionLost" };
  const name = links[0]?.code ?? links[0]?.name;
  return { kind: "unexpected", ...(name === undefined ? {} : { systemError: name }) };
}

export interface Link {
  readonly name: string | undefined;
  readonly message: string;
  readonly code: string | undefined;
  /** What Node was about: `connect`, `getaddrinfo`, `read` … */
  readonly syscall: string | undefined;
}

/** The error, its causes, and the first of each bundle (Node tries several addresses and reports them together). */
export function errorChain(error: unknown): readonly Link[] {
  const links: Link[] = [];
  let next: unknown = error;
  while (typeof next === "object" && next !== null && links.length < 8) {
    const { name, message, code, syscall, cause, errors } = next as Readonly<Record<string, unknown>>;
    const said = typeof message === "string" ? message.slice(0, 500) : "";
    const chromium = /\bnet::ERR_[A-Z0-9_]{1,60}/.exec(said)?.[0];
    links.push({ name: bare(name), message: said, code: chromium ?? bare(code), syscall: bare(syscall) });
    next = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  }
  return links;
}

function bare(value: unknown): string | undefined {
  return typeof value === "string" && /^[A-Za-z][\w:]{1,70}$/.test(value) ? value : undefined;
}

function kindOfSystemError(code: string): FailureKind | undefined {
  return exact.get(code) ?? families.find(([family]) => family.test(code))?.[1];
}

const exact: ReadonlyMap<string, FailureKind> = new Map(
  (
    [
      ["cancelled", ["UND_ERR_ABORTED", "net::ERR_ABORTED"]],
      [
        "unexpected",
        ["UND_ERR_INVALID_ARG", "UND_ERR_INVALID_RETURN_VALUE", "UND_ERR_NOT_SUPPORTED", "net::ERR_INVALID_URL"],
      ],
      ["unexpected", ["net::ERR_INVALID_ARGUMENT", "net::ERR_UNKNOWN_URL_SCHEME"]],
      ["offline", ["ENETDOWN", "ENETUNREACH", "net::ERR_INTERNET_DISCONNECTED", "net::ERR_NETWORK_IO_SUSPENDED"]],
      ["dns", ["ENOTFOUND", "ENODATA", "ESERVFAIL", "net::ERR_ICANN_NAME_COLLISION"]],
      ["timeout", ["ETIMEDOUT", "ESOCKETTIMEDOUT", "net::ERR_TIMED_OUT", "net::ERR_CONNECTION_TIMED_OUT"]],
      ["proxy", ["net::ERR_TUNNEL_CONNECTION_FAILED", "net::ERR_MANDATORY_PROXY_CONFIGURATION_FAILED"]],
      ["proxy", ["net::ERR_UNEXPECTED_PROXY_AUTH", "net::ERR_UNSUPPORTED_AUTH_SCHEME", "UND_ERR_PRX_TLS"]],
      [
        "tls",
        ["EPROTO", "DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN", "HOSTNAME_MISMATCH", "INVALID_CA"],
      ],
      // A connection's own file of certificate authorities, which the port could not read.
      ["tls", ["CA_FILE"]],
      ["tls", ["INVALID_PURPOSE", "PATH_LENGTH_EXCEEDED", "net::ERR_BAD_SSL_CLIENT_AUTH_CERT"]],
      ["notOAuth", ["net::ERR_INVALID_HTTP_RESPONSE", "net::ERR_CONTENT_DECODING_FAILED", "UND_ERR_HEADERS_OVERFLOW"]],
      ["notOAuth", ["net::ERR_RESPONSE_HEADERS_TOO_BIG", "net::ERR_TOO_MANY_REDIRECTS", "net::ERR_UNSAFE_REDIRECT"]],
      [
        "connectionLost",
        ["ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "ENOTCONN", "EPIPE", "EHOSTUNREACH", "EHOSTDOWN"],
      ],
      ["connectionLost", ["EADDRNOTAVAIL", "EACCES", "EPERM"]],
    ] satisfies readonly (readonly [FailureKind, readonly string[]])[]
  ).flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const)),
);

/** Tried in this order for what the table does not name. */
const families: readonly (readonly [RegExp, FailureKind])[] = [
  [/^UND_ERR_\w*TIMEOUT$/, "timeout"],
  [/^EAI_|^net::ERR_(?:NAME|DNS)_/, "dns"],
  [/^CERT_|^CRL_|^UNABLE_TO_|^ERR_(?:TLS|SSL)_|^net::ERR_(?:CERT|SSL|ECH)_/, "tls"],
  [/^ERR_PROXY_|^net::ERR_(?:PROXY|SOCKS|PAC)_/, "proxy"],
  [/^HPE_/, "notOAuth"],
  [/^UND_ERR_|^net::ERR_/, "connectionLost"],
];
