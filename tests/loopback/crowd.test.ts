// A listener that a stranger crowds with connections answers whoever asks, all the same; and takes what browsers bring.
import { request, type IncomingHttpHeaders } from "node:http";
import { connect, type Socket } from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { listenLoopback, type Loopback, type LoopbackOptions } from "../../electron/loopback/listener.ts";
import { nodeRedirects } from "../../electron/node/redirects.ts";
import { startPracticeTenant } from "../../electron/practice/practiceTenant.ts";
import { loopbackWords } from "../../shared/returnPageWords.ts";
import { tokenMark } from "../support/testApp.ts";

async function open(options: Partial<LoopbackOptions> = {}): Promise<Loopback> {
  const loopback = await listenLoopback({
    maxBodyBytes: 1_000,
    handle: ({ query }) => ({ status: 200, body: `hello ${query.get("x")?.length ?? 0}` }),
    ...options,
  });
  onTestFinished(() => loopback.close());
  return loopback;
}

/** A stranger who holds so many connections, and opens another at once for each that is cut. */
async function crowd(port: number, count: number, begins = ""): Promise<{ readonly cut: () => number }> {
  const sockets = new Set<Socket>();
  let over = false;
  let cut = 0;
  const hold = (): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        if (begins !== "") socket.write(begins);
        resolve();
      });
      sockets.add(socket);
      socket.on("error", () => undefined).resume();
      socket.once("close", () => {
        sockets.delete(socket);
        cut += 1;
        resolve();
        if (!over) setTimeout(() => void hold(), 250);
      });
    });
  onTestFinished(() => {
    over = true;
    for (const socket of sockets) socket.destroy();
  });
  await Promise.all(Array.from({ length: count }, hold));
  return { cut: () => cut };
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** By a connection of its own, as a browser's first. */
function ask(port: number, path = "/", headers: IncomingHttpHeaders = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path, headers, agent: false }, (reply) => {
      let text = "";
      reply.setEncoding("utf8").on("data", (part: string) => (text += part));
      reply.once("end", () => resolve({ status: reply.statusCode ?? 0, text })).once("error", reject);
    });
    sent.once("error", reject).end();
  });
}

async function answered(port: number, path?: string): Promise<number> {
  const answers = [];
  for (let count = 0; count < 20; count += 1) answers.push(await ask(port, path).catch(() => undefined));
  return answers.filter((answer) => answer?.status === 200).length;
}

describe("twenty good requests of twenty are answered beside", () => {
  it.each([
    ["1,200 connections that send nothing", ""],
    ["1,200 that begin a request", "GET / HTTP/1.1\r\nHost: "],
    ["1,200 that never send the body they announce", "POST / HTTP/1.1\r\nHost: HERE\r\nContent-Length: 9\r\n\r\nhalf"],
    ["1,200 that ask something and stay", "GET / HTTP/1.1\r\nHost: HERE\r\n\r\n"],
  ])("%s", { timeout: 60_000 }, async (_, begins) => {
    const { port } = await open();
    const stranger = await crowd(port, 1_200, begins.replace("HERE", `127.0.0.1:${port}`));
    expect(await answered(port)).toBe(20);
    // They hear of it one after the other.
    await vi.waitFor(() => expect(stranger.cut()).toBeGreaterThan(200), { timeout: 20_000 });
  });

  it("1,200 at the return of a sign-in", { timeout: 60_000 }, async () => {
    const listener = await nodeRedirects.listen(() => Promise.resolve({ status: 200, title: "Hello", sentences: [] }));
    onTestFinished(() => listener.close());
    const port = Number(new URL(listener.redirectUri).port);
    await crowd(port, 1_200);
    expect(await answered(port, "/?state=x")).toBe(20);
  });

  it("1,200 at the practice tenant", { timeout: 60_000 }, async () => {
    const tenant = await startPracticeTenant({ mark: tokenMark });
    onTestFinished(() => tenant.close());
    const port = Number(new URL(tenant.origin).port);
    await crowd(port, 1_200);
    expect(await answered(port, `/${tenant.tenantId}/v2.0/.well-known/openid-configuration`)).toBe(20);
  });
});

it("a connection that is known outlives a crowd, and so does an answer under way", { timeout: 60_000 }, async () => {
  const waiting = Promise.withResolvers<void>();
  const { port } = await open({
    isKnown: (headers) => headers["x-key"] === "right",
    handle: async () => {
      await waiting.promise;
      return { status: 200, body: "at last" };
    },
  });
  const known = ask(port, "/", { "x-key": "right" });
  const unknown = ask(port, "/");
  await crowd(port, 1_200);
  waiting.resolve();
  expect([await known, await unknown]).toEqual([
    { status: 200, text: "at last" },
    { status: 200, text: "at last" },
  ]);
});

describe("what browsers bring", () => {
  const cookies = (length: number): string => `dev=${"c".repeat(length - 4)}`;

  it.each([17, 33, 40, 100, 127])("%i KB of cookies of this computer's other programs are taken", async (kilobytes) => {
    const { port } = await open();
    const answer = await ask(port, "/?x=1", { cookie: cookies(kilobytes * 1024) });
    expect(answer).toEqual({ status: 200, text: "hello 1" });
  });

  it("an address of 60 KB beside 127 KB of headers is taken", async () => {
    const { port } = await open();
    const answer = await ask(port, `/?x=${"q".repeat(60 * 1024)}`, { cookie: cookies(127 * 1024) });
    expect(answer).toEqual({ status: 200, text: `hello ${60 * 1024}` });
  });

  it.each([200, 2_000, 20_000])("%i KB are refused in words that say what to do", async (kilobytes) => {
    const { port } = await open();
    const { status, text } = await ask(port, "/", { cookie: cookies(kilobytes * 1024) });
    expect(status).toBe(431);
    expect(text).toContain(loopbackWords.tooLarge.title.replace("'", "&#39;"));
    expect(text).toContain("cookies for localhost");
    expect((await ask(port)).status).toBe(200);
  });
});
