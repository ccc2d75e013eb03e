// One request: a time limit that counts to the last byte, cancelling, and no redirect followed.
import { describe, expect, it } from "vitest";
import { createHttp, requestTimeLimitMs } from "../../electron/core/http.ts";
import type { Fetch } from "../../electron/core/ports.ts";
import { nodeFetch } from "../../electron/node/fetch.ts";
import { createVirtualClock, settle, until } from "../support/virtualClock.ts";
import { startWireServer } from "./grants/wireServer.ts";

const neverEnding: Fetch = () => Promise.resolve(new Response(new ReadableStream({ start: () => undefined })));
const neverAnswering: Fetch = () => new Promise(() => undefined);
const request = { method: "GET", url: "http://127.0.0.1/" } as const;
const nameOf = (error: unknown): string => (error instanceof DOMException ? error.name : String(error));

describe("the time limit", () => {
  it.each([
    ["an answer that never begins", neverAnswering],
    ["a body that never ends, even if its port does not listen to the signal", neverEnding],
  ])("ends %s", async (_, fetch) => {
    const clock = createVirtualClock();
    const outcome = createHttp(fetch, clock)(request).catch(nameOf);
    await clock.advance(requestTimeLimitMs - 1);
    expect(await Promise.race([outcome, Promise.resolve("still waiting")])).toBe("still waiting");
    await clock.advance(2);
    expect(await outcome).toBe("TimeoutError");
    expect(clock.waiting).toBe(0);
  });

  it("ends a real body that stalls, and lets go of its connection", async () => {
    const clock = createVirtualClock();
    const server = await startWireServer();
    let gone = false;
    server.answer = (response) => {
      response.on("close", () => (gone = true));
      response.writeHead(200, { "content-length": "1000" }).write('{"access_');
    };
    const outcome = createHttp(nodeFetch, clock)({ ...request, url: server.origin }).catch(nameOf);
    await until(() => server.requests.length === 1);
    await settle(20);
    await clock.advance(requestTimeLimitMs);
    expect(await outcome).toBe("TimeoutError");
    await until(() => gone);
  });

  it("leaves no timer behind, after an answer and after a failure", async () => {
    const clock = createVirtualClock();
    const broken: Fetch = () => Promise.reject(new TypeError("fetch failed"));
    expect(await createHttp(() => Promise.resolve(Response.json({ a: 1 })), clock)(request)).toMatchObject({
      json: { a: 1 },
    });
    expect(await createHttp(broken, clock)(request).catch(nameOf)).toBe("TypeError: fetch failed");
    const thrown: Fetch = () => {
      throw new TypeError("Invalid URL");
    };
    expect(await createHttp(thrown, clock)(request).catch(nameOf)).toBe("TypeError: Invalid URL");
    expect(clock.waiting).toBe(0);
  });
});

describe("cancelling", () => {
  it("ends a request under way with the canceller's own reason", async () => {
    const abort = new AbortController();
    const outcome = createHttp(neverEnding, createVirtualClock())({ ...request, signal: abort.signal }).catch(nameOf);
    await settle();
    abort.abort(new DOMException("Enough", "AbortError"));
    expect(await outcome).toBe("AbortError");
  });

  it("beforehand sends nothing at all", async () => {
    let sent = 0;
    const counting: Fetch = async () => {
      sent += 1;
      return new Response("{}");
    };
    const signal = AbortSignal.abort(new DOMException("Enough", "AbortError"));
    expect(await createHttp(counting, createVirtualClock())({ ...request, signal }).catch(nameOf)).toBe("AbortError");
    expect(sent).toBe(0);
  });
});

describe("a redirect", () => {
  it.each([301, 302, 303, 307, 308])("%s is an answer, and is followed nowhere", async (status) => {
    const server = await startWireServer();
    server.answer = (response) => void response.writeHead(status, { location: `${server.origin}/other` }).end();
    const send = createHttp(nodeFetch, createVirtualClock());
    const reply = await send({ method: "POST", url: server.origin, body: "password=secret" });
    expect(reply).toMatchObject({ status, headers: { location: `${server.origin}/other` } });
    await settle(10);
    expect(server.requests).toHaveLength(1);
  });
});

it("sends what it was given, once, and asks the port to follow nothing", async () => {
  const inits: unknown[] = [];
  const recording: Fetch = async (url, init) => {
    inits.push({ url, ...init });
    return new Response("{}");
  };
  await createHttp(recording, createVirtualClock())({ ...request, headers: { accept: "a/b" } });
  expect(inits).toEqual([
    { ...request, headers: { accept: "a/b" }, redirect: "manual", signal: expect.any(AbortSignal) as AbortSignal },
  ]);
});
