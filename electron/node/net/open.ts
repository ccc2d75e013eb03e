// Opens a connection that is ready for a request: through the proxy where there is one, its certificate accepted. Nothing
// of a request exists before that, so a second try with more trust never sends anything twice.
import type { Socket } from "node:net";
import type { SecureContext } from "node:tls";
import { proxyOf, type Environment } from "./proxy.ts";
import { settled, type StopSignal } from "./settled.ts";
import type { Trust } from "./trust.ts";
import { tunnel } from "./tunnel.ts";

export interface Way {
  readonly url: URL;
  readonly caFile?: string | undefined;
}

export type Open = (way: Way, signal: StopSignal) => Promise<Socket>;

export function createOpen(trust: Trust, env: Environment): Open {
  const direct = (url: URL, signal: StopSignal): Promise<Socket> => {
    const socket = process
      .getBuiltinModule("node:net")
      .connect({ host: bareHost(url), port: portOf(url), noDelay: true });
    return settled(socket, "connect", signal);
  };

  const carrier = async (url: URL, signal: StopSignal): Promise<Socket> => {
    const proxy = proxyOf(url, env);
    if (proxy === undefined) return direct(url, signal);
    const reached = secured(proxy, () => direct(proxy, signal), undefined, signal);
    return tunnel(await reached.catch(proxyTrouble), proxy, `${url.hostname}:${portOf(url)}`, signal);
  };

  const secured = async (
    url: URL,
    carry: () => Promise<Socket>,
    caFile: string | undefined,
    signal: StopSignal,
  ): Promise<Socket> => {
    if (url.protocol !== "https:") return carry();
    if (!trust.isWide) {
      const context = trust.near(caFile);
      try {
        return await shakeHands(await carry(), url, context, signal);
      } catch (error) {
        if (!isUnknownIssuer(error)) throw error;
      }
    }
    const context = trust.wide(caFile);
    return shakeHands(await carry(), url, context, signal);
  };

  return ({ url, caFile }, signal) => secured(url, () => carrier(url, signal), caFile, signal);
}

function shakeHands(socket: Socket, url: URL, secureContext: SecureContext, signal: StopSignal): Promise<Socket> {
  const host = bareHost(url);
  const { isIP } = process.getBuiltinModule("node:net");
  const secure = process.getBuiltinModule("node:tls").connect({
    socket,
    host,
    secureContext,
    ALPNProtocols: ["http/1.1"],
    // Said outright, so that no variable of the environment can say otherwise.
    rejectUnauthorized: true,
    ...(isIP(host) === 0 ? { servername: host } : {}),
  });
  return settled(secure, "secureConnect", signal);
}

/** Codes of OpenSSL for a chain that ends at an authority which is not on the list. */
function isUnknownIssuer(error: unknown): boolean {
  return error instanceof Error && "code" in error && unknownIssuer.has(error.code as string);
}

const unknownIssuer: ReadonlySet<string> = new Set([
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "CERT_UNTRUSTED",
]);

/** What goes wrong on the way to the proxy says nothing about the server. */
function proxyTrouble(error: unknown): never {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") throw error;
  throw Object.assign(new Error("The proxy cannot be reached", { cause: error }), { code: `ERR_PROXY_${error.code}` });
}

/** An address of IPv6 without its brackets. */
function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}

function portOf(url: URL): number {
  return url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
}
