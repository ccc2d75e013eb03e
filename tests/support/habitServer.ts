// A raw server on loopback that plays one bad habit of real servers at a time, byte by byte, and counts what reaches it.
import { createServer, type AddressInfo, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { onTestFinished } from "vitest";

export interface HabitRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly form: URLSearchParams;
}

/** What is done with a connection, at the stage that the habit waits for. */
export interface Habit {
  /** `connection`: as soon as it is there. `headers`: before the body is read. `request`: when all of it is there. */
  readonly at: "connection" | "headers" | "request";
  play(socket: Socket, request: HabitRequest): void;
}

export interface HabitServer {
  readonly origin: string;
  /** Requests that arrived whole. */
  readonly requests: readonly HabitRequest[];
  /** Connections that were made, whatever came of them. */
  readonly connections: number;
  /** What is done on each path; others are answered with 404. */
  readonly habits: Map<string, Habit>;
  /** Stops listening; what is connected is cut off. */
  close(): Promise<void>;
}

/** Closed when the test ends. */
export async function startHabitServer(): Promise<HabitServer> {
  const requests: HabitRequest[] = [];
  const sockets = new Set<Socket>();
  const habits = new Map<string, Habit>();
  let connections = 0;
  const listener = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => void sockets.delete(socket));
    const whole = [...habits.values()].find(({ at }) => at === "connection");
    if (whole !== undefined) return whole.play(socket, parse("", ""));
    listen(socket, habits, requests);
  });
  await new Promise<void>((resolve) => void listener.listen(0, "127.0.0.1", resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      listener.close(() => resolve());
    });
  onTestFinished(close);
  const origin = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  return {
    origin,
    requests,
    get connections() {
      return connections;
    },
    habits,
    close,
  };
}

function listen(socket: Socket, habits: ReadonlyMap<string, Habit>, requests: HabitRequest[]): void {
  let received = "";
  let over = false;
  socket.on("data", (chunk: Buffer) => {
    received += chunk.toString("latin1");
    const end = received.indexOf("\r\n\r\n");
    if (end === -1 || over) return;
    const request = parse(received.slice(0, end), received.slice(end + 4));
    const habit = habits.get(request.path.replace(/\?.*$/, "")) ?? answers({ status: 404, body: "nothing here" });
    const isWhole = request.body.length >= Number(request.headers["content-length"] ?? 0);
    if (!isWhole && habit.at !== "headers") return;
    if (isWhole) requests.push(request);
    over = true;
    habit.play(socket, request);
  });
}

function parse(head: string, body: string): HabitRequest {
  const [first = "", ...lines] = head.split("\r\n");
  const [method = "", path = ""] = first.split(" ");
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
  );
  return { method, path, headers, body, form: new URLSearchParams(body) };
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: string | Buffer | object;
}

/** Answers and closes. Nothing is added but the length and, where none is given, the type of JSON. */
export function answers(answer: Answer | ((request: HabitRequest) => Answer)): Habit {
  return {
    at: "request",
    play: (socket, request) => void socket.end(wire(typeof answer === "function" ? answer(request) : answer)),
  };
}

function wire({ status = 200, headers = {}, body = "" }: Answer): Buffer {
  const isText = typeof body === "string" || Buffer.isBuffer(body);
  const bytes = Buffer.from(isText ? body : JSON.stringify(body));
  const lines = Object.entries({
    ...(isText ? {} : { "content-type": "application/json" }),
    "content-length": String(bytes.length),
    connection: "close",
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status} Some words\r\n${lines.join("\r\n")}\r\n\r\n`, "latin1"),
    bytes,
  ]);
}

/** The same answer, packed as the client said that it can read. */
export function packed(body: object): Answer {
  return {
    headers: { "content-type": "application/json", "content-encoding": "gzip" },
    body: gzipSync(JSON.stringify(body)),
  };
}

/** Ways to hang up. `reset` sends what TCP sends where a process was killed. */
export const closings: Readonly<Record<string, Habit>> = {
  "as soon as it is connected": { at: "connection", play: (socket) => void socket.destroy() },
  "with a reset as soon as it is connected": { at: "connection", play: (socket) => void socket.resetAndDestroy() },
  "before the body was read": { at: "headers", play: (socket) => void socket.resetAndDestroy() },
  "before an answer": { at: "request", play: (socket) => void socket.end() },
  "with a reset before an answer": { at: "request", play: (socket) => void socket.resetAndDestroy() },
  "in the middle of the headers": {
    at: "request",
    play: (socket) => void socket.end("HTTP/1.1 200 OK\r\ncontent-ty"),
  },
  "in the middle of the body": {
    at: "request",
    play: (socket) =>
      void socket.end('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"access_'),
  },
  "in the middle of a chunk": {
    at: "request",
    play: (socket) =>
      void socket.end(
        'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n40\r\n{"a',
      ),
  },
};
