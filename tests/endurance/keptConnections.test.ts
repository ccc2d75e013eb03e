// Connections that serve several requests: none of them gets another's answer, and none is lost with a connection that has ended.
import { createServer, type AddressInfo, type Socket } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { readReply } from "../../electron/core/grants/reply.ts";
import { createNodeNetwork } from "../../electron/node/fetch.ts";
import { httpAnswer } from "./rawServer.ts";

/** Answers each request with its number, and then does as told. */
async function startCountingServer(
  then: (socket: Socket, count: number) => void,
): Promise<(path: string) => Promise<string>> {
  let count = 0;
  const server = createServer((socket) => {
    socket
      .on("error", () => undefined)
      .on("data", () => {
        count += 1;
        socket.write(httpAnswer(`"answer ${count}"`));
        then(socket, count);
      });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { fetch, close } = createNodeNetwork({});
  onTestFinished(() => {
    close();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return async (path) => {
    const signal = AbortSignal.timeout(5_000);
    const reply = await fetch(`${origin}${path}`, {
      method: "POST",
      headers: {},
      body: "a=b",
      redirect: "manual",
      signal,
    });
    return (await readReply(reply)).text;
  };
}

it("a server that closes after each answer without saying so is asked on a new connection", async () => {
  const ask = await startCountingServer((socket) => socket.end());
  for (let count = 1; count <= 50; count += 1) expect(await ask("/token")).toBe(`"answer ${count}"`);
});

it("what a server says unasked is not taken for the next answer", async () => {
  const ask = await startCountingServer((socket) => socket.write(httpAnswer('"of somebody else"')));
  for (let count = 1; count <= 50; count += 1) {
    expect(await ask("/token")).toBe(`"answer ${count}"`);
  }
});
