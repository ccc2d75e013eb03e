// Scopes are sets: neither order nor repetition nor the reserved ones tell two apart, and case does except at Entra.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { authorityKinds } from "../../shared/connection.ts";
import { reservedScopes } from "../../shared/reservedScopes.ts";
import { scopeRules } from "../../shared/scopeRules.ts";

const caseless = ["practice", "entra", "ciam"] as const;
const exact = ["adfs", "b2c", "openid"] as const;
const plain = ["User.Read", "Mail.Read", "api://x/.default", "orders.read"];
const scope = fc.constantFrom(...plain, ...reservedScopes);
const list = fc.array(scope, { maxLength: 6 });
const kind = fc.constantFrom(...authorityKinds);

it("every kind of authority is one of the two", () => {
  expect([...caseless, ...exact].toSorted()).toEqual(authorityKinds.toSorted());
});

describe("two lists of scopes", () => {
  it("are the same in every order and repetition, with or without the reserved ones", () => {
    fc.assert(
      fc.property(kind, list, fc.nat(), (kind, scopes, turn) => {
        const at = scopes.length === 0 ? 0 : turn % scopes.length;
        const turned = [...scopes.slice(at), ...scopes.slice(0, at), ...scopes, "openid"];
        const { same, key, missing } = scopeRules(kind);
        expect(same(scopes, turned)).toBe(true);
        expect(key(scopes)).toBe(key(turned));
        expect([missing(scopes, turned), missing(turned, scopes)]).toEqual([[], []]);
      }),
    );
  });

  it("are the same in other letters at Entra, and two at servers to which case counts", () => {
    fc.assert(
      fc.property(kind, list, (kind, scopes) => {
        const shouted = scopes.map((each) => each.toUpperCase());
        const isOne = (caseless as readonly string[]).includes(kind) || scopes.length === 0;
        const { same, distinct, missing } = scopeRules(kind);
        expect(same(scopes, shouted)).toBe(isOne);
        expect(distinct([...scopes, ...shouted])).toHaveLength(new Set(scopes).size * (isOne ? 1 : 2));
        expect(missing(scopes, shouted)).toEqual(isOne ? [] : shouted);
      }),
    );
  });

  it.each([
    [["User.Read"], ["User.Read", "Mail.Read"]],
    [["User.Read"], ["User.ReadBasic"]],
    [["a b"], ["a", "c"]],
    [["api://x/User.Read"], ["api://y/User.Read"]],
    [["User.Read"], []],
  ])("%j and %j are not the same anywhere", (a, b) => {
    for (const each of authorityKinds) {
      const { same, key } = scopeRules(each);
      expect(same(a, b)).toBe(false);
      expect(key(a)).not.toBe(key(b));
    }
  });
});

it("each scope once, in its order and as it is spelled first", () => {
  const typed = ["User.Read", "user.read", "OPENID", "Mail.Read", "openid", "User.Read"];
  expect(scopeRules("entra").distinct(typed)).toEqual(["User.Read", "OPENID", "Mail.Read"]);
  expect(scopeRules("openid").distinct(typed)).toEqual(["User.Read", "user.read", "OPENID", "Mail.Read", "openid"]);
});

it("what is missing is what was not granted, the reserved ones left aside", () => {
  fc.assert(
    fc.property(kind, list, list, (kind, granted, wanted) => {
      const missing = wanted.filter((each) => !granted.includes(each) && plain.includes(each));
      expect(scopeRules(kind).missing(granted, wanted)).toEqual(missing);
    }),
  );
});

it("the reserved ones are written in small letters where case counts", () => {
  expect(scopeRules("entra").isReserved("OpenID")).toBe(true);
  expect(scopeRules("openid").isReserved("OpenID")).toBe(false);
  for (const each of authorityKinds) expect(reservedScopes.every(scopeRules(each).isReserved)).toBe(true);
});
