// The judgment on whose a token is, by itself: every combination of what is asked and what an answer says.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Claims } from "../../../electron/core/identity/claims.ts";
import { type Asked, judgeToken, type Judgment, type Said } from "../../../electron/core/identity/whoseToken.ts";
import { base64Json } from "../grants/asking.ts";

const home = "11111111-1111-4222-8333-444444444444";
const abroad = "22222222-1111-4222-8333-444444444444";
const ann = `ann.${home}`;
const annInfo = base64Json({ uid: "ann", utid: home });
const benInfo = base64Json({ uid: "ben", utid: home });

const entra = (asked: Asked, said: Said): Judgment => judgeToken(asked, said, "clientInfo");
const refusal = (error: string) => ({ ok: false, error });

describe("a token of another directory", () => {
  const other: Asked = { homeAccountId: ann, nobodyElse: true, tenant: { id: abroad, isOther: true, not: [home] } };

  it.each<[string, Claims]>([
    ["a good ID token says", { tid: home, oid: "ann" }],
    ["a good ID token says in capitals", { tid: home.toUpperCase(), oid: "ann" }],
    ["a good ID token says of a third one", { tid: "33333333-1111-4222-8333-444444444444", oid: "x" }],
  ])("is refused where %s so, passed over or not", (_, claims) => {
    expect(entra(other, { clientInfo: annInfo, claims })).toEqual(refusal("tenant_mismatch"));
    expect(entra(other, { clientInfo: annInfo, doubted: claims })).toEqual(refusal("tenant_mismatch"));
  });

  it("is not taken where nothing that can be relied on names the directory", () => {
    for (const said of [
      {},
      { claims: { oid: "guest" } },
      { claims: { oid: "guest", tid: "no-id" } },
      { doubted: { tid: abroad, oid: "guest" } },
    ])
      expect(entra(other, { clientInfo: annInfo, ...said })).toEqual(refusal("tenant_unconfirmed"));
  });

  it("is that one's where a good ID token names it, in any case", () => {
    for (const tid of [abroad, abroad.toUpperCase()])
      expect(entra(other, { clientInfo: annInfo, claims: { tid, oid: "guest" } })).toMatchObject({ ok: true });
  });

  it("known by its domain alone must not be one that is known to be another", () => {
    const asked: Asked = { homeAccountId: ann, tenant: { isOther: true, not: [home] } };
    expect(entra(asked, { claims: { tid: home, oid: "ann" } })).toEqual(refusal("tenant_mismatch"));
    expect(entra(asked, { claims: { tid: abroad, oid: "guest" } })).toMatchObject({ ok: true });
  });

  it("is refused in place of the connection's own one, too, which needs no ID token", () => {
    const own: Asked = { homeAccountId: ann, tenant: { id: home, isOther: false } };
    expect(entra(own, { claims: { tid: abroad, oid: "ann" } })).toEqual(refusal("tenant_mismatch"));
    expect(entra(own, { doubted: { tid: abroad } })).toEqual(refusal("tenant_mismatch"));
    expect(entra(own, {})).toMatchObject({ ok: true, person: "untold" });
    // What is no directory's ID is compared with none.
    expect(entra(own, { claims: { tid: "a-tid", oid: "ann" } })).toMatchObject({ ok: true });
  });
});

