// An HTTP listener for this computer only, guarded against other sites' pages, oversize and slow requests.
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { answerBroken } from "./broken.ts";
import { type Connections, limitConnections } from "./connections.ts";
import { refusalOf } from "./guards.ts";
import { type LoopbackRequest, parseTarget, readBody } from "./request.ts";
import { closeSockets, finishSockets, type LoopbackNumber, openSockets } from "./sockets.ts";

export interface LoopbackAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** A stream that throws cuts the connection, so that the asker never takes part of it for the whole. */
  readonly body?: string | Uint8Array | AsyncIterable<string | Uint8Array>;
}

export interface LoopbackOptions {
  /** Wished port; a free one is taken when it is absent, taken or forbidden. */
  readonly port?: number;
  /** Also on `::1`, on the same port, where the system has it: for whoever comes by the name `localhost`, which may mean either. */
  readonly ipv6Too?: boolean;
  readonly maxBodyBytes: number;
  /** Time to send all headers, default 5 s; and the whole request, default 10 s. */
  readonly headersTimeoutMs?: number;
  readonly requestTimeoutMs?: number;
  /** Whether a request shows what only the person's own page can know: its connection is then not given up for others. */
  isKnown?(headers: IncomingHttpHeaders): boolean;
  /** The clock that every answer's `Date` tells, refusals and 500 included; the system's when absent. */
  now?(): number;
  handle(request: LoopbackRequest): LoopbackAnswer | Promise<LoopbackAnswer>;
  /** Told of what `handle` throws; the asker sees a bare 500. */
  onUnexpected?(error: unknown): void;
}

export interface Loopback {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly port: number;
  /** Stops listening and cuts every connection at once. */
  close(): Promise<void>;
  /** Stops listening, lets answers under way go out for at most this long, then cuts. */
  finish(atMostMs: number): Promise<void>;
}

/** Listens on this computer alone; answers neither a foreign Host nor a foreign Origin, and never sends CORS headers. */
export async function listenLoopback(options: LoopbackOptions): Promise<Loopback> {
  const numbers: readonly LoopbackNumber[] = options.ipv6Too === true ? ["127.0.0.1", "::1"] : ["127.0.0.1"];
  const { sockets, port } = await openSockets((number) => guarded(number, options), numbers, options.port ?? 0);
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    close: () => closeSockets(sockets),
    finish: (atMostMs) => finishSockets(sockets, atMostMs),
  };
}

/**
 * Cookies know no port: whatever runs on this computer adds to those that a browser brings. So there is room for 128 KB of
 * headers, and for an address of half as much.
 */
const maxHeaderSize = 192 * 1024;
/** So long a connection is held that asks for nothing more, or does not take its answer. */
const keepAliveTimeout = 5_000;
const answerTimeoutMs = 10_000;

interface Listening extends LoopbackOptions {
  readonly number: LoopbackNumber;
  readonly connections: Connections;
}

function guarded(number: LoopbackNumber, options: LoopbackOptions): Server {
  const headersTimeout = options.headersTimeoutMs ?? 5_000;
  const requestTimeout = options.requestTimeoutMs ?? 10_000;
  const connectionsCheckingInterval = Math.min(1_000, headersTimeout / 2);
  const server = createServer({
    maxHeaderSize,
    headersTimeout,
    requestTimeout,
    keepAliveTimeout,
    connectionsCheckingInterval,
  });
  const connections = limitConnections(server);
  const listening: Listening = { ...options, number, connections };
  server.on("request", (request, response) => void answer(request, response, listening));
  // Node would tell anybody to go on before the request is looked at.
  server.on("checkContinue", (request, response) => {
    if (refusalOf(request, number) === undefined) response.writeContinue();
    server.emit("request", request, response);
  });
  answerBroken(server, connections);
  return server;
}

async function answer(request: IncomingMessage, response: ServerResponse, listening: Listening): Promise<void> {
  const gone = new AbortController();
  const now = listening.now ?? Date.now;
  response.once("close", () => gone.abort());
  try {
    await send(response, await answerOf(request, response, gone.signal, listening), now);
  } catch (error) {
    if (!gone.signal.aborted) listening.onUnexpected?.(error);
    if (response.headersSent) response.destroy();
    else await send(response, plain(500, "Unexpected fault."), now).catch(() => response.destroy());
  }
}

async function answerOf(
  request: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
  { number, connections, maxBodyBytes, isKnown, handle }: Listening,
): Promise<LoopbackAnswer> {
  const refused = refusalOf(request, number);
  if (refused !== undefined) return turnAway(refused.status, refused.reason);
  const target = parseTarget(request.url ?? "");
  if (target === undefined) return turnAway(400, "The request's address is not well encoded.");
  const body = await readBody(request, maxBodyBytes);
  if (body === undefined) return turnAway(413, "The request is too large.");
  connections.asked(request, response, isKnown?.(request.headers) === true);
  return handle({ ...target, method: request.method ?? "", headers: request.headers, body, signal });
}

/** What of the request is unread is not worth waiting for: the connection ends with the answer. */
function turnAway(status: number, reason: string): LoopbackAnswer {
  const { headers, body } = plain(status, reason);
  return { status, headers: { ...headers, Connection: "close" }, body };
}

function plain(status: number, text: string) {
  return { status, headers: { "Content-Type": "text/plain; charset=utf-8" }, body: text } satisfies LoopbackAnswer;
}

/** The one place where an answer is written, so that none goes out with another clock's time. */
async function send(response: ServerResponse, answer: LoopbackAnswer, now: () => number): Promise<void> {
  const { status, headers, body } = answer;
  response.statusCode = status;
  const all = {
    Date: new Date(now()).toUTCString(),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    ...headers,
  };
  for (const [name, value] of Object.entries(all)) response.setHeader(name, value);
  if (body !== undefined && typeof body !== "string" && !(body instanceof Uint8Array)) {
    return pipeline(Readable.from(body), response);
  }
  const impatience = setTimeout(() => response.destroy(), answerTimeoutMs).unref();
  response.once("close", () => clearTimeout(impatience)).end(body);
}
