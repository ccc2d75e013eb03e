// The network port over Node's own HTTP, against real servers: what is sent, what comes back, and every way to break off.
import { describe, expect, it } from "vitest";
import { until } from "../support/virtualClock.ts";
import { ask, get, listenHttp, listenRaw, network, post, trouble } from "./netSupport.ts";

describe("a request", () => {
  it("arrives as it was given, and its answer comes back whole", async () => {
    const seen: unknown[] = [];
    const { port } = await listenHttp((request, response) => {
      const { method, url, headers } = request;
      let body = "";
      request.setEncoding("utf8").on("data", (text: string) => (body += text));
      request.on("end", () => {
        seen.push({
          method,
          url,
          body,
          type: headers["content-type"],
          length: headers["content-length"],
          host: headers.host,
        });
        response.writeHead(203, { "content-type": "application/json", via: ["1.1 a", "1.1 b"] }).end('{"ä":"€"}');
      });
    });
    const init = { ...post("password=p%C3%A4ß"), headers: { "content-type": "text/x" } };
    const reply = await ask(network(), `http://127.0.0.1:${port}/token?a=b#c`, init);
    expect(reply).toMatchObject({ status: 203, headers: { via: "1.1 a, 1.1 b" }, json: { ä: "€" } });
    expect(seen).toEqual([
      {
        method: "POST",
        url: "/token?a=b",
        body: "password=p%C3%A4ß",
        type: "text/x",
        length: "18",
        host: `127.0.0.1:${port}`,
      },
    ]);
  });

  it.each(["ftp://127.0.0.1/", "file:///etc/passwd", "http://user:pass@127.0.0.1/", "nonsense"])(
    "to %s is refused before anything is opened",
    async (url) => {
      await expect(network().fetch(url, get())).rejects.toThrow(TypeError);
    },
  );

  it("cannot smuggle a line into its head", async () => {
    const { port, count } = await listenHttp((_, response) => void response.end());
    const init = { ...get(), headers: { "x-a": "b\r\nx-c: d" } };
    await expect(network().fetch(`http://127.0.0.1:${port}/`, init)).rejects.toMatchObject({
      code: "ERR_INVALID_CHAR",
    });
    await until(() => count.closed === count.opened);
  });

  it.each([204, 304])("answered with %s has an empty body", async (status) => {
    const { port } = await listenHttp((_, response) => void response.writeHead(status).end());
    expect(await ask(network(), `http://127.0.0.1:${port}/`)).toMatchObject({ status, text: "" });
  });
});

describe("a body without end", () => {
  const endless = (sent: { bytes: number }) =>
    listenHttp((_, response) => {
      const chunk = Buffer.alloc(65_536, 97);
      const more = (): void => {
        if (sent.bytes >= 1e9 || response.destroyed) return;
        sent.bytes += chunk.length;
        if (response.write(chunk)) setImmediate(more);
        else response.once("drain", more);
      };
      more();
    });

  it("of 1 GB is read to the limit of a reply, and its connection is closed", async () => {
    const sent = { bytes: 0 };
    const { port, count } = await endless(sent);
    const reply = await ask(network(), `http://127.0.0.1:${port}/`);
    expect(reply).toMatchObject({ tooLarge: true });
    await until(() => count.closed === 1);
    expect(sent.bytes).toBeLessThan(30e6);
  });

  it("that nobody reads does not pile up", async () => {
    const sent = { bytes: 0 };
    const { port } = await endless(sent);
    const abort = new AbortController();
    await network().fetch(`http://127.0.0.1:${port}/`, get(abort.signal));
    await new Promise((resolve) => void setTimeout(resolve, 200));
    expect(sent.bytes).toBeLessThan(30e6);
    abort.abort();
  });
});

const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";

describe("a server that breaks off", () => {
  it.each([
    ["at once", "", "connectionLost ECONNRESET"],
    ["in the middle of the status line", "HTTP/1.", "connectionLost ECONNRESET"],
    ["in the middle of the head", head, "connectionLost ECONNRESET"],
    ["before the body", `${head}content-length: 5\r\n\r\n`, "connectionLost ECONNRESET"],
    ["in the middle of the body", `${head}content-length: 5\r\n\r\n{"a`, "connectionLost ECONNRESET"],
    ["between two chunks", `${head}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n`, "connectionLost ECONNRESET"],
    ["after a greeting of another protocol", "SSH-2.0-OpenSSH_9.9\r\n", "notOAuth HPE_INVALID_CONSTANT"],
    [
      "after a chunk of no length",
      `${head}transfer-encoding: chunked\r\n\r\nxyz\r\n`,
      "notOAuth HPE_INVALID_CHUNK_SIZE",
    ],
    [
      "after two lengths",
      `${head}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`,
      "notOAuth HPE_UNEXPECTED_CONTENT_LENGTH",
    ],
    ["after a head without end", `${head}x: ${"y".repeat(40_000)}`, "notOAuth HPE_HEADER_OVERFLOW"],
    [
      "after changing protocols unasked",
      "HTTP/1.1 101 Now\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
      "notOAuth HPE_INVALID_STATUS",
    ],
  ])("%s", async (_, bytes, told) => {
    const { port, count } = await listenRaw((socket) => socket.once("data", () => socket.end(bytes)));
    expect(await trouble(network(), `http://127.0.0.1:${port}/`)).toContain(told);
    await until(() => count.closed === 1);
  });

  it("is told from one that is not there", async () => {
    expect(await trouble(network(), "http://127.0.0.1:1/")).toBe("connectionLost ECONNREFUSED");
    expect(await trouble(network(), "http://tokentray.invalid/")).toMatch(/^dns /);
  });
});

describe("an aborted request", () => {
  it.each([
    ["before the head", ""],
    ["in the middle of the head", head],
    ["in the middle of the body", `${head}content-length: 500\r\n\r\n{"a`],
  ])("%s ends with its reason and lets go of the connection", async (_, bytes) => {
    const abort = new AbortController();
    const { port, count } = await listenRaw((socket) => socket.once("data", () => socket.write(bytes)));
    const outcome = trouble(network(), `http://127.0.0.1:${port}/`, get(abort.signal));
    await until(() => count.opened === 1);
    await new Promise((resolve) => void setTimeout(resolve, 20));
    abort.abort(new DOMException("late", "TimeoutError"));
    expect(await outcome).toBe("timeout");
    await until(() => count.closed === 1);
  });

  it("beforehand opens nothing", async () => {
    const { port, count } = await listenHttp((_, response) => void response.end());
    expect(await trouble(network(), `http://127.0.0.1:${port}/`, get(AbortSignal.abort()))).toBe("cancelled");
    expect(count.opened).toBe(0);
  });
});
