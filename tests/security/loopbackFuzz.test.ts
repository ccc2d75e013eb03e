// The three listeners of this computer's own (the browser's return, the browser host, the practice tenant) against raw
// requests of all kinds: each answers or hangs up in time, tells a stranger nothing, and lives on.
import { connect } from "node:net";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeRedirects } from "../../electron/node/redirects.ts";
import { startPracticeTenant } from "../../electron/practice/practiceTenant.ts";
import { openHost } from "../browser/openHost.ts";
import { until } from "../support/virtualClock.ts";
import { tokenMark } from "../support/testApp.ts";

interface Target {
  readonly port: number;
  /** Does what it is for still work? */
  alive(): Promise<void>;
  close(): Promise<unknown>;
}

const state = "the-one-true-state";
const secretPage = "for the person alone";

const targets: Readonly<Record<string, () => Promise<Target>>> = {
  "the browser's return": async () => {
    const listener = await nodeRedirects.listen((query) =>
      Promise.resolve(
        query.get("state") === state
          ? { status: 200, title: "Signed in", sentences: [secretPage] }
          : { status: 400, title: "Not for us", sentences: [] },
      ),
    );
    return {
      port: Number(new URL(listener.redirectUri).port),
      alive: async () => {
        const reply = await fetch(`${listener.redirectUri.replace("localhost", "127.0.0.1")}/?state=${state}`);
        expect(await reply.text()).toContain(secretPage);
      },
      close: listener.close,
    };
  },
  "the browser host": async () => {
    const host = await openHost();
    return {
      port: Number(new URL(host.origin).port),
      alive: async () => {
        const used = host.key();
        host.pressEnter();
        await until(() => host.key() !== used);
        const headers = await host.openSession();
        expect((await host.ask({ path: "/snapshot", headers })).status).toBe(200);
      },
      close: host.close,
    };
  },
  "the practice tenant": async () => {
    const tenant = await startPracticeTenant({ mark: tokenMark });
    return {
      port: Number(new URL(tenant.origin).port),
      alive: async () => {
        const reply = await fetch(`${tenant.authority}/v2.0/.well-known/openid-configuration`);
        expect(reply.status).toBe(200);
      },
      close: tenant.close,
    };
  },
};

const path = fc.oneof(
  fc.constantFrom(
    "/",
    "/snapshot",
    "/events",
    "/command",
    "/copy",
    "/session",
    "/index.html",
    "/../secret.html",
    "/..%2fsecret.html",
    "/%2e%2e/%2e%2e/etc/passwd",
    "//evil.example/",
    "/\\..\\..\\secret.html",
    "/assets/../../secret.html",
    "/?state=x&code=y",
    "/?state[]=x",
    `/?${"a=b&".repeat(2_000)}`,
    "*",
    "http://evil.example/",
  ),
  fc.webPath(),
  fc.string({ unit: "binary", maxLength: 60 }).map((text) => `/${text.replaceAll(/[\r\n ]/g, "")}`),
);
const foreignHost = fc.constantFrom(
  "evil.example",
  "127.0.0.1.evil.example",
  "localhost.evil.example:80",
  "[::1]",
  "0.0.0.0",
  "127.0.0.1:1",
  "",
);
const headers = fc.array(
  fc.oneof(
    fc.constantFrom(
      "Origin: https://evil.example",
      "Origin: null",
      "Referer: https://evil.example/",
      "Sec-Fetch-Site: cross-site",
      "X-TokenTray: 1",
      "Cookie: tokentray=guess",
      "Content-Type: application/json",
      "Transfer-Encoding: chunked",
      "Transfer-Encoding: chunked, identity",
      "Content-Length: 5",
      "Content-Length: -1",
      "Content-Length: 99999999999999999999",
      "Expect: 100-continue",
      "Upgrade: websocket",
      "Range: bytes=0-",
      `X-Long: ${"x".repeat(9_000)}`,
    ),
    fc.string({ unit: "binary-ascii", maxLength: 40 }),
  ),
  { maxLength: 4 },
);
const hostile = (port: number): fc.Arbitrary<{ readonly text: string; readonly foreign: boolean }> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(
          fc.constantFrom("GET", "POST", "HEAD", "OPTIONS", "PUT", "CONNECT", "TRACE", "get", "G\u0000T"),
          path,
          fc.oneof(foreignHost, fc.constant(`127.0.0.1:${port}`)),
          headers,
          fc.string({ unit: "binary", maxLength: 200 }),
        )
        .map(([method, where, host, more, body]) => ({
          text: [`${method} ${where} HTTP/1.1`, `Host: ${host}`, ...more, "Connection: close", "", body].join("\r\n"),
          foreign: host !== `127.0.0.1:${port}`,
        })),
    },
    {
      weight: 1,
      arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => ({
        text: Buffer.from(bytes).toString("latin1"),
        foreign: true,
      })),
    },
  );

/** Everything that comes back until the other side hangs up, or nothing has come for a while. */
function send(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.end(text, "latin1"));
    socket.setTimeout(2_000, () => socket.destroy());
    socket.setEncoding("latin1").on("data", (chunk) => (answer += String(chunk)));
    socket.on("error", () => undefined).once("close", () => resolve(answer));
  });
}

describe.each(Object.keys(targets))("%s", (name) => {
  let target: Target;
  beforeAll(async () => {
    const open = targets[name];
    if (open === undefined) throw new Error("no such listener");
    target = await open();
  });
  afterAll(() => target.close());

  it("tells a stranger nothing, whatever is sent", async () => {
    await fc.assert(
      fc.asyncProperty(hostile(target.port), async ({ text, foreign }) => {
        const answer = await send(target.port, text);
        expect(answer.toLowerCase()).not.toContain("access-control-allow");
        for (const secret of [secretPage, tokenMark, "not a page", "root:x:0", '"accounts"'])
          expect(answer).not.toContain(secret);
        // Only whoever comes by our own name is told to go on.
        const status = /^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1];
        const hungUp = status === undefined && answer === "";
        const answered = status !== undefined && status !== "500" && (!foreign || Number(status) >= 400);
        expect(hungUp || answered).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    await target.alive();
  }, 120_000);

  it("lets many slow askers in a row not keep others out", async () => {
    const sockets = Array.from({ length: 100 }, () => connect(target.port, "127.0.0.1"));
    for (const socket of sockets) socket.on("error", () => undefined).write("GET / HTTP/1.1\r\nHost: ");
    await target.alive();
    expect(sockets.every((socket) => !socket.destroyed)).toBe(true);
    for (const socket of sockets) socket.destroy();
  });
});
