// Connections kept for the next request: one handshake for many, and no request ever sent twice.
import { describe, expect, it } from "vitest";
import { readReply } from "../../electron/core/grants/reply.ts";
import { until } from "../support/virtualClock.ts";
import { ask, get, listenHttp, listenRaw, network, post } from "./netSupport.ts";

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
const whole = (head = ""): string => `HTTP/1.1 200 OK\r\n${head}content-length: 2\r\n\r\n{}`;

describe("a connection", () => {
  it("serves one request after the other", async () => {
    const { port, count } = await listenHttp((_, response) => void response.end("{}"));
    const own = network();
    for (let turn = 0; turn < 5; turn += 1) await ask(own, `http://127.0.0.1:${port}/`, post("a=b"));
    expect(count.opened).toBe(1);
  });

  it("serves one request at a time", async () => {
    const { port, count } = await listenHttp((_, response) => void setTimeout(() => response.end("{}"), 20));
    const own = network();
    await Promise.all([1, 2, 3].map(() => ask(own, `http://127.0.0.1:${port}/`)));
    expect(count.opened).toBe(3);
  });

  it.each([
    ["says that it closes", whole("connection: close\r\n")],
    ["keeps connections for no longer than a moment", whole("keep-alive: timeout=1\r\n")],
    ["speaks HTTP/1.0", "HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\n{}"],
    ["goes on talking after its answer", `${whole()}HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nforged`],
  ])("is not used again where the server %s", async (_, bytes) => {
    const { port, count } = await listenRaw((socket) => socket.on("data", () => socket.write(bytes)));
    const own = network();
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await ask(own, `http://127.0.0.1:${port}/`)).toMatchObject({ text: "{}" });
      await pause(20);
    }
    expect(count.opened).toBe(2);
  });

  it.each(["closes it", "says something on it"])("is not used again where the server %s meanwhile", async (how) => {
    const { port, count } = await listenRaw((socket) =>
      socket.on("data", () => {
        socket.write(whole());
        setTimeout(() => (how === "closes it" ? socket.end() : socket.write(whole())), 20);
      }),
    );
    const own = network();
    await ask(own, `http://127.0.0.1:${port}/`);
    await until(() => count.closed === 1);
    expect(await ask(own, `http://127.0.0.1:${port}/`)).toMatchObject({ status: 200 });
    expect(count.opened).toBe(2);
  });

  it("that the server gives up under a request costs that request, which is not sent again", async () => {
    let requests = 0;
    const { port, count } = await listenRaw((socket) =>
      socket.on("data", () => {
        requests += 1;
        if (requests === 1) socket.write(whole());
        else socket.resetAndDestroy();
      }),
    );
    const own = network();
    await ask(own, `http://127.0.0.1:${port}/`, post("a=b"));
    await expect(ask(own, `http://127.0.0.1:${port}/`, post("password=once"))).rejects.toMatchObject({
      code: "ECONNRESET",
    });
    await pause(50);
    expect({ requests, opened: count.opened }).toEqual({ requests: 2, opened: 1 });
  });

  it("whose answer was not wanted to the end is closed", async () => {
    const { port, count } = await listenHttp((_, response) => void response.end("x".repeat(500_000)));
    const own = network();
    expect(await readReply(await own.fetch(`http://127.0.0.1:${port}/`, get()), 10)).toMatchObject({ tooLarge: true });
    await until(() => count.closed === 1);
  });
});

describe("a connection opened ahead", () => {
  it("carries nothing, and serves the request that comes", async () => {
    let bytes = 0;
    const { port, count } = await listenRaw((socket) =>
      socket.on("data", (chunk) => {
        bytes += chunk.length;
        socket.write(whole());
      }),
    );
    const own = network();
    own.connect(`http://127.0.0.1:${port}/tenant/typed@name`);
    own.connect(`http://127.0.0.1:${port}/other`);
    await until(() => count.opened === 1);
    await pause(50);
    expect(bytes).toBe(0);
    own.connect(`http://127.0.0.1:${port}/`);
    await ask(own, `http://127.0.0.1:${port}/`);
    expect(count.opened).toBe(1);
  });

  it("is waited for by a request that comes before it is there", async () => {
    const { port, count } = await listenHttp((_, response) => void response.end("{}"));
    const own = network();
    own.connect(`http://127.0.0.1:${port}/`);
    expect(await ask(own, `http://127.0.0.1:${port}/`)).toMatchObject({ status: 200 });
    expect(count.opened).toBe(1);
  });

  it("says nothing where there is nobody: the request will", async () => {
    const own = network();
    own.connect("http://127.0.0.1:1/");
    await expect(ask(own, "http://127.0.0.1:1/")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});
