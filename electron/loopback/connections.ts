// Nobody fills a listener up: at the limit the connection goes that has been quiet for longest, not the newest.
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

export interface Connections {
  /** Its request is whole. `known`: it showed what only the person's own page can know, and so it stays. */
  asked(request: IncomingMessage, response: ServerResponse, known: boolean): void;
  /** Whether part of an answer has gone out on it, so that anything else would be taken for more of it. */
  isAnswering(socket: Socket): boolean;
}

/** `quiet`: has sent no whole request yet, or none since its last answer. `busy`: one is being answered. */
type Standing = "quiet" | "busy" | "known";

/** The order in which they go. What is known stays, and then the newcomer goes. */
const firstToGo: readonly Standing[] = ["quiet", "busy"];

/** More than the system lets wait to be accepted, so that nobody is cut before what they sent could be read. */
const mostOpen = 1_000;

export function limitConnections(server: Server): Connections {
  // Those that have been quiet for longest stand first.
  const open = new Map<Socket, Standing>();
  const answers = new WeakMap<Socket, ServerResponse>();

  const makeRoom = (): boolean => {
    for (const standing of firstToGo) {
      for (const [socket, its] of open) {
        if (its !== standing) continue;
        open.delete(socket);
        socket.destroy();
        return true;
      }
    }
    return false;
  };

  server.on("connection", (socket: Socket) => {
    if (open.size >= mostOpen && !makeRoom()) return void socket.destroy();
    open.set(socket, "quiet");
    socket.once("close", () => open.delete(socket));
  });
  server.prependListener("request", ({ socket }: IncomingMessage, response: ServerResponse) => {
    answers.set(socket, response);
    response.once("close", () => answers.delete(socket));
  });

  return {
    asked({ socket }, response, known) {
      if (!open.has(socket) || open.get(socket) === "known") return;
      open.set(socket, known ? "known" : "busy");
      if (!known) response.once("close", () => open.delete(socket) && open.set(socket, "quiet"));
    },
    isAnswering: (socket) => answers.get(socket)?.headersSent === true,
  };
}