describe("the person of an account", () => {
  const personOf = (said: Said, homeAccountId = ann, by: "clientInfo" | "subject" = "clientInfo"): string => {
    const judgment = judgeToken({ homeAccountId }, said, by);
    return judgment.ok ? judgment.person : judgment.error;
  };

  it.each<[string, Said, string]>([
    ["client_info of home", { clientInfo: annInfo }, "same"],
    ["client_info in capitals", { clientInfo: base64Json({ uid: "ANN", utid: home.toUpperCase() }) }, "same"],
    ["client_info of another", { clientInfo: benInfo }, "different"],
    [
      "client_info of home and a guest's ID token",
      { clientInfo: annInfo, claims: { oid: "guest", tid: abroad } },
      "same",
    ],
    [
      "client_info of another and a guest's ID token",
      { clientInfo: benInfo, claims: { oid: "guest", tid: abroad } },
      "different",
    ],
    ["an ID token of home", { claims: { oid: "ann", tid: home } }, "same"],
    ["an ID token of home about another", { claims: { oid: "ben", tid: home } }, "different"],
    [
      "a guest's ID token alone, which names another object",
      { claims: { oid: "guest", tid: abroad, sub: "s" } },
      "untold",
    ],
    ["an ID token of home that was passed over", { doubted: { oid: "ann", tid: home } }, "untold"],
    ["one about another that was passed over", { doubted: { oid: "ben", tid: home } }, "different"],
    ["a guest's that was passed over", { doubted: { oid: "guest", tid: abroad } }, "untold"],
    [
      "client_info and an ID token that contradict each other",
      { clientInfo: annInfo, claims: { oid: "ben", tid: home } },
      "user_mismatch",
    ],
    [
      "client_info and one passed over that contradict each other",
      { clientInfo: annInfo, doubted: { oid: "ben", tid: home } },
      "user_mismatch",
    ],
    ["nothing", {}, "untold"],
    ["client_info that cannot be read", { clientInfo: "%%%" }, "untold"],
  ])("is compared by %s", (_, said, expected) => {
    expect(personOf(said)).toBe(expected);
  });

  it("of Azure AD B2C has the policy in client_info, and not in the ID token", () => {
    const account = `oid-1-b2c_1_ropc.${home}`;
    const clientInfo = base64Json({ uid: "oid-1-b2c_1_ropc", utid: home });
    expect(personOf({ clientInfo, claims: { oid: "oid-1", tid: home } }, account)).toBe("same");
    expect(personOf({ claims: { oid: "oid-1", tid: home } }, account)).toBe("same");
    expect(personOf({ claims: { oid: "oid-2", tid: home } }, account)).toBe("different");
    expect(personOf({ clientInfo, claims: { oid: "oid-2", tid: home } }, account)).toBe("user_mismatch");
  });

  it("at an OpenID server is told by the subject alone, letter by letter", () => {
    const bySubject = (said: Said): string => personOf(said, "Ann-1", "subject");
    expect(bySubject({ claims: { sub: "Ann-1" } })).toBe("same");
    expect(bySubject({ claims: { sub: "ann-1" } })).toBe("different");
    expect(bySubject({ claims: { sub: "Ann-1" }, clientInfo: benInfo })).toBe("same");
    expect(bySubject({ doubted: { sub: "ben" } })).toBe("different");
    expect(bySubject({ doubted: { sub: "Ann-1" } })).toBe("untold");
  });

  it("who was known by a subject alone stays so where Entra tells no more, and a guest has another subject", () => {
    const own: Asked = { homeAccountId: "pairwise", nobodyElse: true, tenant: { id: home, isOther: false } };
    expect(entra(own, { claims: { sub: "pairwise" } })).toMatchObject({ person: "same" });
    expect(entra(own, { claims: { sub: "another" } })).toEqual(refusal("user_mismatch"));
    const other: Asked = { ...own, tenant: { id: abroad, isOther: true } };
    expect(entra(other, { claims: { sub: "another", tid: abroad } })).toMatchObject({ person: "untold" });
  });

  it("of whom no server has said anything is nobody to compare with", () => {
    expect(personOf({ claims: { oid: "ben", tid: home } }, "name:ann@x.test")).toBe("untold");
  });
});

describe("whatever is said", () => {
  const ids = fc.constantFrom("ann", "ben", "guest");
  const tenants = fc.constantFrom(home, abroad);
  const optional = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined });
  const claims = fc.record({ sub: optional(ids), oid: optional(ids), tid: optional(tenants) }) as fc.Arbitrary<Claims>;
  const said = fc
    .record({
      clientInfo: optional(fc.oneof(fc.record({ uid: ids, utid: tenants }).map(base64Json), fc.constant("%"))),
      idToken: optional(claims),
      isGood: fc.boolean(),
    })
    .map(({ clientInfo, idToken, isGood }): Said => ({ clientInfo, [isGood ? "claims" : "doubted"]: idToken }));
  const asked = fc.record({
    homeAccountId: fc.constantFrom(ann, `ann.${abroad}`, "ann"),
    nobodyElse: fc.boolean(),
    tenant: optional(fc.record({ id: optional(tenants), isOther: fc.boolean(), not: optional(fc.constant([home])) })),
  });

  it("no token of a directory passes that nothing reliable confirms, or that anything denies", () => {
    fc.assert(
      fc.property(asked, said, fc.constantFrom("clientInfo", "subject"), (wish, answer, by) => {
        const judgment = judgeToken(wish, answer, by);
        const { tenant } = wish;
        if (!judgment.ok || tenant === undefined) return;
        const told = answer.claims?.["tid"] ?? answer.doubted?.["tid"];
        const denied = tenant.id === undefined ? tenant.not?.some((id) => id === told) : told !== tenant.id;
        const unconfirmed = tenant.isOther && answer.claims?.["tid"] === undefined;
        expect([told !== undefined && denied === true, unconfirmed]).toEqual([false, false]);
      }),
      { numRuns: 3_000 },
    );
  });

  it("nobody is the same whom nothing reliable names, and who is named as another is not taken silently", () => {
    fc.assert(
      fc.property(asked, said, fc.constantFrom("clientInfo", "subject"), (wish, answer, by) => {
        const judgment = judgeToken(wish, answer, by);
        if (!judgment.ok) return;
        const { person, identity } = judgment;
        const named = [identity.homeAccountId, answer.claims?.["sub"]].includes(wish.homeAccountId);
        expect(person === "same" ? named : person === "untold" || !wish.nobodyElse).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});
