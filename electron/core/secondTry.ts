// Which failed requests may be sent once more by themselves: those of which no byte had been sent, and harmless questions.
import { errorChain, type Link } from "./diagnostics/transport.ts";

/**
 * May a request be sent once more after this error of the network? What carries a credential only if it never left:
 * a server that got it and hung up may have counted a wrong password or used up a one-time refresh token.
 */
export function maySendAgain(method: "GET" | "POST", error: unknown): boolean {
  const links = errorChain(error);
  return links.some(isBeforeFirstByte) || (method === "GET" && links.some(isPassing));
}

/**
 * Node names what it was about. Only an error of looking the name up or of connecting comes before the first byte: the
 * same EHOSTUNREACH can also end an open connection, where Linux reports what routers said of bytes already sent.
 */
function isBeforeFirstByte({ code, syscall }: Link): boolean {
  if (code === undefined) return false;
  if (neverSent.has(code)) return true;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return syscall === "getaddrinfo";
  return (code === "ECONNREFUSED" || code === "EHOSTUNREACH") && syscall === "connect";
}

const neverSent: ReadonlySet<string> = new Set([
  // The SYN was answered with a refusal: there was no connection. Chromium has it from connect(2) alone.
  "net::ERR_CONNECTION_REFUSED",
  // Without an address there is nothing to connect to.
  "net::ERR_NAME_NOT_RESOLVED",
  // The same two on the way to the proxy, and a proxy that was reached but made no tunnel: what would have gone through it is
  // still here. An https request has no other way through a proxy, and nothing else carries a credential.
  "net::ERR_PROXY_CONNECTION_FAILED",
  "net::ERR_TUNNEL_CONNECTION_FAILED",
  // Our own port for Node says so of proxies; it connects before it makes the request.
  "ERR_PROXY_ECONNREFUSED",
  "ERR_PROXY_ENOTFOUND",
  "ERR_PROXY_EAI_AGAIN",
  "ERR_PROXY_EHOSTUNREACH",
  "ERR_PROXY_502",
  "ERR_PROXY_503",
  "ERR_PROXY_504",
]);

/** Trouble that passes, for questions that change nothing at the server. Never for a POST: these may come after its last byte. */
function isPassing({ code }: Link): boolean {
  return code !== undefined && passing.has(code);
}

const passing: ReadonlySet<string> = new Set([
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "EHOSTUNREACH",
  "ETIMEDOUT",
  "UND_ERR_SOCKET",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "net::ERR_CONNECTION_RESET",
  "net::ERR_CONNECTION_CLOSED",
  "net::ERR_CONNECTION_ABORTED",
  "net::ERR_CONNECTION_FAILED",
  "net::ERR_CONNECTION_TIMED_OUT",
  "net::ERR_EMPTY_RESPONSE",
  "net::ERR_TIMED_OUT",
  "net::ERR_NETWORK_CHANGED",
  // Not for a POST, for the reason that EHOSTUNREACH has above: Chromium does not say what it was about.
  "net::ERR_ADDRESS_UNREACHABLE",
]);
