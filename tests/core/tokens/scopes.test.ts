// Scopes are sets: neither order nor case nor the reserved ones tell two of them apart.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findToken } from "../../../electron/core/tokens/accountRecord.ts";
import { covers, sameScopes, scopeKey } from "../../../electron/core/tokens/scopes.ts";
import { recordOf, tokenOf } from "./records.ts";

const scope = fc.constantFrom("User.Read", "Mail.Read", "api://x/.default", "openid", "profile", "offline_access");
const list = fc.array(scope, { maxLength: 6 });

describe("two lists of scopes", () => {
  it("are the same in every order, case and repetition, with or without the reserved ones", () => {
    fc.assert(
      fc.property(list, fc.nat(), (scopes, turn) => {
        const at = scopes.length === 0 ? 0 : turn % scopes.length;
        const turned = [...scopes.slice(at), ...scopes.slice(0, at), ...scopes, "openid"];
        expect(
          sameScopes(
            scopes,
            turned.map((each, index) => (index % 2 === 0 ? each.toUpperCase() : each)),
          ),
        ).toBe(true);
      }),
    );
  });

  it.each([
    [["User.Read"], ["User.Read", "Mail.Read"]],
    [["User.Read"], ["User.ReadBasic"]],
    [["a b"], ["a", "c"]],
    [["api://x/User.Read"], ["api://y/User.Read"]],
    [["User.Read"], []],
  ])("%j and %j are not the same", (a, b) => {
    expect(sameScopes(a, b)).toBe(false);
    expect(scopeKey(a)).not.toBe(scopeKey(b));
  });
});

describe("what was granted covers what is wanted", () => {
  it("if it is a superset, the reserved ones left aside", () => {
    fc.assert(
      fc.property(list, list, (granted, wanted) => {
        const missing = wanted.filter((each) => !granted.includes(each) && each.includes("."));
        expect(covers(granted, wanted)).toBe(missing.length === 0);
      }),
    );
    expect(covers(["user.READ"], ["User.Read", "openid"])).toBe(true);
    expect(covers([], ["User.Read"])).toBe(false);
  });
});

describe("the token for some scopes", () => {
  const narrow = tokenOf({ asked: ["User.Read"], expiresAt: 1_000 });
  const wide = tokenOf({ asked: ["User.Read", "Mail.Read"], expiresAt: 3_000 });
  const wider = tokenOf({ asked: ["Mail.Read", "Files.Read"], granted: ["Mail.Read", "User.Read"], expiresAt: 2_000 });
  const record = recordOf({ tokens: [narrow, wide, wider] });

  it("is the one that was asked for with exactly these, even if another lives longer", () => {
    expect(findToken(record, { scopes: ["user.read", "openid"] })).toBe(narrow);
  });

  it("is else the one with all of these that lives longest", () => {
    expect(findToken(record, { scopes: ["Mail.Read"] })).toBe(wide);
    expect(findToken(record, { scopes: ["Files.Read"] })).toBe(wider);
  });

  it("is none where none has all of these", () => {
    expect(findToken(record, { scopes: ["User.Read", "Sites.Read"] })).toBeUndefined();
    expect(findToken(recordOf({ tokens: [] }), { scopes: ["User.Read"] })).toBeUndefined();
  });

  it("for .default is the one that was got with .default, whatever names it was granted", () => {
    const token = tokenOf({ asked: ["https://graph.microsoft.com/.default"], granted: ["User.Read", "Mail.Read"] });
    expect(findToken(recordOf({ tokens: [token] }), { scopes: token.asked })).toBe(token);
  });
});
