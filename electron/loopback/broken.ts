// Requests that cannot be read, or did not come whole in time: the asker is told in words before the connection ends.
import { STATUS_CODES, type Server } from "node:http";
import type { Socket } from "node:net";
import { loopbackWords } from "../../shared/returnPageWords.ts";
import type { Connections } from "./connections.ts";
import { wordPage } from "./wordPage.ts";

/** For what the asker still sends: a connection that is cut before it has read the answer shows it none. */
const lastWordsMs = 1_000;

export function answerBroken(server: Server, connections: Connections): void {
  const told = new WeakSet<Socket>();
  server.on("clientError", (error: NodeJS.ErrnoException, stream) => {
    const socket = stream as Socket;
    // The parser repeats itself for each further piece of the same request.
    if (told.has(socket)) return;
    told.add(socket);
    if (!socket.writable || connections.isAnswering(socket)) return void socket.destroy();
    socket.end(rawAnswer(pageFor(error.code)));
    setTimeout(() => socket.destroy(), lastWordsMs).unref();
  });
}

function pageFor(code: string | undefined): ReturnType<typeof wordPage> {
  if (code === "HPE_HEADER_OVERFLOW") return wordPage({ status: 431, ...loopbackWords.tooLarge });
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return wordPage({ status: 408, ...loopbackWords.tooSlow });
  return wordPage({ status: 400, ...loopbackWords.unreadable });
}

function rawAnswer({ status, headers, body }: ReturnType<typeof wordPage>): string {
  const all = { ...headers, "Cache-Control": "no-store", "Content-Length": String(Buffer.byteLength(body)) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, "", body].join("\r\n");
}
