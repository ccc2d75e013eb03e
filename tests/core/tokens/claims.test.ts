// Claims as they stand in a token: numbers to the digit, members in their own order.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Secret } from "../../../electron/core/secret.ts";
import { membersOf, readClaims } from "../../../electron/core/tokens/claims.ts";

const tokenOf = (json: string): Secret => new Secret(`e30.${Buffer.from(json).toString("base64url")}.sig`);
const shown = (json: string): readonly (readonly [string, string])[] =>
  readClaims(tokenOf(json)).claims.map(({ name, value }) => [name, value]);

describe("claims", () => {
  it("keep what a parsed number would lose, and the order that a parsed object would change", () => {
    const json = '{"z":12345678901234567890,"b":1.0,"10":1e3,"2":-0,"a":{"n":9007199254740993,"l":[1.50,"x"]}}';
    expect(shown(json)).toEqual([
      ["z", "12345678901234567890"],
      ["b", "1.0"],
      ["10", "1e3"],
      ["2", "-0"],
      ["a", '{"n":9007199254740993,"l":[1.50,"x"]}'],
    ]);
  });

  it("are shown twice where they stand twice, without white space and needless escapes", () => {
    const json = '{ "sub" : "\\u00e9\\/\\"" ,\n"sub":null, "roles": [ ], "o": { }, "t": true }';
    expect(shown(json)).toEqual([
      ["sub", '"é/\\""'],
      ["sub", "null"],
      ["roles", "[]"],
      ["o", "{}"],
      ["t", "true"],
    ]);
  });

  it.each(["", "not.a.token", "a.b", "e30.W10.x", "e30.bm90IGpzb24.x", "a.b.c.d.e"])(
    "of %j cannot be read",
    (token) => {
      expect(readClaims(new Secret(token))).toEqual({ readable: false, claims: [] });
    },
  );

  it("say the same as the parsed object, whatever it holds", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue()), fc.boolean(), (object, spaced) => {
        const json = JSON.stringify(object, null, spaced ? 2 : 0);
        const again = membersOf(json).map(({ name, value }) => [name, JSON.parse(value) as unknown]);
        expect(Object.fromEntries(again)).toEqual(JSON.parse(json));
      }),
    );
  });
});
