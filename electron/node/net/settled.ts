// Waits until a socket is connected or has failed, and ends it when told to stop.
import type { Socket } from "node:net";

/** As much of an AbortSignal as is needed here. */
export interface StopSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

export function settled(socket: Socket, event: "connect" | "secureConnect", signal: StopSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      reject(asError(signal.reason));
      socket.destroy();
    };
    const end = (): void => {
      signal.removeEventListener("abort", stop);
      socket.off(event, succeed).off("close", lose);
    };
    const succeed = (): void => {
      end();
      resolve(socket);
    };
    const fail = (error: Error): void => {
      end();
      reject(error);
    };
    const lose = (): void => fail(Object.assign(new Error("The connection was closed"), { code: "ECONNRESET" }));
    // Stays for good: between two uses nobody else listens, and an error without a listener ends the process.
    socket.on("error", fail).once(event, succeed).once("close", lose);
    signal.addEventListener("abort", stop);
    if (signal.aborted) stop();
  });
}

export function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("stopped", { cause: reason });
}
