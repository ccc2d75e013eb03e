// What is kept of fields that nobody knows: as they came, bounded, and nothing that opens anything.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extraFields, longestExtra } from "../../../electron/core/grants/extraFields.ts";
import { base64Json, replyTo } from "./asking.ts";
import { startWireServer } from "./wireServer.ts";

const kept = (json: Readonly<Record<string, unknown>>) => extraFields(json, ["s3cret-pass", "an-access-token"]);

describe("a field that nobody knows", () => {
  it.each([
    ["foci", "1"],
    ["not_before", 1_700_000_000],
    ["id_token_expires_in", "3600"],
    ["session_state", "0d4bd6b0-0f0a-4d3a-9f05-5dd0f0a7ab1c"],
    ["not-before-policy", 0],
    ["resource", "https://graph.microsoft.com"],
    ["nested", { list: [1, null, true, "x"] }],
  ])("%s is kept as it came", (name, value) => {
    expect(kept({ [name]: value })).toEqual({ [name]: value });
  });

  it.each([
    ["a second token", { device_secret: "x" }],
    ["a token by another name", { nativeToken: "x" }],
    ["a password", { user_password: "x" }],
    ["an authorization code", { spa_code: "x" }],
    ["a JWT under a harmless name", { note: `see ${base64Json({ alg: "RS256" })}.${base64Json({})}.c2ln` }],
    ["a long random text", { note: "A1b2".repeat(20) }],
    ["what was sent in confidence", { echo: "you said s3cret-pass!" }],
    ["the access token once more", { copy: "an-access-token" }],
    ["a secret as a name", { "s3cret-pass": 1 }],
    ["a secret deep inside", { a: { b: [{ note: "s3cret-pass" }] } }],
    ["what is deeper than anybody writes", { a: { b: { c: { d: { e: 1 } } } } }],
    ["what is too long", { note: "x ".repeat(longestExtra) }],
  ])("that is %s is left out", (_, json) => {
    expect(kept({ ...json, good: 1 })).toEqual({ good: 1 });
  });

  it("is left out where we know it", () => {
    expect(kept({ scope: "a", expires_in: 1, client_info: "x", token_type: "Bearer", refresh_in: 2 })).toEqual({});
  });
});

it("whatever comes, little is kept, it is JSON, and no secret is in it", () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom("", "s3cret-pass", "an-access-token"), (text, secret) => {
      const parsed: unknown = JSON.parse(text);
      const json = { a: parsed, b: `x${secret}y`, [`n${secret}`]: parsed, ["__proto__"]: parsed };
      const fields = kept(json);
      const written = JSON.stringify(fields);
      expect(written.length).toBeLessThanOrEqual(longestExtra + 2);
      expect(JSON.parse(written)).toEqual(fields);
      expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
      expect(secret !== "" && written.includes(secret)).toBe(false);
    }),
  );
});

it("together they are no more than four thousand characters, the first ones first", () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`field${index}`, "x".repeat(50)]));
  const fields = kept(many);
  expect(JSON.stringify(fields).length).toBeLessThanOrEqual(longestExtra);
  expect(Object.keys(fields)).toEqual(Object.keys(many).slice(0, Object.keys(fields).length));
  expect(Object.keys(fields).length).toBeGreaterThan(40);
});

it("comes with the reply, without what was sent", async () => {
  const reply = await replyTo(await startWireServer(), { foci: "1", echo: "it was: a password" });
  expect(reply.extra).toEqual({ foci: "1" });
});
