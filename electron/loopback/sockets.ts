// Opens a listener's sockets on one port of this computer, and ends them.
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

export type LoopbackNumber = "127.0.0.1" | "::1";

export type Sockets = readonly Server[];

const taken = ["EADDRINUSE", "EACCES"];
const noIpv6 = ["EADDRNOTAVAIL", "EAFNOSUPPORT", "EINVAL"];
const attempts = 10;

/**
 * One server for each number, all on the wished port, or on another where any of them finds it taken. Where the system
 * has no IPv6, `::1` is left out.
 */
export async function openSockets(
  create: (number: LoopbackNumber) => Server,
  numbers: readonly LoopbackNumber[],
  wishedPort: number,
): Promise<{ readonly sockets: Sockets; readonly port: number }> {
  for (let attempt = 1, port = wishedPort; ; attempt += 1, port = 0) {
    const sockets: Server[] = [];
    try {
      for (const number of numbers) {
        const opened = await listen(create(number), number, port);
        if (opened === undefined) continue;
        sockets.push(opened.server);
        port = opened.port;
      }
      return { sockets, port };
    } catch (error) {
      await closeSockets(sockets);
      if (attempt === attempts || !taken.includes(codeOf(error))) throw error;
    }
  }
}

/** Undefined where this number does not exist here. */
function listen(server: Server, host: LoopbackNumber, port: number) {
  return new Promise<{ readonly server: Server; readonly port: number } | undefined>((resolve, reject) => {
    const failed = (error: Error) => {
      if (host === "::1" && noIpv6.includes(codeOf(error))) resolve(undefined);
      else reject(error);
    };
    server.once("error", failed);
    server.listen({ host, port }, () => {
      server.off("error", failed);
      resolve({ server, port: (server.address() as AddressInfo).port });
    });
  });
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "";

/** Cuts every connection at once. */
export async function closeSockets(sockets: Sockets): Promise<void> {
  await Promise.all(sockets.map(close));
}

/** Lets answers under way go out for at most this long, then cuts. */
export async function finishSockets(sockets: Sockets, atMostMs: number): Promise<void> {
  await Promise.all(sockets.map((server) => finish(server, atMostMs)));
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function finish(server: Server, atMostMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), atMostMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
