// An account record as text and back: nothing lost, nothing foreign or torn taken for one.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Failure, FailureKind } from "../../shared/failure.ts";
import { decodeRecord, encodeRecord, recordFormat } from "../../electron/core/recordCodec.ts";
import { Secret } from "../../electron/core/secret.ts";
import { findToken } from "../../electron/core/tokens/accountRecord.ts";
import { anyRecord, recordOf, revealed, tokenOf } from "./tokens/records.ts";

it("every record comes back as it was, its secrets sealed in their objects again", () => {
  fc.assert(
    fc.property(anyRecord, (record) => {
      const decoded = decodeRecord(encodeRecord(record), record.id);
      expect(revealed(decoded)).toEqual(revealed(record));
      for (const { token } of decoded?.tokens ?? []) expect(token).toBeInstanceOf(Secret);
    }),
  );
});

it("a record of another account is none of this one's", () => {
  const text = encodeRecord(recordOf({ id: "account-1" }));
  expect(decodeRecord(text, "account-1")).toBeDefined();
  expect(decodeRecord(text, "account-2")).toBeUndefined();
  expect(decodeRecord(text, "")).toBeUndefined();
});

it("a record torn anywhere is no record", () => {
  const text = encodeRecord(recordOf());
  for (let length = 0; length < text.length; length += 1) {
    expect(decodeRecord(text.slice(0, length), "account-1")).toBeUndefined();
  }
});

it("garbage is no record, and never throws", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), (text) => !decodeRecord(text, "account-1")),
  );
});

const plain = JSON.parse(encodeRecord(recordOf())) as Record<string, unknown>;

it.each(["format", "id", "revision", "connection", "homeAccountId", "username", "signedInAt", "scopeSets", "tokens"])(
  "a record without its %s, or with something else there, is no record",
  (field) => {
    for (const value of [undefined, null, {}, [[]], true]) {
      expect(decodeRecord(JSON.stringify({ ...plain, [field]: value }), "account-1")).toBeUndefined();
    }
  },
);

it("a record of a later format is left to the version that knows it", () => {
  expect(decodeRecord(JSON.stringify({ ...plain, format: recordFormat + 1 }), "account-1")).toBeUndefined();
});

const withOtherTenant = recordOf({
  scopeSets: [...recordOf().scopeSets, { id: "there", scopes: ["Mail.Read"], tenant: "fabrikam.example" }],
  tokens: [tokenOf(), tokenOf({ asked: ["Mail.Read"], tenant: "fabrikam.example", token: new Secret("of-fabrikam") })],
});

it("tokens of other tenants stand apart, where a version that knows no tenants neither shows nor hands them out", () => {
  const stored = JSON.parse(encodeRecord(withOtherTenant)) as Record<"format" | "scopeSets" | "tokens", unknown>;
  expect(stored.format).toBe(1);
  expect(stored.scopeSets).toEqual(recordOf().scopeSets);
  expect(JSON.stringify(stored.tokens)).not.toMatch(/of-fabrikam|Mail\.Read|fabrikam/);
  const here = decodeRecord(JSON.stringify(stored), "account-1") ?? recordOf();
  expect(findToken(here, { scopes: ["Mail.Read"] }, 0)).toBeUndefined();
  expect(findToken(here, { scopes: ["Mail.Read"], tenant: "fabrikam.example" }, 0)?.token.reveal()).toBe("of-fabrikam");
});

it("a token that stands apart without its tenant makes the record none: it could be taken for the own one's", () => {
  for (const name of ["otherTenantTokens", "otherTenantScopeSets"]) {
    const stored = JSON.parse(encodeRecord(withOtherTenant)) as Record<string, unknown>;
    const [first] = stored[name] as [Record<string, unknown>];
    expect(
      decodeRecord(JSON.stringify({ ...stored, [name]: [{ ...first, tenant: undefined }] }), "account-1"),
    ).toBeUndefined();
  }
});

it("a record that was stored before other tenants were known reads as it did", () => {
  const text = readFileSync(join(import.meta.dirname, "tokens/recordOfFormat1.json"), "utf8");
  const record = decodeRecord(text, "account-1");
  expect(record).toMatchObject({ revision: 7, username: "ann@contoso.example", refreshTokenEndsAt: 1_770_000_000_000 });
  expect(record?.refreshToken?.reveal()).toBe("a-refresh-token");
  expect(record?.scopeSets.map(({ id, tenant }) => [id, tenant])).toEqual([
    ["5f0e9b7d", undefined],
    ["0f5f0f3e", undefined],
  ]);
  const found = record && findToken(record, { scopes: ["User.Read"] }, 0);
  expect(found?.token.reveal()).toBe("an-access-token");
  expect(record && findToken(record, { scopes: ["User.Read"], tenant: "fabrikam.example" }, 0)).toBeUndefined();
  expect(JSON.parse(encodeRecord(record ?? recordOf()))).toEqual(JSON.parse(text));
});

it("what a newer version adds is no damage, wherever it adds it, and is not lost by being stored again", () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const added: unknown = JSON.parse(json);
      const base = recordOf();
      const with2027 = {
        ...base,
        added2027: added,
        connection: { ...base.connection, added2027: added },
        scopeSets: base.scopeSets.map((set) => ({ ...set, added2027: added })),
        tokens: [...base.tokens, tokenOf({ tenant: "x.example" })].map((token) => ({ ...token, added2027: added })),
        tenantProfiles: [{ tenant: "t", localAccountId: "o", isHome: true, askedAs: "x", added2027: added }],
      };
      const decoded = decodeRecord(encodeRecord(with2027), base.id);
      expect(decoded?.refreshToken?.reveal()).toBe("a-refresh-token");
      expect(JSON.parse(encodeRecord(decoded ?? base))).toEqual(JSON.parse(encodeRecord(with2027)));
    }),
  );
});

it("text inside a record may be anything, also what looks like JSON or a prototype", () => {
  const odd = '{"__proto__":1}\u2028\u0000"\\';
  const record = recordOf({ username: odd, label: "__proto__", refreshToken: new Secret(odd) });
  expect(revealed(decodeRecord(encodeRecord(record), record.id))).toEqual(revealed(record));
});

describe("a refusal that an older version kept", () => {
  const kept = (kind: FailureKind, evidence: Failure["evidence"], more: Partial<Failure> = {}) => {
    const refusal: Failure = { kind, at: 1, evidence: { grant: "refreshToken", status: 400, ...evidence }, ...more };
    const record = recordOf({ scopeSets: [{ id: "s", scopes: ["User.Read"], label: "Mine", refusal }] });
    return decodeRecord(encodeRecord(record), "account-1")?.scopeSets[0];
  };
  const error = "invalid_grant";

  it.each([
    ["the service, by its code", "serviceDown", { error, codes: ["AADSTS90033"] }, {}],
    ["too many requests, by its code", "throttled", { error, codes: ["AADSTS50196"] }, {}],
    ["whatever named a time", "refreshRejected", { error }, { retryAt: 60_001 }],
  ] as const)("for what passes (%s) is none", (_, kind, evidence, more) => {
    expect(kept(kind, evidence, more)).toEqual({ id: "s", scopes: ["User.Read"], label: "Mine" });
  });

  it.each([
    ["consent", "consentRequired", { error, codes: ["AADSTS65001"] }],
    ["a dead refresh token", "refreshRejected", { error, suberror: "bad_token" }],
  ] as const)("for what takes a person (%s) stays one", (_, kind, evidence) => {
    expect(kept(kind, evidence)).toMatchObject({ refusal: { kind, evidence } });
  });
});
