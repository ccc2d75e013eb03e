// One request: a time limit that counts to the last byte, cancelling, no redirect followed, and what is tried once more.
import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { createHttp, requestTimeLimitMs, secondTryAfterMs } from "../../electron/core/http.ts";
import type { Fetch, FetchReply } from "../../electron/core/ports.ts";
import { nodeFetch } from "../../electron/node/fetch.ts";
import { answers, closings, startHabitServer, type Habit } from "../support/habitServer.ts";
import { hurriedClock } from "../support/hurriedClock.ts";
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

describe("the signal that a request listens to", () => {
  // One that is made of two others is never let go of while it is listened to.
  const lost = (): Error => Object.assign(new TypeError("fetch failed"), { cause: { code: "ENOTFOUND" } });
  it.each<[string, () => Promise<FetchReply>]>([
    ["an answer", () => Promise.resolve(Response.json({}))],
    ["a second try in vain", () => Promise.reject(lost())],
  ])("is listened to no more after %s", async (_, answer) => {
    const clock = createVirtualClock();
    const { signal } = new AbortController();
    const seen = new Set<AbortSignal>();
    const send = createHttp((_url, init) => (seen.add(init.signal), answer()), clock);
    const outcome = send({ ...request, signal }).catch(nameOf);
    await settle();
    await clock.advance(secondTryAfterMs);
    await outcome;
    expect([...seen].map((each) => getEventListeners(each, "abort").length)).toEqual([0]);
    expect(getEventListeners(signal, "abort")).toEqual([]);
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

describe("a second try", () => {
  const quick = hurriedClock((ms) => Math.min(ms, 2_000));
  const send = createHttp(nodeFetch, quick);
  const post = (url: string) => ({ method: "POST", url, body: "password=secret" }) as const;

  it.each(Object.entries(closings))(
    "never follows a POST to a server that hangs up %s: one body at most reaches it",
    async (_, closing) => {
      const server = await startHabitServer();
      server.habits.set("/token", closing);
      await expect(send(post(`${server.origin}/token`))).rejects.toBeInstanceOf(Error);
      await settle(20);
      expect(server.connections).toBe(1);
      expect(server.requests.length).toBeLessThanOrEqual(1);
    },
  );

  it.each(Object.entries(closings).filter(([when]) => !/middle of the body|chunk/.test(when)))(
    "follows a GET to a server that hangs up %s, once",
    async (_, closing) => {
      const server = await startHabitServer();
      server.habits.set("/metadata", closing);
      await expect(send({ method: "GET", url: `${server.origin}/metadata` })).rejects.toBeInstanceOf(Error);
      expect(server.connections).toBe(2);
    },
  );

  it("does not follow a GET whose answer had begun", async () => {
    const server = await startHabitServer();
    server.habits.set("/metadata", closings["in the middle of the body"] as Habit);
    await expect(send({ method: "GET", url: `${server.origin}/metadata` })).rejects.toBeInstanceOf(Error);
    expect(server.connections).toBe(1);
  });

  it("brings a GET its answer where the server recovers", async () => {
    const server = await startHabitServer();
    server.habits.set("/metadata", {
      at: "request",
      play(socket) {
        server.habits.set("/metadata", answers({ body: { a: 1 } }));
        socket.resetAndDestroy();
      },
    });
    expect(await send({ method: "GET", url: `${server.origin}/metadata` })).toMatchObject({ json: { a: 1 } });
  });

  it("brings a POST to a server that was just being started: nothing had been sent before", async () => {
    const gone = await startHabitServer();
    await gone.close();
    const late = await startHabitServer();
    late.habits.set("/token", answers({ body: { a: 1 } }));
    const errors: string[] = [];
    const moving: Fetch = async (url, init) => {
      try {
        return await nodeFetch(errors.length === 0 ? `${gone.origin}/token` : url, init);
      } catch (error) {
        errors.push(String((error as NodeJS.ErrnoException).code));
        throw error;
      }
    };
    expect(await createHttp(moving, quick)(post(`${late.origin}/token`))).toMatchObject({ json: { a: 1 } });
    expect(errors).toEqual(["ECONNREFUSED"]);
    expect(late.requests.map(({ body }) => body)).toEqual(["password=secret"]);
  });

  it("is given once: a server that stays away is told of", async () => {
    const gone = await startHabitServer();
    await gone.close();
    let tries = 0;
    const counting: Fetch = (url, init) => {
      tries += 1;
      return nodeFetch(url, init);
    };
    await expect(createHttp(counting, quick)(post(gone.origin))).rejects.toMatchObject({ code: "ECONNREFUSED" });
    expect(tries).toBe(2);
  });

  const fails = (code: string, syscall?: string): Error =>
    new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code, syscall }) });
  const triesOf = async (method: "GET" | "POST", error: Error): Promise<number> => {
    const clock = createVirtualClock();
    let tries = 0;
    const failing: Fetch = () => {
      tries += 1;
      return Promise.reject(error);
    };
    const outcome = createHttp(failing, clock)({ method, url: "http://127.0.0.1/" }).catch(nameOf);
    await settle();
    expect(tries).toBe(1);
    await clock.advance(secondTryAfterMs);
    await outcome;
    expect(clock.waiting).toBe(0);
    return tries;
  };

  it.each([
    [2, 2, "a refused connection", fails("ECONNREFUSED", "connect")],
    [2, 2, "a name that is not known", fails("ENOTFOUND", "getaddrinfo")],
    [2, 2, "a name server that does not answer", fails("EAI_AGAIN", "getaddrinfo")],
    [2, 2, "a host that cannot be reached", fails("EHOSTUNREACH", "connect")],
    [2, 2, "several addresses that all refuse", new AggregateError([fails("ECONNREFUSED", "connect")])],
    [2, 2, "Chromium's refused connection", new Error("net::ERR_CONNECTION_REFUSED")],
    [2, 2, "Chromium's unknown name", new Error("net::ERR_NAME_NOT_RESOLVED")],
    [2, 2, "a proxy that cannot be reached", new Error("net::ERR_PROXY_CONNECTION_FAILED")],
    [2, 2, "a proxy that makes no tunnel", new Error("net::ERR_TUNNEL_CONNECTION_FAILED")],
    [2, 2, "a proxy of Node that makes no tunnel", fails("ERR_PROXY_503")],
    [1, 2, "routers that give up on an open connection", fails("EHOSTUNREACH", "read")],
    [1, 2, "Chromium's unreachable address, which may come late", new Error("net::ERR_ADDRESS_UNREACHABLE")],
    [1, 2, "a reset", fails("ECONNRESET", "read")],
    [1, 2, "a reset while connecting, for which a proxy's may be taken", fails("ECONNRESET", "connect")],
    [1, 2, "a broken pipe", fails("EPIPE", "write")],
    [1, 2, "a time-out", fails("ETIMEDOUT", "connect")],
    [1, 2, "an empty answer", new Error("net::ERR_EMPTY_RESPONSE")],
    [1, 1, "no network at all", fails("ENETUNREACH", "connect")],
    [1, 1, "an untrusted certificate", fails("CERT_HAS_EXPIRED")],
    [1, 1, "a proxy that wants a password", fails("ERR_PROXY_407")],
    [1, 1, "a refused connection that nobody tried to make", fails("ECONNREFUSED", "read")],
    [1, 1, "something else", new TypeError("Invalid URL")],
  ])("makes %i of a POST and %i of a GET after %s", async (posts, gets, _, error) => {
    expect(await triesOf("POST", error)).toBe(posts);
    expect(await triesOf("GET", error)).toBe(gets);
  });

  it("is not given to somebody who cancels in the pause before it", async () => {
    const clock = createVirtualClock();
    const abort = new AbortController();
    let tries = 0;
    const failing: Fetch = () => {
      tries += 1;
      return Promise.reject(fails("ECONNREFUSED", "connect"));
    };
    const outcome = createHttp(failing, clock)({ ...request, signal: abort.signal }).catch(nameOf);
    await settle();
    abort.abort(new DOMException("Enough", "AbortError"));
    expect(await outcome).toBe("AbortError");
    await clock.advance(10 * secondTryAfterMs);
    expect([tries, clock.waiting]).toEqual([1, 0]);
  });

  it("does not make the time limit longer", async () => {
    const clock = createVirtualClock();
    let tries = 0;
    const failing: Fetch = () => {
      tries += 1;
      return tries === 1 ? Promise.reject(fails("ECONNREFUSED", "connect")) : new Promise(() => undefined);
    };
    const startedAt = clock.now();
    const outcome = createHttp(failing, clock)(request).catch(nameOf);
    await settle();
    await clock.advance(requestTimeLimitMs);
    expect([await outcome, tries, clock.now() - startedAt]).toEqual(["TimeoutError", 2, requestTimeLimitMs]);
  });
});
