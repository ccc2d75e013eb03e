// net.fetch and session.fetch. Chromium's network stack is not here: requests go through Node's, with Chromium's error names and Electron's habits.
import { record } from "./record.ts";
import { requireReady } from "./readiness.ts";
import { strict } from "./strictModule.ts";

export type Serve = (request: Request) => Promise<Response> | undefined;
type FetchInit = RequestInit & { readonly bypassCustomProtocolHandlers?: boolean };
export type NetFetch = (input: string | Request, init?: FetchInit) => Promise<Response>;

let online = true;

export function setOnline(state: boolean): void {
  online = state;
}

/** `serve` answers the app's own schemes. */
export function createFetch(serve: Serve): NetFetch {
  return async (input, init) => {
    requireReady("net.fetch can only be used after app is ready");
    const request = new Request(input, init);
    const { protocol } = new URL(request.url);
    if (protocol === "data:" || protocol === "blob:") throw new Error(`net.fetch does not support ${protocol}`);
    const served = init?.bypassCustomProtocolHandlers ? undefined : serve(request);
    if (served) return served;
    if (!online) throw new Error("net::ERR_INTERNET_DISCONNECTED");
    record.fetched.push(request.url);
    return overNode(request);
  };
}

export function createNet(fetch: NetFetch): object {
  return strict("net", {
    fetch,
    isOnline: () => online,
    get online() {
      return online;
    },
  });
}

const chromiumNames: Readonly<Record<string, string>> = {
  ECONNREFUSED: "CONNECTION_REFUSED",
  ECONNRESET: "CONNECTION_RESET",
  UND_ERR_SOCKET: "CONNECTION_CLOSED",
  ENOTFOUND: "NAME_NOT_RESOLVED",
  EAI_AGAIN: "NAME_NOT_RESOLVED",
  ETIMEDOUT: "CONNECTION_TIMED_OUT",
  UND_ERR_CONNECT_TIMEOUT: "CONNECTION_TIMED_OUT",
  ENETUNREACH: "ADDRESS_UNREACHABLE",
  EHOSTUNREACH: "ADDRESS_UNREACHABLE",
  SELF_SIGNED_CERT_IN_CHAIN: "CERT_AUTHORITY_INVALID",
  DEPTH_ZERO_SELF_SIGNED_CERT: "CERT_AUTHORITY_INVALID",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "CERT_AUTHORITY_INVALID",
  ERR_TLS_CERT_ALTNAME_INVALID: "CERT_COMMON_NAME_INVALID",
  CERT_HAS_EXPIRED: "CERT_DATE_INVALID",
};

async function overNode(request: Request): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new Error(`net::ERR_${chromiumNames[causeCode(error)] ?? "FAILED"}`, { cause: error });
  }
  // github.com/electron/electron/issues/43715: there is no redirect response to read.
  if (
    request.redirect === "manual" &&
    response.status >= 300 &&
    response.status < 400 &&
    response.headers.has("location")
  ) {
    throw new Error("Redirect was cancelled");
  }
  return response;
}

function causeCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
}
