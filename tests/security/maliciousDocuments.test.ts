// Documents that a hostile authority might serve: far too large, far too deep, or full of addresses that lead elsewhere.
// Each ends in bounded time and memory with a failure, and nothing of it is believed.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createAuthorities, type Authority } from "../../electron/core/authority/authority.ts";
import { createHttp } from "../../electron/core/http.ts";
import { systemClock } from "../../electron/node/clock.ts";
import { createNodeNetwork } from "../../electron/node/fetch.ts";
import { recordOf } from "../core/tokens/records.ts";
import type { Outcome } from "../../shared/failure.ts";

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

const practice = {
  start: () => Promise.reject(new Error("not here")),
  stop: () => Promise.resolve(),
  forget: () => Promise.resolve(),
};

/** Asks an OpenID server for its document, over the real network port. */
async function findAt(serve: (origin: string, response: ServerResponse) => void): Promise<Outcome<Authority>> {
  const server = createServer((_: IncomingMessage, response) => serve(origin, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push({ close: () => (server.closeAllConnections(), server.close()) });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const network = createNodeNetwork({});
  open.push(network);
  const authorities = createAuthorities({ http: createHttp(network.fetch, systemClock), clock: systemClock, practice });
  const { connection } = recordOf();
  return authorities.find({ ...connection, kind: "openid", authority: origin, tenant: "" });
}

const document = (origin: string, more: object = {}): string =>
  JSON.stringify({ issuer: origin, token_endpoint: `${origin}/token`, jwks_uri: `${origin}/keys`, ...more });
const json = (response: ServerResponse, text: string): void =>
  void response.writeHead(200, { "content-type": "application/json" }).end(text);

describe("a document", () => {
  it("of a hundred megabytes is not read on after the first", async () => {
    let sent = 0;
    const before = process.memoryUsage().rss;
    const outcome = await findAt((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const chunk = " ".repeat(65_536);
      const more = (): void => {
        while (sent < 100_000_000 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once("drain", more);
        }
        response.end();
      };
      more();
    });
    expect(outcome.ok).toBe(false);
    expect(sent).toBeLessThan(20_000_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
  });

  it.each([
    ["nested without end", "[".repeat(400_000)],
    ["nested and closed again", `{"issuer":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
    ["of one long number", "9".repeat(900_000)],
    ["with the prototype for a field", '{"__proto__":{"issuer":"x","token_endpoint":"https://evil.example"}}'],
    ["that is a list", "[]"],
    ["that is nothing", "null"],
  ])("%s is refused soon", async (_, text) => {
    const at = performance.now();
    const outcome = await findAt((__, response) => json(response, text));
    expect(outcome.ok).toBe(false);
    expect(performance.now() - at).toBeLessThan(3_000);
  });

  it.each(["javascript:alert(1)", "file:///etc/passwd", "http://evil.example/token", "https://a:b@127.0.0.1/t", "", 7])(
    "that sends passwords to %s is refused",
    async (endpoint) => {
      const outcome = await findAt((origin, response) =>
        json(response, document(origin, { token_endpoint: endpoint })),
      );
      expect(outcome.ok).toBe(false);
    },
  );

  it("may name pages elsewhere, but no browser and no code goes to what is not https", async () => {
    const outcome = await findAt((origin, response) =>
      json(
        response,
        document(origin, {
          authorization_endpoint: "javascript:alert(1)",
          device_authorization_endpoint: "http://evil.example/device",
        }),
      ),
    );
    expect(outcome.ok && outcome.value.authorizationEndpoint).toBeUndefined();
    expect(outcome.ok && outcome.value.deviceEndpoint).toBeUndefined();
  });

  it("with a million signing methods is used all the same, in bounded time", async () => {
    const at = performance.now();
    const names = Array.from({ length: 100_000 }, () => "A");
    const outcome = await findAt((origin, response) =>
      json(response, document(origin, { id_token_signing_alg_values_supported: names })),
    );
    expect(outcome.ok).toBe(true);
    expect(performance.now() - at).toBeLessThan(3_000);
  });
});
