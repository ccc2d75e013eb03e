// Asks a proxy for a way through to a host (CONNECT, RFC 9110 9.3.6).
import type { Socket } from "node:net";
import { asError, type StopSignal } from "./settled.ts";

/** `place` is `host:port`. A refusal rejects with the code `ERR_PROXY_` and the status. */
export function tunnel(socket: Socket, proxy: URL, place: string, signal: StopSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const request = process.getBuiltinModule("node:http").request({
      createConnection: () => socket,
      method: "CONNECT",
      path: place,
      headers: { host: place, ...authorization(proxy) },
      insecureHTTPParser: false,
    });
    const stop = (): void => void request.destroy(asError(signal.reason));
    const fail = (error: Error): void => {
      signal.removeEventListener("abort", stop);
      socket.destroy();
      reject(error);
    };
    signal.addEventListener("abort", stop);
    if (signal.aborted) stop();
    request.on("error", (error) => fail(signal.aborted ? error : refused("closed", error)));
    request.once("connect", ({ statusCode = 0 }, _, head) => {
      // Nobody may speak before we do: what comes early is not from the server behind.
      if (statusCode < 200 || statusCode > 299 || head.length > 0) return fail(refused(statusCode));
      signal.removeEventListener("abort", stop);
      resolve(socket);
    });
    request.end();
  });
}

function refused(how: number | string, cause?: unknown): Error {
  return Object.assign(new Error("The proxy does not let this request through", { cause }), {
    code: `ERR_PROXY_${how}`,
  });
}

function authorization({ username, password }: URL): { readonly "proxy-authorization"?: string } {
  if (username === "" && password === "") return {};
  const said = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  return { "proxy-authorization": `Basic ${said.toString("base64")}` };
}
