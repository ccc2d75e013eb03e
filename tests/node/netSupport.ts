// Real servers on loopback for the network port, and what became of a request.
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import type { SecureVersion } from "node:tls";
import { onTestFinished } from "vitest";
import { classifyTransport } from "../../electron/core/diagnostics/transport.ts";
import { readReply, type Reply } from "../../electron/core/grants/reply.ts";
import type { FetchInit } from "../../electron/core/ports.ts";
import { createNodeNetwork, type NodeNetwork } from "../../electron/node/fetch.ts";
import type { Environment } from "../../electron/node/net/proxy.ts";
import type { KeyAndCertificate } from "../support/selfSignedCertificate.ts";

export interface Listening {
  readonly port: number;
  /** Connections so far, and how many of them have ended. */
  readonly count: { opened: number; closed: number };
}

export async function listen(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  const count = { opened: 0, closed: 0 };
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    count.opened += 1;
    socket.on("error", () => undefined).on("close", () => (count.closed += 1));
  });
  await new Promise<void>((ready) => void server.listen(0, "127.0.0.1", ready));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, count };
}

export const listenHttp = (answer: RequestListener): Promise<Listening> => listen(createHttpServer(answer));
export const listenRaw = (talk: (socket: Socket) => void): Promise<Listening> => listen(createServer(talk));
export const listenHttps = (
  identity: KeyAndCertificate,
  answer: RequestListener,
  further: { readonly maxVersion?: SecureVersion; readonly minVersion?: SecureVersion; readonly ciphers?: string } = {},
): Promise<Listening> => listen(createHttpsServer({ ...identity, ...further }, answer));

export interface SeenByProxy {
  readonly asked: { readonly place: string; readonly authorization: string | undefined }[];
}

/** Leads every CONNECT to this port of ours, whatever name it asks for; `refuse` answers with a status instead. */
export async function listenProxy(leadsTo: number, refuse?: (authorization?: string) => number | undefined) {
  const asked: SeenByProxy["asked"] = [];
  const server = createHttpServer((_, response) => void response.writeHead(500).end());
  server.on("connect", (request, socket) => {
    const authorization = request.headers["proxy-authorization"];
    asked.push({ place: request.url ?? "", authorization });
    const status = refuse?.(authorization);
    if (status !== undefined) return void socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const onward = connect(leadsTo, "127.0.0.1", () => socket.write("HTTP/1.1 200 Ok\r\n\r\n"));
    onward.on("error", () => socket.destroy()).on("close", () => socket.destroy());
    socket.on("error", () => onward.destroy()).on("close", () => onward.destroy());
    onward.pipe(socket).pipe(onward);
  });
  return { ...(await listen(server)), asked };
}

/** A network of its own for one test, that knows no variable of the real environment. */
export function network(env: Environment = {}): NodeNetwork {
  const own = createNodeNetwork(env);
  onTestFinished(() => own.close());
  return own;
}

export const get = (signal = new AbortController().signal): FetchInit => ({
  method: "GET",
  headers: {},
  redirect: "manual",
  signal,
});
export const post = (body: string): FetchInit => ({ ...get(), method: "POST", body });

export async function ask({ fetch }: NodeNetwork, url: string, init: FetchInit = get()): Promise<Reply> {
  return readReply(await fetch(url, init));
}

/** What a person would be told about a request that must fail: kind and code. */
export async function trouble(from: NodeNetwork, url: string, init: FetchInit = get()): Promise<string> {
  try {
    const { status } = await ask(from, url, init);
    return `answered ${status}`;
  } catch (error) {
    const { kind, evidence } = classifyTransport("none" as never, error, {
      at: 0,
      endpoint: url,
      correlationId: "c",
      secrets: [],
    });
    return `${kind} ${evidence.systemError ?? ""}`.trim();
  }
}
