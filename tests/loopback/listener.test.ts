// The loopback listener turns away other sites, oversize and slow requests, and survives whatever it is sent.
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { expect, onTestFinished, test } from "vitest";
import { listenLoopback, type Loopback, type LoopbackOptions } from "../../electron/loopback/listener.ts";
import type { LoopbackRequest } from "../../electron/loopback/request.ts";

async function open(options: Partial<LoopbackOptions> = {}) {
  const seen: LoopbackRequest[] = [];
  const loopback = await listenLoopback({
    maxBodyBytes: 1_000,
    handle(request) {
      seen.push(request);
      return { status: 200, body: "hello" };
    },
    ...options,
  });
  onTestFinished(() => loopback.close());
  return { loopback, seen };
}

/** Sends text over a bare socket and resolves with all that comes back, once the other side hangs up. */
function sendRaw({ port }: Loopback, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let answer = "";
    socket.setEncoding("latin1").on("data", (chunk) => (answer += String(chunk)));
    socket.once("close", () => resolve(answer)).once("error", reject);
  });
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 500 });
    const settle = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
    socket.once("timeout", () => settle(false));
  });
}

function requestText(lines: readonly string[], body = ""): string {
  return [...lines, "Connection: close", "", body].join("\r\n");
}

async function statusOf(loopback: Loopback, ...lines: readonly string[]): Promise<number> {
  return Number((await sendRaw(loopback, requestText(lines))).split(" ")[1]);
}

test("its own name is answered, as number and as localhost", async () => {
  const { loopback, seen } = await open();
  expect(await statusOf(loopback, "GET / HTTP/1.1", `Host: 127.0.0.1:${loopback.port}`)).toBe(200);
  expect(await statusOf(loopback, "GET / HTTP/1.1", `Host: LOCALHOST:${loopback.port}`)).toBe(200);
  expect(seen).toHaveLength(2);
});

test("a foreign Host is refused before anything else, so that DNS rebinding gains nothing", async () => {
  const { loopback, seen } = await open();
  const { port } = loopback;
  const own = `127.0.0.1:${port}`;
  const foreign = [
    "evil.test",
    `evil.test:${port}`,
    "127.0.0.1",
    "127.0.0.1:1",
    `${own}.evil.test`,
    `[::1]:${port}`,
    `0.0.0.0:${port}`,
    `localhost.:${port}`,
    "",
  ];
  for (const host of foreign) {
    expect(await statusOf(loopback, "POST /%zz HTTP/1.1", `Host: ${host}`, "Content-Length: 5000")).toBe(403);
  }
  expect(await statusOf(loopback, "GET / HTTP/1.1", `Host: ${own}`, "Host: evil.test")).toBeGreaterThanOrEqual(400);
  expect(await statusOf(loopback, "GET / HTTP/1.1")).toBe(400);
  expect(await statusOf(loopback, "GET / HTTP/1.0")).toBe(403);
  expect(seen).toHaveLength(0);
});

