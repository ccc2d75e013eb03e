// The engine's own Headers and Response do what the web's do, as far as anything in it uses them.
import * as fc from "fast-check";
import * as oauth from "oauth4webapi";
import { describe, expect, it } from "vitest";
import { LightHeaders } from "../../electron/node/web/lightHeaders.ts";
import { LightResponse } from "../../electron/node/web/lightResponse.ts";

type Outcome = { readonly value: unknown } | { readonly threw: string };
const tried = async (work: () => unknown): Promise<Outcome> => {
  try {
    return { value: await work() };
  } catch (error) {
    return { threw: (error as Error).name };
  }
};

const name = fc.constantFrom("accept", "Accept", "content-type", "x-a", "X-A");
const noName = fc.constantFrom("bad name", "", "ä", "a:b");
const value = fc.oneof(fc.constantFrom("a/b", " x ", "", "ÿ", "€", "a\r\nb", "a\0b", "a\tb"), fc.string());
const change = fc.oneof(
  fc.tuple(fc.constantFrom("set", "append", "delete", "get", "has"), name, value),
  // Asked about a name that cannot be, ours says that there is none.
  fc.tuple(fc.constantFrom("set", "append"), noName, value),
);

describe("headers", () => {
  it("hold, join, order and refuse as the web's do", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change), async (changes) => {
        const [ours, theirs] = [new LightHeaders(), new Headers()];
        for (const [what, key, text] of changes) {
          const told = await tried(() => ours[what as "set"](key, text));
          expect(told).toEqual(await tried(() => theirs[what as "set"](key, text)));
        }
        expect([...ours]).toEqual([...theirs]);
      }),
    );
  });

  it("are made from what the library makes them from", () => {
    for (const init of [{ b: "1", A: "2" }, new LightHeaders({ c: "3" }), [["d", "4"]] as const]) {
      expect([...new LightHeaders(init)]).toEqual([...new Headers(init as Record<string, string>)]);
    }
  });
});

describe("a response", () => {
  const text = fc.constantFrom(null, "", "{}", '{"access_token":"x"}', "no json", "ä€");
  const status = fc.constantFrom(200, 201, 204, 205, 304, 400, 401, 599, 199, 600, 0);
  const use = fc.constantFrom("text", "json", "clone", "cancel", "ok", "bodyUsed");

  it("is read, cloned and refused as the web's is", async () => {
    await fc.assert(
      fc.asyncProperty(text, status, fc.array(use, { maxLength: 4 }), async (body, status, uses) => {
        const init = { status, headers: { "content-type": "application/json" } };
        const run = async (response: LightResponse | Response): Promise<unknown> => {
          const said: unknown[] = [response.status, response.headers.get("Content-Type"), response.body === null];
          for (const one of uses) {
            if (one === "ok" || one === "bodyUsed") said.push(response[one]);
            else if (one === "cancel" && response.bodyUsed) continue;
            else if (one === "cancel") said.push(await tried(() => response.body?.cancel()));
            else if (one === "clone") said.push(await tried(() => response.clone().text()));
            else said.push(await tried(() => response[one]()));
          }
          return said;
        };
        const ours = await tried(() => run(new LightResponse(body, init)));
        expect(ours).toEqual(await tried(() => run(new Response(body, init))));
      }),
    );
  });

  it("is one to the protocol library, which judges it as it judges the web's", async () => {
    const server = { issuer: "https://login.example", token_endpoint: "https://login.example/token" };
    const client = { client_id: "c" };
    const judged = (response: unknown): Promise<Outcome> =>
      tried(() => oauth.processGenericTokenEndpointResponse(server, client, response as Response));
    const good = JSON.stringify({ access_token: "x", token_type: "bearer", expires_in: 5 });
    const bad = JSON.stringify({ error: "invalid_grant" });
    for (const [body, status] of [
      [good, 200],
      [bad, 400],
      ["no", 200],
      [bad, 500],
    ] as const) {
      for (const type of ["application/json", "text/html"]) {
        const init = { status, headers: { "content-type": type } };
        expect(await judged(new LightResponse(body, init))).toEqual(await judged(new Response(body, init)));
      }
    }
    expect(await judged({})).toEqual({ threw: "TypeError" });
  });
});
