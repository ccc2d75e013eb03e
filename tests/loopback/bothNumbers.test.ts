// A listener for the name `localhost` answers at both of its numbers, on one port that is nobody else's.
import { createServer, request, type Server } from "node:http";
import { type AddressInfo, createServer as createSocketServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { listenLoopback, type Loopback } from "../../electron/loopback/listener.ts";
import { openSockets } from "../../electron/loopback/sockets.ts";
import { nodeRedirects } from "../../electron/node/redirects.ts";

async function open(port?: number): Promise<Loopback> {
  const loopback = await listenLoopback({
    maxBodyBytes: 1_000,
    ipv6Too: true,
    ...(port !== undefined && { port }),
    handle: () => ({ status: 200, body: "hello" }),
  });
  onTestFinished(() => loopback.close());
  return loopback;
}

/** The status of a request to a number, under a name. */
function statusAt(number: string, port: number, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: number, port, headers, agent: false }, (reply) => {
      reply.resume();
      resolve(reply.statusCode ?? 0);
    });
    sent.once("error", reject).end();
  });
}

/** Somebody else's program that holds a port of `::1`, and of it alone. */
async function strangerAt(port = 0): Promise<number> {
  const stranger = createSocketServer();
  await new Promise<void>((listening) => void stranger.listen({ host: "::1", port }, listening));
  onTestFinished(() => void stranger.close());
  return (stranger.address() as AddressInfo).port;
}

const hasIpv6 = await new Promise<boolean>((resolve) => {
  const probe = createSocketServer().once("error", () => resolve(false));
  probe.listen({ host: "::1", port: 0 }, () => void probe.close(() => resolve(true)));
});

describe.skipIf(!hasIpv6)("a listener for localhost", () => {
  it("answers at either number by its name, and at each by its own number only", async () => {
    const { port } = await open();
    for (const number of ["127.0.0.1", "::1"]) {
      expect(await statusAt(number, port, { Host: `localhost:${port}` })).toBe(200);
      for (const foreign of ["evil.test", `evil.test:${port}`, `[::]:${port}`, "[::1]", `[::1]:1`, "localhost"])
        expect(await statusAt(number, port, { Host: foreign })).toBe(403);
    }
    expect(await statusAt("::1", port, { Host: `[::1]:${port}` })).toBe(200);
    expect(await statusAt("127.0.0.1", port, { Host: `127.0.0.1:${port}` })).toBe(200);
    expect(await statusAt("127.0.0.1", port, { Host: `[::1]:${port}` })).toBe(403);
    expect(await statusAt("::1", port, { Host: `127.0.0.1:${port}` })).toBe(403);
  });

  it("takes an Origin under the very name it was asked by, and no other", async () => {
    const { port } = await open();
    const host = { Host: `[::1]:${port}` };
    expect(await statusAt("::1", port, { ...host, Origin: `http://[::1]:${port}` })).toBe(200);
    for (const origin of [`http://localhost:${port}`, `http://127.0.0.1:${port}`, "https://evil.test", "null"])
      expect(await statusAt("::1", port, { ...host, Origin: origin })).toBe(403);
  });

  it("chooses another port for both where somebody holds the wished one at the other number", async () => {
    const held = await strangerAt();
    const { port } = await open(held);
    expect(port).not.toBe(held);
    expect(await statusAt("::1", port, { Host: `[::1]:${port}` })).toBe(200);
    const { port: again } = await open(port);
    expect(again).not.toBe(port);
  });

  it("leaves both numbers with its end", async () => {
    const { port, close } = await open();
    await close();
    for (const number of ["127.0.0.1", "::1"])
      await expect(statusAt(number, port, { Host: `localhost:${port}` })).rejects.toThrow("ECONNREFUSED");
  });

  it("is what a sign-in returns to, wherever the browser looks for localhost", async () => {
    const answers: (string | null)[] = [];
    const redirect = await nodeRedirects.listen((query) => {
      answers.push(query.get("code"));
      return Promise.resolve({ status: 200, title: "Done", sentences: [] });
    });
    const port = Number(new URL(redirect.redirectUri).port);
    for (const number of ["127.0.0.1", "[::1]"])
      expect((await fetch(`http://${number}:${port}/?code=${number}`)).status).toBe(200);
    expect(answers).toEqual(["127.0.0.1", "[::1]"]);
    await redirect.close();
  });
});

/** A server that a system refuses to listen at `::1`. */
function serverRefusedIpv6(code: string): Server {
  const server = createServer();
  const refuse = () => server.emit("error", Object.assign(new Error(code), { code }));
  return Object.assign(server, { listen: () => (queueMicrotask(refuse), server) });
}

describe("where the system refuses ::1", () => {
  it.each(["EADDRNOTAVAIL", "EAFNOSUPPORT"])("for want of IPv6 (%s), the other number serves alone", async (code) => {
    const create = (number: string) => (number === "::1" ? serverRefusedIpv6(code) : createServer());
    const { sockets, port } = await openSockets(create, ["127.0.0.1", "::1"], 0);
    expect(sockets.map((server) => (server.address() as AddressInfo).port)).toEqual([port]);
    sockets[0]?.close();
  });

  it("on every port, it gives up, and holds none", async () => {
    const servers: Server[] = [];
    const create = (number: string) => {
      const server = number === "::1" ? serverRefusedIpv6("EADDRINUSE") : createServer();
      servers.push(server);
      return server;
    };
    await expect(openSockets(create, ["127.0.0.1", "::1"], 0)).rejects.toThrow("EADDRINUSE");
    expect(servers.length).toBeGreaterThan(2);
    expect(servers.filter(({ listening }) => listening)).toEqual([]);
  });
});
