// What a reply and a refusal change in the record of an account, and what they leave alone.
import { describe, expect, it } from "vitest";
import type { TokenReply } from "../../../electron/core/grants/tokenRequest.ts";
import { Secret } from "../../../electron/core/secret.ts";
import { findToken, withRefusal, withReply, withScopeSet } from "../../../electron/core/tokens/accountRecord.ts";
import { connectionIn, targetIn } from "../../../electron/core/tokens/tenants.ts";
import { hour, recordOf, tokenOf } from "./records.ts";

const scopes = ["User.Read"];
const abroad = { scopes, tenant: "fabrikam.example" };
const home = "7e57ab1e-0ac7-4c1e-9a11-0f0c0a57a1ed";
const other = "c0a9a111-0ac7-4c1e-9a11-0f0c0a57a1ed";

function replyOf(changes: Partial<TokenReply> = {}): TokenReply {
  return {
    accessToken: new Secret("a-new-token"),
    tokenType: "Bearer",
    issuedAt: 0,
    expiresAt: hour,
    scopes,
    identity: {},
    person: "untold",
    extra: {},
    ...changes,
  };
}

describe("a good reply", () => {
  it("brings a token for its own tenant, and the refresh token for all", () => {
    const after = withReply(recordOf(), abroad, replyOf({ refreshToken: new Secret("rotated") }));
    expect(after.refreshToken?.reveal()).toBe("rotated");
    expect(findToken(after, abroad, 0)?.token.reveal()).toBe("a-new-token");
    expect(findToken(after, { scopes }, 0)?.token.reveal()).toBe("an-access-token");
    expect(after.scopeSets.map(({ tenant }) => tenant)).toEqual([undefined, "fabrikam.example"]);
    const again = withReply(after, abroad, replyOf({ accessToken: new Secret("the-next") }));
    expect(again.tokens).toHaveLength(2);
    expect(findToken(again, abroad, 0)?.token.reveal()).toBe("the-next");
  });

  it("keeps what else the server said with the token, and drops it with the token", () => {
    const extra = { foci: "1", future: { a: [1] } };
    const after = withReply(recordOf(), { scopes }, replyOf({ extra }));
    expect(after.tokens).toMatchObject([{ extra }]);
    expect(withReply(after, { scopes }, replyOf()).tokens[0]).not.toHaveProperty("extra");
  });

  it("drops tokens that serve nobody any more, but not those that serve in an outage", () => {
    const tokens = [
      tokenOf({ asked: ["ended"] }),
      tokenOf({ asked: ["in-outage"], extendedExpiresAt: 3 * hour }),
      tokenOf({ asked: ["alive"], expiresAt: 4 * hour }),
    ];
    const after = withReply(recordOf({ tokens }), { scopes }, replyOf({ issuedAt: 2 * hour, expiresAt: 3 * hour }));
    expect(after.tokens.map(({ asked }) => asked[0])).toEqual(["in-outage", "alive", "User.Read"]);
  });

  it("tells who the person is in the tenant that answered, without renaming the account", () => {
    const record = recordOf({ homeAccountId: `oid.${home}` });
    const guest = { tenantId: other, localAccountId: "guest", username: "ann#EXT#@fabrikam.example" };
    const after = withReply(record, abroad, replyOf({ identity: guest }));
    expect(after.username).toBe("ann@contoso.example");
    expect(after.tenantProfiles).toEqual([
      { tenant: other, localAccountId: "guest", username: guest.username, isHome: false, askedAs: abroad.tenant },
    ]);
    const here = { tenantId: home, localAccountId: "oid", username: "ann@contoso.example" };
    const both = withReply(after, { scopes }, replyOf({ identity: here }));
    expect(both.tenantProfiles?.map(({ tenant, isHome }) => [tenant, isHome])).toEqual([
      [other, false],
      [home, true],
    ]);
    expect(withReply(both, { scopes }, replyOf()).tenantProfiles).toEqual(both.tenantProfiles);
  });

  it("renames the account where the person was renamed at home, and only there", () => {
    const renamed = { username: "ann.new@contoso.example", name: "Ann New" };
    expect(withReply(recordOf(), { scopes }, replyOf({ identity: renamed }))).toMatchObject(renamed);
    expect(withReply(recordOf(), abroad, replyOf({ identity: renamed })).username).toBe("ann@contoso.example");
    expect(withReply(recordOf(), { scopes }, replyOf()).username).toBe("ann@contoso.example");
    const connection = { ...recordOf().connection, kind: "openid" as const, tenant: "" };
    const elsewhere = withReply(recordOf({ connection }), { scopes }, replyOf({ identity: renamed }));
    expect(elsewhere.username).toBe("ann@contoso.example");
  });

  it("remembers no more than fifty tenants, the latest", () => {
    let record = recordOf();
    for (let n = 0; n < 60; n += 1) {
      record = withReply(record, abroad, replyOf({ identity: { tenantId: `t${n}`, localAccountId: "o" } }));
    }
    expect(record.tenantProfiles).toHaveLength(50);
    expect(record.tenantProfiles?.at(-1)?.tenant).toBe("t59");
  });
});

