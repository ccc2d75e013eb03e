// Answers spoilt on their way, at every byte: a failure of the right kind, in bounded time and memory, and nothing changed.
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import { requestTimeLimitMs } from "../../electron/core/http.ts";
import { startFaultedApp } from "./faultedApp.ts";
import { httpAnswer, type Asked, type Spoil } from "./rawServer.ts";

const everything: readonly Asked[] = ["discovery", "password", "refresh", "deviceCode"];
const limitMs = 120_000;
const megabyte = 1_000_000;
const ok = "HTTP/1.1 200 OK";
const tenMegabytesOfBlanks = gzipSync(Buffer.alloc(10 * megabyte, " "), { level: 9 });
// Packed files in a row unpack to one after the other (RFC 1952 2.2).
const gigabyteOfBlanks = Buffer.concat(Array.from({ length: 100 }, () => tenMegabytesOfBlanks));
const chunked = "Transfer-Encoding: chunked\r\n\r\n";

/** Counts what came of each place. */
async function atEvery(
  places: readonly number[],
  ask: (place: number) => Promise<string>,
): Promise<ReadonlyMap<string, number>> {
  const kinds = new Map<string, number>();
  for (const place of places) {
    const kind = await ask(place);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return kinds;
}

const upTo = (length: number, step = 1): readonly number[] =>
  Array.from({ length: Math.ceil(length / step) }, (_, n) => n * step);

describe.each(everything)("the answer to a question for %s", (asked) => {
  it(
    "cut off at any byte is a lost connection, and what was asked is not asked again",
    async () => {
      const app = await startFaultedApp(asked);
      const { length } = app.server.whole(asked);
      const kinds = await atEvery(upTo(length), (place) =>
        app.ask((socket, whole) => {
          socket.write(whole.subarray(0, place));
          if (place % 2 === 0) socket.end();
          else socket.resetAndDestroy();
        }),
      );
      expect([...kinds]).toEqual([["connectionLost", length]]);
      await app.goesOn();
    },
    limitMs,
  );

  it(
    "with garbage from any byte on is no answer",
    async () => {
      const app = await startFaultedApp(asked);
      const whole = app.server.whole(asked);
      const bodyAt = whole.indexOf("\r\n\r\n") + 4;
      const ask = (place: number): Promise<string> => app.ask((socket, whole) => socket.end(whole.fill(0xfe, place)));
      const inHeader = await atEvery(upTo(bodyAt), ask);
      // Some of it may pass for the value of a header, and then the header never ends.
      expect([...inHeader.keys()].toSorted()).toEqual(["connectionLost", "notOAuth"]);
      const inBody = await atEvery(upTo(whole.length - bodyAt), (place) => ask(bodyAt + place));
      expect([...inBody]).toEqual([["notOAuth", whole.length - bodyAt]]);
      await app.goesOn();
    },
    limitMs,
  );

  it(
    "that stops at any byte, or comes a byte a second, ends when the time is up",
    async () => {
      const app = await startFaultedApp(asked);
      const { length } = app.server.whole(asked);
      const timed = async (how: Spoil): Promise<string> => {
        const startedAt = app.clock.now();
        const kind = await app.ask(how, 1_000);
        expect(app.clock.now() - startedAt).toBeLessThanOrEqual(requestTimeLimitMs + 5_000);
        return kind;
      };
      const stalled = await atEvery(upTo(length, 199), (place) =>
        timed((socket, whole) => void socket.write(whole.subarray(0, place))),
      );
      const dripped = await timed((socket, whole) => drip(socket, whole));
      expect([[...stalled.keys()], dripped]).toEqual([["timeout"], "timeout"]);
      await app.goesOn();
    },
    limitMs,
  );

  it.each([
    ["a gigabyte by its own word", `${ok}\r\nContent-Length: ${1_000 * megabyte}\r\n\r\n`, "notOAuth"],
    ["of no length", `${ok}\r\n\r\n`, "notOAuth"],
    ["of a server in trouble", `HTTP/1.1 500 Oh\r\n${chunked}3fffffff\r\n`, "serviceDown"],
    ["in the notes to a piece", `${ok}\r\n${chunked}1;`, "notOAuth"],
    ["in a header after the body", `${ok}\r\n${chunked}2\r\n{}\r\n0\r\nX: `, "notOAuth"],
    ["in a header", `${ok}\r\nX: `, "notOAuth"],
    ["in the status", "HTTP/1.1 200 ", "notOAuth"],
    ["in what comes before the answer", "HTTP/1.1 103 Early Hints\r\nX: ", "notOAuth"],
  ])("that never ends, %s, is left unread after a few megabytes", async (_, begin, kind) => {
    const app = await startFaultedApp(asked);
    const memoryBefore = process.memoryUsage().rss;
    const sentBefore = app.server.bytesSent;
    expect(await app.ask((socket) => flood(socket, begin))).toBe(kind);
    // Most of it is in the buffers between the two.
    expect((app.server.bytesSent - sentBefore) / megabyte).toBeLessThan(20);
    expect((process.memoryUsage().rss - memoryBefore) / megabyte).toBeLessThan(80);
    await app.goesOn();
  });

  it("that unpacks to a gigabyte is not unpacked", async () => {
    const app = await startFaultedApp(asked);
    const memoryBefore = process.memoryUsage().rss;
    const kind = await app.ask((socket) => {
      socket.write(`${ok}\r\nContent-Encoding: gzip\r\nContent-Length: ${gigabyteOfBlanks.length}\r\n\r\n`);
      socket.end(gigabyteOfBlanks);
    });
    expect(kind).toBe("notOAuth");
    expect((process.memoryUsage().rss - memoryBefore) / megabyte).toBeLessThan(80);
    await app.goesOn();
  });

  it("that points elsewhere is followed nowhere", async () => {
    const app = await startFaultedApp(asked);
    let visits = 0;
    const elsewhere = createServer((_, response) => {
      visits += 1;
      response.end("{}");
    });
    await new Promise<void>((resolve) => void elsewhere.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void elsewhere.close());
    const location = `Location: http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/token`;
    const kinds = await atEvery([301, 302, 303, 307, 308], (status) =>
      app.ask((socket) => socket.end(httpAnswer("", [location, "Connection: close"], `${status} Elsewhere`))),
    );
    const reported = asked === "discovery" ? "wrongAuthority" : "notOAuth";
    expect(kinds.get(reported)).toBeGreaterThanOrEqual(4);
    expect(kinds.get("succeeded")).toBeUndefined();
    expect(visits).toBe(0);
    await app.goesOn();
  });

  it.each([
    ["a page of a hotel", httpAnswer("<!doctype html><p>Accept our terms.</p>", ["Content-Type: text/html"])],
    ["nothing at all", httpAnswer("")],
    ["an empty answer without content", Buffer.from("HTTP/1.1 204 No Content\r\n\r\n")],
    ["another protocol", Buffer.from("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")],
    ["no HTTP", Buffer.from("SSH-2.0-OpenSSH_9.9\r\n")],
    ["TLS", Buffer.from([0x15, 3, 1, 0, 2, 2, 70])],
    ["two lengths", Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{} ")],
    ["a negative length", Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n{}")],
    [
      "chunks with a length",
      Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}"),
    ],
    ["a chunk of no size", Buffer.from("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}")],
    ["JSON, but a list", httpAnswer("[1]")],
    ["JSON, but null", httpAnswer("null")],
    ["JSON nested without end", httpAnswer("[".repeat(100_000))],
    ["another encoding", httpAnswer(Buffer.from('{"a":1}', "utf16le").toString("latin1"))],
  ])("that is %s is no answer", async (_, bytes) => {
    const app = await startFaultedApp(asked);
    expect(await app.ask((socket) => socket.end(bytes))).toBe("notOAuth");
    await app.goesOn();
  });
});

/** A byte each time that a second has passed. */
function drip(socket: Socket, whole: Buffer): void {
  let sent = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || sent >= whole.length) clearInterval(timer);
    else socket.write(whole.subarray(sent, ++sent));
  }, 1);
}

/** A gigabyte, as fast as it is taken. */
function flood(socket: Socket, begin: string): void {
  const block = Buffer.alloc(65_536, "x");
  let left = (1_000 * megabyte) / block.length;
  socket.write(begin);
  const pour = (): void => {
    while (!socket.destroyed && left > 0) {
      left -= 1;
      if (!socket.write(block)) return void socket.once("drain", pour);
    }
    socket.end();
  };
  pour();
}
