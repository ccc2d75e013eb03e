// Open connections that wait for their next request. None is kept long, for one that the server has given up takes a
// request and its answer with it, and what a request may have done is not to be asked for twice.
import type { Socket } from "node:net";

export interface IdleSockets {
  has(key: string): boolean;
  take(key: string): Socket | undefined;
  /** Keeps it for `forMs` at most, closes it then, and never keeps a process alive for it. */
  give(key: string, socket: Socket, forMs: number): void;
  closeAll(): void;
}

const mostPerKey = 8;

export function createIdleSockets(): IdleSockets {
  const waiting = new Map<string, { readonly socket: Socket; readonly leave: () => void }[]>();

  return {
    has: (key) => waiting.has(key),
    take(key) {
      for (;;) {
        const last = waiting.get(key)?.at(-1);
        if (last === undefined) return undefined;
        last.leave();
        if (!last.socket.destroyed && last.socket.readable && last.socket.writable) {
          last.socket.ref();
          return last.socket;
        }
        last.socket.destroy();
      }
    },
    give(key, socket, forMs) {
      const here = waiting.get(key) ?? [];
      if (forMs <= 0 || here.length >= mostPerKey) return void socket.destroy();
      const drop = (): void => void socket.destroy();
      const leave = (): void => {
        clearTimeout(timer);
        socket.off("data", drop).off("end", drop).off("close", leave);
        const rest = (waiting.get(key) ?? []).filter((other) => other.socket !== socket);
        if (rest.length === 0) waiting.delete(key);
        else waiting.set(key, rest);
      };
      const timer = setTimeout(drop, forMs).unref();
      // Whatever a server says unasked is no answer to the next request.
      socket.on("data", drop).once("end", drop).once("close", leave);
      socket.unref();
      waiting.set(key, [...here, { socket, leave }]);
    },
    closeAll() {
      for (const { socket } of [...waiting.values()].flat()) socket.destroy();
    },
  };
}