it("a refusal is kept on the scope set of its tenant alone, and over with the next good reply there", () => {
  const refusal = { kind: "guestAccount", at: 0, evidence: {} } as const;
  const refused = withRefusal(recordOf(), abroad, refusal, true);
  expect(refused.scopeSets.map((set) => set.refusal?.kind)).toEqual([undefined, "guestAccount"]);
  expect(refused.refreshToken).toBeDefined();
  expect(withReply(refused, { scopes }, replyOf()).scopeSets[1]?.refusal).toEqual(refusal);
  expect(withReply(refused, abroad, replyOf()).scopeSets[1]).not.toHaveProperty("refusal");
});

it("the own tenant's scope sets stand before the others', whatever was added first", () => {
  const sets = withScopeSet(recordOf({ scopeSets: withScopeSet(recordOf(), abroad) }), { scopes: ["Mail.Read"] });
  expect(sets.map((set) => [set.scopes[0], set.tenant])).toEqual([
    ["User.Read", undefined],
    ["Mail.Read", undefined],
    ["User.Read", "fabrikam.example"],
  ]);
});

describe("the tenant of a target", () => {
  const at = (tenant: string, changes: Parameters<typeof recordOf>[0] = {}) =>
    targetIn(recordOf({ homeAccountId: `oid.${home}`, ...changes }), { scopes, tenant });
  const connectionAt = (tenant: string, kind: "entra" | "openid" = "entra") => ({
    connection: { ...recordOf().connection, tenant, kind },
  });

  it("is left out where it is the connection's own, by whichever name", () => {
    expect(at(" Contoso.Example ")).toEqual({ scopes });
    const profile = { tenant: home, localAccountId: "oid", isHome: true, askedAs: "contoso.example" };
    expect(at(home, { tenantProfiles: [profile] })).toEqual({ scopes });
    expect(at(home, connectionAt("organizations"))).toEqual({ scopes });
    expect(at(other, connectionAt("organizations"))).toEqual({ scopes, tenant: other });
  });

  it("is refused where authorities have none, or where it is none", () => {
    expect(at("fabrikam.example", connectionAt("", "openid"))).toBe("refused");
    for (const tenant of ["", "a b", "../x", "common", "organizations", "x".repeat(256)])
      expect(at(tenant)).toBe("refused");
  });

  it("leads people of an authority for all organisations home, personal accounts excepted", () => {
    const record = recordOf({ homeAccountId: `oid.${home}`, ...connectionAt("organizations") });
    const placeFor = (changes: Parameters<typeof recordOf>[0]) =>
      connectionIn(record.connection, recordOf({ ...record, ...changes }), undefined).tenant;
    expect(placeFor({})).toBe(home);
    expect(placeFor({ homeAccountId: "name:ann" })).toBe("organizations");
    expect(placeFor({ homeAccountId: "uid.9188040d-6c67-4c5b-b112-36a304b66dad" })).toBe("organizations");
    expect(connectionIn(record.connection, record, "fabrikam.example").tenant).toBe("fabrikam.example");
  });
});
