// Which of several tokens serves, and what of the scopes that were asked for a server did not grant.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findToken, rulesOf, type CachedToken } from "../../../electron/core/tokens/accountRecord.ts";
import { livesFor } from "../../../electron/core/tokens/freshness.ts";
import { declinedScopes } from "../../../electron/core/tokens/scopes.ts";
import type { AuthorityKind } from "../../../shared/connection.ts";
import { scopeRules } from "../../../shared/scopeRules.ts";
import { recordOf, tokenOf } from "./records.ts";

const openid = (tokens: readonly CachedToken[], kind: AuthorityKind = "openid") =>
  recordOf({ tokens, connection: { ...recordOf().connection, kind } });

describe("the token for some scopes", () => {
  const narrow = tokenOf({ asked: ["User.Read"], expiresAt: 1_000 });
  const wide = tokenOf({ asked: ["User.Read", "Mail.Read"], expiresAt: 3_000 });
  const wider = tokenOf({
    asked: ["Mail.Read", "Files.Read"],
    granted: ["Mail.Read", "Files.Read", "User.Read"],
    expiresAt: 2_000,
  });
  const record = recordOf({ tokens: [narrow, wide, wider] });

  it("is the one that was asked for with exactly these, even if another lives longer", () => {
    expect(findToken(record, { scopes: ["user.read", "openid"] }, 0)).toBe(narrow);
  });

  it("is else the one with all of these that lives longest", () => {
    expect(findToken(record, { scopes: ["Mail.Read"] }, 0)).toBe(wide);
    expect(findToken(record, { scopes: ["Files.Read"] }, 0)).toBe(wider);
  });

  it("is none where none has all of these", () => {
    expect(findToken(record, { scopes: ["User.Read", "Sites.Read"] }, 0)).toBeUndefined();
    expect(findToken(recordOf({ tokens: [] }), { scopes: ["User.Read"] }, 0)).toBeUndefined();
  });

  it("for .default is the one that was got with .default, whatever names it was granted", () => {
    const token = tokenOf({ asked: ["https://graph.microsoft.com/.default"], granted: ["User.Read", "Mail.Read"] });
    const held = recordOf({ tokens: [token] });
    expect(findToken(held, { scopes: ["https://graph.microsoft.com/.DEFAULT"] }, 0)).toBe(token);
    expect(findToken(held, { scopes: ["https://vault.azure.net/.default"] }, 0)).toBeUndefined();
    expect(findToken(held, { scopes: ["Mail.Read"] }, 0)).toBe(token);
  });

  it("is none that was declined what is wanted, but for the very question that it answers", () => {
    const partly = tokenOf({ asked: ["orders.read", "orders.write"], granted: ["orders.read"] });
    const held = openid([partly]);
    expect(findToken(held, { scopes: ["orders.write"] }, 0)).toBeUndefined();
    expect(findToken(held, { scopes: ["orders.read", "orders.list"] }, 0)).toBeUndefined();
    expect(findToken(held, { scopes: ["orders.read"] }, 0)).toBe(partly);
    expect(findToken(held, { scopes: ["orders.write", "orders.read"] }, 0)).toBe(partly);
  });

  it("is rather one that has all of these than the answer that lacks some", () => {
    const partly = tokenOf({ asked: ["a", "b"], granted: ["a"] });
    const whole = tokenOf({ asked: ["a", "b", "c"], expiresAt: 10 });
    expect(findToken(openid([partly, whole]), { scopes: ["a", "b"] }, 0)).toBe(whole);
  });

  it("is never an ended one while another lives, nor a short one while another lives long enough", () => {
    expect(findToken(record, { scopes: ["User.Read"] }, 999)).toBe(narrow);
    expect(findToken(record, { scopes: ["User.Read"] }, 1_000)).toBe(wide);
    expect(findToken(record, { scopes: ["User.Read"] }, 0, 1_500)).toBe(wide);
    expect(findToken(record, { scopes: ["User.Read"] }, 0, 10_000)).toBe(narrow);
  });

  it("of ended ones is the one that serves longest in an outage", () => {
    const inOutage = tokenOf({ asked: ["a", "b"], expiresAt: 1, extendedExpiresAt: 9_000 });
    const ended = tokenOf({ asked: ["a", "c"], expiresAt: 5_000 });
    expect(findToken(openid([ended, inOutage]), { scopes: ["a"] }, 6_000)).toBe(inOutage);
  });

  it.each([
    ["openid", false],
    ["adfs", false],
    ["b2c", false],
    ["entra", true],
    ["ciam", true],
    ["practice", true],
  ] as const)("in other letters at %s: %s", (kind, isFound) => {
    const token = tokenOf({ asked: ["Orders.Read"], granted: ["orders.read", "Orders.Read", "orders.list"] });
    const held = openid([token], kind);
    expect(findToken(held, { scopes: ["ORDERS.READ"] }, 0) === token).toBe(isFound);
    expect(findToken(held, { scopes: ["Orders.List"] }, 0) === token).toBe(isFound);
    expect(findToken(held, { scopes: ["orders.list"] }, 0)).toBe(token);
  });

  it("is right whatever is held and wanted", () => {
    const scope = fc.constantFrom("a", "b", "c", "A", "x/.default", "openid");
    const scopes = fc.array(scope, { minLength: 1, maxLength: 4 });
    const token = fc
      .record({ asked: scopes, granted: fc.array(scope, { maxLength: 4 }), expiresAt: fc.nat(100) })
      .map((changes) => tokenOf(changes));
    const kind = fc.constantFrom<AuthorityKind>("openid", "entra");
    const time = fc.nat(100);
    fc.assert(
      fc.property(fc.array(token, { maxLength: 5 }), scopes, kind, time, time, (tokens, wanted, kind, now, minLife) => {
        const held = openid(tokens, kind);
        const { same, missing } = rulesOf(held);
        const answers = tokens.filter((each) => same(each.asked, wanted));
        const grants = tokens.filter(
          (each) =>
            missing([...each.granted, ...each.asked.filter((one) => one === "x/.default")], wanted).length === 0,
        );
        const best = findToken(held, { scopes: wanted }, now, minLife);
        const able = [...answers, ...grants];
        const of = (from: readonly CachedToken[]): boolean => best !== undefined && from.includes(best);
        const some = (from: readonly CachedToken[], ms: number): boolean =>
          from.some((each) => livesFor(each, ms, now));
        expect(of(able)).toBe(able.length > 0);
        expect([some(able, minLife), best !== undefined && livesFor(best, minLife, now)]).not.toEqual([true, false]);
        expect([some(able, 0), best !== undefined && livesFor(best, 0, now)]).not.toEqual([true, false]);
        // What lacks a scope answers only where nothing that lives as long has all of them.
        const isPart = !of(grants) && best !== undefined;
        const longest = best !== undefined && livesFor(best, minLife, now) ? minLife : 0;
        expect([isPart, some(grants, longest)]).not.toEqual([true, true]);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("what was not granted", () => {
  it.each([
    ["openid", ["a", "b"], ["a"], ["b"]],
    ["openid", ["a", "openid", "offline_access"], ["a"], []],
    ["openid", ["A"], ["a"], ["A"]],
    ["entra", ["A"], ["a"], []],
    ["openid", ["a", "b"], [], ["a", "b"]],
    ["openid", ["https://api.example/read"], ["read"], []],
    ["adfs", ["https://api.example/user_impersonation"], ["user_impersonation", "openid"], []],
    ["entra", ["https://graph.microsoft.com/User.Read", "Mail.Read"], ["User.Read", "mail.read"], []],
    ["entra", ["User.Read"], ["https://graph.microsoft.com/User.Read"], []],
    ["entra", ["User.Read"], ["00000003-0000-0000-c000-000000000000/User.Read"], []],
    ["entra", ["User.Read", "Mail.Read"], ["https://graph.microsoft.us/User.Read"], ["Mail.Read"]],
    ["entra", ["User.Read"], ["api://mine/User.Read"], ["User.Read"]],
    ["entra", ["https://graph.microsoft.com/.default"], ["User.Read"], []],
    ["entra", ["api://x/.default", "offline_access"], ["api://x/read"], []],
  ] as const)("at %s of %j where %j was granted is %j", (kind, asked, granted, declined) => {
    expect(declinedScopes(scopeRules(kind), granted, asked)).toEqual(declined);
  });
});
