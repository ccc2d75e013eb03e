// One request and its answer on an open connection, over Node's own HTTP. Redirects are answers like any other.
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { FetchInit, FetchReply } from "../../core/ports.ts";
import { asError } from "./settled.ts";

/** `onFree` is told once the connection is good for another request, and for how long the server keeps it open at least. */
export function exchange(
  socket: Socket,
  url: URL,
  { method, headers, body, signal }: FetchInit,
  onFree: (serverKeepsMs: number) => void,
): Promise<FetchReply> {
  return new Promise((resolve, reject) => {
    let response: IncomingMessage | undefined;
    const request = process.getBuiltinModule("node:http").request({
      createConnection: () => socket,
      method,
      path: `${url.pathname}${url.search}`,
      headers: {
        host: url.host,
        accept: "*/*",
        "accept-encoding": "identity",
        "user-agent": "TokenTray",
        connection: "keep-alive",
        ...headers,
        ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) }),
      },
      joinDuplicateHeaders: true,
      insecureHTTPParser: false,
    });
    const stop = (): void => {
      const reason = asError(signal.reason);
      response?.destroy(reason);
      request.destroy(reason);
    };
    const free = (): void => onFree(keptFor(response));
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
    socket.once("free", free);
    const fail = (error: Error): void => {
      response?.destroy(error);
      reject(error);
    };
    request.on("error", fail).once("close", () => signal.removeEventListener("abort", stop));
    // Unasked: left alone, the connection would stand still.
    request.once("upgrade", () => {
      socket.destroy();
      fail(Object.assign(new Error("The server changed to another protocol"), { code: "HPE_INVALID_STATUS" }));
    });
    request.once("response", (message) => {
      response = message;
      resolve(replyOf(message));
    });
    request.end(body);
  });
}

function replyOf(response: IncomingMessage): FetchReply {
  // An answer that breaks off before it is read is told to whoever reads it.
  let failure: Error | undefined;
  response.on("error", (error) => (failure = error));
  const read = async (): Promise<{ done: false; value: Uint8Array } | { done: true; value: undefined }> => {
    for (;;) {
      const value = response.read() as Uint8Array | null;
      if (value !== null) return { done: false, value };
      if (failure !== undefined) throw failure;
      if (response.readableEnded) return { done: true, value: undefined };
      if (response.destroyed) throw connectionLost();
      await change(response);
    }
  };
  return {
    status: response.statusCode ?? 0,
    headers: { get: (name) => headerOf(response, name) },
    // What is not wanted of a body ends with its connection.
    body: { getReader: () => ({ read, cancel: async () => void response.destroy() }) },
  };
}

/** More to read, or no more. The stream's own iterator does the same and takes far more of Node to do it. */
function change(response: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const over = (): void => {
      for (const event of changes) response.off(event, over);
      resolve();
    };
    for (const event of changes) response.on(event, over);
  });
}

const changes = ["readable", "end", "error", "close"] as const;

function headerOf({ headers }: IncomingMessage, name: string): string | null {
  const value = headers[name.toLowerCase()];
  return value === undefined ? null : Array.isArray(value) ? value.join(", ") : value;
}

function connectionLost(): Error {
  return Object.assign(new Error("The connection was closed"), { code: "ECONNRESET" });
}

/** `Keep-Alive: timeout=5`; infinite where the server says nothing. */
function keptFor(response: IncomingMessage | undefined): number {
  const seconds = /\btimeout=(\d{1,6})/i.exec(response?.headers["keep-alive"]?.toString() ?? "")?.[1];
  return seconds === undefined ? Infinity : Number(seconds) * 1000;
}