test("a foreign Origin is refused, its own is not, and no answer opens itself to other sites", async () => {
  const { loopback, seen } = await open();
  const ask = (origin: string) => fetch(loopback.origin, { method: "POST", headers: { Origin: origin } });
  for (const origin of [
    "https://evil.test",
    "null",
    `http://localhost:${loopback.port}`,
    `https://127.0.0.1:${loopback.port}`,
  ]) {
    const response = await ask(origin);
    expect(response.status).toBe(403);
    expect([...response.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  }
  expect(seen).toHaveLength(0);
  const own = await ask(loopback.origin);
  expect(own.status).toBe(200);
  expect([...own.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
});

test("a body over the limit is refused, announced or not; one at the limit is read whole", async () => {
  const { loopback, seen } = await open();
  const post = (body: RequestInit["body"]) =>
    fetch(loopback.origin, { method: "POST", body, duplex: "half" } as RequestInit);
  expect((await post("x".repeat(1_001))).status).toBe(413);
  expect((await post("x".repeat(2_000_000))).status).toBe(413);
  const unannounced = new Blob(["x".repeat(600), "y".repeat(600)]).stream();
  expect((await post(unannounced)).status).toBe(413);
  expect(seen).toHaveLength(0);
  expect((await post("ü".repeat(500))).status).toBe(200);
  expect(Buffer.from(seen[0]?.body ?? []).toString()).toBe("ü".repeat(500));
});

test("a body announced as too large is refused without waiting for it", async () => {
  const { loopback } = await open({ requestTimeoutMs: 60_000 });
  const host = `Host: 127.0.0.1:${loopback.port}`;
  expect(await statusOf(loopback, "POST / HTTP/1.1", host, "Content-Length: 1001")).toBe(413);
});

test("headers that dribble in are cut off in time, and so is a body", async () => {
  const { loopback, seen } = await open({ headersTimeoutMs: 200, requestTimeoutMs: 400 });
  const startedAt = performance.now();
  const [headers, body] = await Promise.all([
    sendRaw(loopback, "GET / HTTP/1.1\r\nHost: "),
    sendRaw(loopback, `POST / HTTP/1.1\r\nHost: 127.0.0.1:${loopback.port}\r\nContent-Length: 10\r\n\r\nhalf`),
  ]);
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  expect(headers).toContain(" 408 ");
  expect(body).toContain(" 408 ");
  expect(seen).toHaveLength(0);
});

test.each([
  "GET /%zz HTTP/1.1",
  "GET /%ff HTTP/1.1",
  "GET http://evil.test/ HTTP/1.1",
  "OPTIONS * HTTP/1.1",
  "nonsense",
])("%s is a bad request", async (line) => {
  const { loopback, seen } = await open();
  expect(await statusOf(loopback, line, `Host: 127.0.0.1:${loopback.port}`)).toBe(400);
  expect(seen).toHaveLength(0);
});

test("the path is split before it is decoded, and the query read", async () => {
  const { loopback, seen } = await open();
  await fetch(`${loopback.origin}/a%2Fb/%2e%2e%2fc/%C3%BC/?x=1%202&x=3`);
  expect(seen[0]?.segments).toEqual(["a/b", "../c", "ü"]);
  expect(seen[0]?.query.getAll("x")).toEqual(["1 2", "3"]);
});

test("a fault in the handler becomes a bare 500, is reported, and the listener lives on", async () => {
  const faults: unknown[] = [];
  const { loopback } = await open({
    handle() {
      throw new Error("secret detail");
    },
    onUnexpected: (error) => faults.push(error),
  });
  const response = await fetch(loopback.origin);
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("secret");
  expect((await fetch(loopback.origin)).status).toBe(500);
  expect(faults).toHaveLength(2);
});

test("answers are not stored, sniffed or framed unless the handler says otherwise", async () => {
  const { loopback } = await open({ handle: () => ({ status: 200, headers: { "Cache-Control": "max-age=1" } }) });
  const { headers } = await fetch(loopback.origin);
  expect(headers.get("cache-control")).toBe("max-age=1");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("x-frame-options")).toBe("DENY");
});

test("a stream is sent as it comes, and the handler learns when the asker goes", async () => {
  const gone = Promise.withResolvers<void>();
  async function* ticks() {
    for (let count = 0; ; count += 1) {
      yield `tick ${count}\n`;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  const { loopback } = await open({
    handle({ signal }) {
      signal.addEventListener("abort", () => gone.resolve());
      return { status: 200, body: ticks() };
    },
  });
  const reader = (await fetch(loopback.origin)).body?.getReader();
  const first = await reader?.read();
  expect(Buffer.from(first?.value ?? []).toString()).toContain("tick 0");
  await reader?.cancel();
  await expect(gone.promise).resolves.toBeUndefined();
});

test("a taken port is replaced by a free one", async () => {
  const { loopback } = await open();
  const other = (await open({ port: loopback.port })).loopback;
  expect(other.port).not.toBe(loopback.port);
  expect((await fetch(other.origin)).status).toBe(200);
});

test("no other network address of this computer leads to it", async () => {
  const { loopback } = await open();
  const others = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, family }) => !internal && family === "IPv4");
  const reached = await Promise.all(others.map(({ address }) => accepts(address, loopback.port)));
  expect(reached).toEqual(others.map(() => false));
  expect(await accepts("::1", loopback.port)).toBe(false);
  expect(await accepts("127.0.0.1", loopback.port)).toBe(true);
});

test("closing cuts idle and busy connections at once", async () => {
  const { loopback } = await open({ handle: () => new Promise(() => {}) });
  const idle = sendRaw(loopback, "");
  const closed = new Promise((resolve) => setTimeout(resolve, 50)).then(() => loopback.close());
  await expect(fetch(loopback.origin)).rejects.toThrow("fetch failed");
  expect(await idle).toBe("");
  await closed;
});
