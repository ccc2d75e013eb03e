// What the network's own errors become, in Node's words and in Chromium's.
import { createServer as createHttpServer } from "node:http";
import { createServer, type AddressInfo, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { mayRetry, refreshTokenSurvives, type Failure } from "../../../shared/failure.ts";
import { classifyTransport } from "../../../electron/core/diagnostics/transport.ts";

const tell = (error: unknown): Failure =>
  classifyTransport("refreshToken", error, {
    at: 5,
    endpoint: "https://login.example/token?secret=x",
    correlationId: "c",
    secrets: [],
  });
const fetchFailed = (code: string): Error =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(`${code} secret`), { code }) });

describe("an error of Node's fetch", () => {
  it.each([
    ["ENOTFOUND", "dns"],
    ["EAI_AGAIN", "dns"],
    ["ECONNREFUSED", "connectionLost"],
    ["ECONNRESET", "connectionLost"],
    ["UND_ERR_SOCKET", "connectionLost"],
    ["ENETUNREACH", "offline"],
    ["ETIMEDOUT", "timeout"],
    ["UND_ERR_CONNECT_TIMEOUT", "timeout"],
    ["UND_ERR_HEADERS_TIMEOUT", "timeout"],
    ["UND_ERR_BODY_TIMEOUT", "timeout"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
    ["CERT_HAS_EXPIRED", "tls"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "tls"],
    ["HPE_INVALID_CONSTANT", "notOAuth"],
    ["UND_ERR_INVALID_ARG", "unexpected"],
  ] as const)("%s is %s", (code, kind) => {
    expect(tell(fetchFailed(code))).toEqual({
      kind,
      at: 5,
      evidence: {
        grant: "refreshToken",
        endpoint: "https://login.example/token",
        correlationId: "c",
        systemError: code,
      },
    });
  });

  it("is found when several addresses failed together", () => {
    const both = new AggregateError([Object.assign(new Error("no"), { code: "ECONNREFUSED" })], "");
    expect(tell(new TypeError("fetch failed", { cause: both }))).toMatchObject({
      kind: "connectionLost",
      evidence: { systemError: "ECONNREFUSED" },
    });
  });

  it("is a lost connection even where no cause is named", () => {
    expect(tell(new TypeError("terminated")).kind).toBe("connectionLost");
  });
});

describe("a real request of Node's", () => {
  const servers: Server[] = [];
  const listen = async (server: Server): Promise<number> => {
    servers.push(server);
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    return (server.address() as AddressInfo).port;
  };
  const ask = async (url: string, signal?: AbortSignal): Promise<Failure> => {
    try {
      await (await fetch(url, signal === undefined ? {} : { signal })).text();
    } catch (error) {
      return tell(error);
    }
    throw new Error("This request should have failed.");
  };
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  it("to a closed port is a lost connection", async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((closed) => server.close(closed));
    expect(await ask(`http://127.0.0.1:${port}/`)).toMatchObject({
      kind: "connectionLost",
      evidence: { systemError: "ECONNREFUSED" },
    });
  });

  it("that breaks off in the middle of the answer is a lost connection", async () => {
    const port = await listen(
      createHttpServer((_, response) => {
        response.writeHead(200, { "content-length": "100" });
        response.write("{", () => response.destroy());
      }),
    );
    expect((await ask(`http://127.0.0.1:${port}/`)).kind).toBe("connectionLost");
  });

  it("to something that does not speak HTTP is no answer of a sign-in service", async () => {
    const port = await listen(
      createServer((socket) => socket.on("error", () => undefined).write("SSH-2.0-OpenSSH_9.9\r\n")),
    );
    expect((await ask(`http://127.0.0.1:${port}/`)).kind).toBe("notOAuth");
  });

  it("for https where there is none is not secure", async () => {
    const port = await listen(createHttpServer((_, response) => response.end("hello")));
    expect((await ask(`https://127.0.0.1:${port}/`)).kind).toBe("tls");
  });

  it("for a name that cannot exist is a name not found", async () => {
    expect((await ask("http://tokentray.invalid/")).kind).toBe("dns");
  });

  it("that takes too long, or is cancelled, says which", async () => {
    const port = await listen(createServer((socket) => socket.on("error", () => undefined)));
    expect((await ask(`http://127.0.0.1:${port}/`, AbortSignal.timeout(50))).kind).toBe("timeout");
    expect((await ask(`http://127.0.0.1:${port}/`, AbortSignal.abort())).kind).toBe("cancelled");
  });
});

describe("an error of Electron's net", () => {
  it.each([
    ["ERR_NAME_NOT_RESOLVED", "dns"],
    ["ERR_INTERNET_DISCONNECTED", "offline"],
    ["ERR_NETWORK_IO_SUSPENDED", "offline"],
    ["ERR_NETWORK_CHANGED", "connectionLost"],
    ["ERR_PROXY_CONNECTION_FAILED", "proxy"],
    ["ERR_TUNNEL_CONNECTION_FAILED", "proxy"],
    ["ERR_CERT_AUTHORITY_INVALID", "tls"],
    ["ERR_SSL_PROTOCOL_ERROR", "tls"],
    ["ERR_TIMED_OUT", "timeout"],
    ["ERR_CONNECTION_REFUSED", "connectionLost"],
    ["ERR_INVALID_HTTP_RESPONSE", "notOAuth"],
    ["ERR_SOMETHING_NEW", "connectionLost"],
  ] as const)("net::%s is %s", (code, kind) => {
    expect(tell(new Error(`net::${code}`))).toMatchObject({ kind, evidence: { systemError: `net::${code}` } });
  });
});

describe("any other error", () => {
  it("is a cancelled or a late request where it says so", () => {
    expect(tell(new DOMException("enough", "AbortError")).kind).toBe("cancelled");
    expect(tell(new DOMException("late", "TimeoutError")).kind).toBe("timeout");
  });

  it("is unexpected, named by its type and never by its words", () => {
    const failure = tell(new RangeError("password hunter2"));
    expect(failure).toMatchObject({ kind: "unexpected", evidence: { systemError: "RangeError" } });
    expect(JSON.stringify(failure)).not.toContain("hunter2");
  });

  it("is told whatever was thrown", () => {
    const loop: { cause?: unknown } = {};
    loop.cause = loop;
    const hostile = { code: "x y\nz", name: 5, message: {}, errors: [null] };
    for (const thrown of [undefined, null, "text", 5, loop, hostile, [], Symbol("s")])
      expect(tell(thrown).kind).toBe("unexpected");
  });

  it("never costs the refresh token, and is tried again only where waiting helps", () => {
    for (const error of [fetchFailed("ENOTFOUND"), new Error("net::ERR_TIMED_OUT"), new RangeError("x")])
      expect(refreshTokenSurvives(tell(error))).toBe(true);
    expect(mayRetry(tell(fetchFailed("ECONNRESET")))).toBe(true);
    expect(mayRetry(tell(new RangeError("x")))).toBe(false);
  });
});
