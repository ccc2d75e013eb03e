// The network port of the hosts without Chromium: Node's own HTTP and TLS, loaded at the first request. Node's fetch would
// cost the first sign-in 30 ms more and the process 17 MB.
import type { Socket } from "node:net";
import type { Connect, Fetch } from "../core/ports.ts";
import { exchange } from "./net/exchange.ts";
import { createIdleSockets } from "./net/idle.ts";
import { createOpen } from "./net/open.ts";
import type { Environment } from "./net/proxy.ts";
import { asError } from "./net/settled.ts";
import { createTrust } from "./net/trust.ts";

export interface NodeNetwork {
  readonly fetch: Fetch;
  readonly connect: Connect;
  /** Closes the connections that wait for a next request. */
  close(): void;
}

/** A server that keeps connections for 5 s, as many do, must not close one while the next request is on its way. */
const keptAfterAnswerMs = 4_000;
const serverMarginMs = 1_000;
/** As long as somebody types; servers wait a minute or more for a first request. */
const keptBeforeRequestMs = 45_000;
const connectPatienceMs = 10_000;

export function createNodeNetwork(env: Environment = process.env): NodeNetwork {
  const open = createOpen(createTrust(), env);
  const idle = createIdleSockets();
  const opening = new Map<string, Promise<void>>();

  const fetch: Fetch = async (address, init) => {
    const { url, key } = whereTo(address, init.caFile);
    // Opened ahead for this very request: waiting for it is quicker than beginning anew.
    await opening.get(key);
    if (idle.has(key)) await whatHasArrived();
    if (init.signal.aborted) throw asError(init.signal.reason);
    const socket = idle.take(key) ?? (await open({ url, caFile: init.caFile }, init.signal));
    return exchangeOn(socket, url, init, (keptMs) =>
      idle.give(key, socket, Math.min(keptAfterAnswerMs, keptMs - serverMarginMs)),
    );
  };

  const connect: Connect = (address, caFile) => {
    const { url, key } = whereTo(address, caFile);
    const ready = idle.take(key);
    if (ready !== undefined) idle.give(key, ready, keptBeforeRequestMs);
    if (ready !== undefined || opening.has(key)) return;
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), connectPatienceMs).unref();
    const opened = open({ url, caFile }, patience.signal)
      .then((socket) => idle.give(key, socket, keptBeforeRequestMs))
      // The request itself will say what is wrong.
      .catch(() => undefined)
      .finally(() => {
        clearTimeout(timer);
        opening.delete(key);
      });
    opening.set(key, opened);
  };

  return { fetch, connect, close: idle.closeAll };
}

const ownNetwork = createNodeNetwork();
export const { fetch: nodeFetch, connect: nodeConnect } = ownNetwork;

/**
 * A server may end a connection right behind its answer without having said so. What has arrived is read in the second
 * turn from here, and ends what waited in vain; a request sent before that would be lost with it.
 */
async function whatHasArrived(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
}

async function exchangeOn(socket: Socket, ...rest: Tail<Parameters<typeof exchange>>): ReturnType<typeof exchange> {
  try {
    return await exchange(socket, ...rest);
  } catch (error) {
    socket.destroy();
    throw error;
  }
}
type Tail<T extends readonly unknown[]> = T extends readonly [unknown, ...infer R] ? R : never;

function whereTo(address: string, caFile = ""): { readonly url: URL; readonly key: string } {
  const url = new URL(address);
  if (!["http:", "https:"].includes(url.protocol) || url.username !== "" || url.password !== "") {
    throw new TypeError("Only addresses of http and https without credentials can be asked");
  }
  return { url, key: `${url.origin} ${caFile}` };
}
