// Which requests a loopback listener turns away before reading them: other sites' pages must not reach it.
import type { IncomingMessage } from "node:http";
import type { LoopbackNumber } from "./sockets.ts";

export interface Refusal {
  readonly status: 400 | 403;
  readonly reason: string;
}

/**
 * Compares `Host` with the listener's own names (a foreign one means DNS rebinding) and `Origin`, where sent,
 * with that host (a foreign one means another site's page). Both headers may appear once only.
 */
export function refusalOf(request: IncomingMessage, number: LoopbackNumber): Refusal | undefined {
  const port = request.socket.localPort;
  const numberName = number === "::1" ? "[::1]" : number;
  const hosts = request.headersDistinct.host ?? [];
  const host = hosts[0]?.toLowerCase();
  const own = port !== undefined && (host === `${numberName}:${port}` || host === `localhost:${port}`);
  if (hosts.length !== 1 || !own) {
    return { status: 403, reason: "This address answers only to its own name." };
  }
  const origins = request.headersDistinct.origin ?? [];
  if (origins.some((origin) => origin !== `http://${host}`)) {
    return { status: 403, reason: "Other sites may not ask here." };
  }
  if (!request.url?.startsWith("/")) {
    return { status: 400, reason: "The request's address is not a path." };
  }
  return undefined;
}
