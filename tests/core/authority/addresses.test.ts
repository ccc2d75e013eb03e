// How the address of an authority is kept: whatever is typed, by whatever name, it leads to one place and never in clear.
import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { belongsTo } from "../../../electron/core/connections.ts";
import { authorityKinds, checkConnection, type AuthorityKind, type Connection } from "../../../shared/connection.ts";
import { recordOf } from "../tokens/records.ts";

interface Kept {
  readonly kind: AuthorityKind;
  readonly authority: string;
  readonly tenant: string;
}

function kept(kind: string, authority: string, tenant = ""): Kept | undefined {
  const draft = { label: "Work", colour: "blue", kind, authority, tenant, clientId: "c", scopes: "api.read" };
  const checked = checkConnection(draft);
  return checked.ok ? checked.connection : undefined;
}

describe("a customer directory", () => {
  const authority = "https://contoso.ciamlogin.com/contoso.onmicrosoft.com";
  test.each([
    ["entra", "https://contoso.ciamlogin.com", ""],
    ["entra", "https://contoso.ciamlogin.com/", "contoso.onmicrosoft.com"],
    ["openid", "https://CONTOSO.ciamlogin.com/contoso.onmicrosoft.com/v2.0", ""],
    ["openid", "https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration", ""],
    ["b2c", "https://contoso.ciamlogin.com/Contoso.onmicrosoft.com", ""],
    ["adfs", "https://contoso.ciamlogin.com", ""],
    ["ciam", "https://contoso.ciamlogin.com", ""],
  ])("is one though it was taken for %s at %s with the tenant “%s”", (kind, typed, tenant) => {
    expect(kept(kind, typed, tenant)).toMatchObject({ kind: "ciam", authority, tenant: "" });
  });

  test("is no host that only looks like one", () => {
    expect(kept("openid", "https://contoso.ciamlogin.com.evil.example")).toMatchObject({ kind: "openid" });
    expect(kept("openid", "https://ciamlogin.com")).toMatchObject({ kind: "openid" });
  });
});

test.each([
  [
    "b2c",
    "https://c.b2clogin.com/c.onmicrosoft.com?p=B2C_1_ropc",
    "https://c.b2clogin.com/c.onmicrosoft.com/B2C_1_ropc",
  ],
  [
    "b2c",
    "https://c.b2clogin.com/c.onmicrosoft.com/v2.0/.well-known/openid-configuration?p=B2C_1_ropc",
    "https://c.b2clogin.com/c.onmicrosoft.com/B2C_1_ropc",
  ],
  [
    "b2c",
    "https://c.b2clogin.com/tfp/c.onmicrosoft.com/B2C_1_ropc/v2.0/.well-known/openid-configuration",
    "https://c.b2clogin.com/tfp/c.onmicrosoft.com/B2C_1_ropc",
  ],
  [
    "b2c",
    "https://c.b2clogin.com/c.onmicrosoft.com/B2C_1_ropc/v2.0",
    "https://c.b2clogin.com/c.onmicrosoft.com/B2C_1_ropc",
  ],
  ["adfs", "https://fs.example", "https://fs.example/adfs"],
  ["adfs", "https://fs.example/adfs/.well-known/openid-configuration", "https://fs.example/adfs"],
  ["openid", "https://id.example/realms/Staff/.well-known/openid-configuration", "https://id.example/realms/Staff"],
  ["openid", "https://id.example/o/tray/", "https://id.example/o/tray/"],
])("kind %s: %s is kept as %s", (kind, typed, authority) => {
  expect(kept(kind, typed)).toMatchObject({ kind, authority });
});

test.each([
  ["b2c", "https://c.b2clogin.com/c.onmicrosoft.com?p=a&q=b"],
  ["b2c", "https://c.b2clogin.com/c.onmicrosoft.com"],
  ["openid", "https://id.example/?p=B2C_1_ropc"],
])("kind %s: %s is refused", (kind, typed) => {
  expect(kept(kind, typed)).toBeUndefined();
});

it("whatever is typed, it is judged without throwing, kept as it stays when typed again, and never in clear", () => {
  const address = fc.oneof(
    fc.string(),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.webUrl({ validSchemes: ["http", "https"] }).map((url) => `${url}/.well-known/openid-configuration`),
    fc.constantFrom("https://x.ciamlogin.com", "https://a@b.example", "http://127.0.0.1:9", "https://[::1]/adfs"),
  );
  fc.assert(
    fc.property(fc.constantFrom(...authorityKinds), address, fc.string(), (kind, typed, tenant) => {
      const once = kept(kind, typed, tenant);
      if (once === undefined || once.kind === "practice") return;
      expect(kept(once.kind, once.authority, once.tenant)).toEqual(once);
      const url = new URL(once.authority);
      expect(url.protocol === "https:" || /^(?:localhost|127\.|\[::1\])/.test(url.hostname)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

describe("a refresh token", () => {
  const of = (changes: Partial<Connection>): Connection => ({ ...recordOf().connection, ...changes });
  const entra = (host: string, tenant = "contoso.example"): Connection =>
    of({ kind: "entra", authority: `https://${host}`, tenant });
  const at = (kind: AuthorityKind, authority: string): Connection => of({ kind, authority, tenant: "" });

  test.each([
    ["another name of its cloud", entra("login.windows.net"), entra("login.microsoftonline.com"), true],
    [
      "a name of the same cloud in China",
      entra("login.chinacloudapi.cn"),
      entra("login.partner.microsoftonline.cn"),
      true,
    ],
    [
      "the tenant in other letters",
      entra("login.microsoftonline.com", "CONTOSO.example"),
      entra("sts.windows.net"),
      true,
    ],
    ["another cloud", entra("login.microsoftonline.com"), entra("login.microsoftonline.us"), false],
    ["a name that only looks like one", entra("login.windows.net"), entra("login.windows.net.evil.example"), false],
    ["another port of the host", entra("login.windows.net"), entra("login.windows.net:8443"), false],
    ["another tenant", entra("login.windows.net"), entra("login.windows.net", "fabrikam.example"), false],
    ["another app", entra("login.windows.net"), { ...entra("login.windows.net"), clientId: "other" }, false],
    ["another kind", entra("login.windows.net"), at("openid", "https://login.windows.net"), false],
    [
      "the issuer with a final slash",
      at("openid", "https://id.example/a"),
      at("openid", "https://id.example/a/"),
      true,
    ],
    ["a realm in other letters", at("openid", "https://id.example/a"), at("openid", "https://id.example/A"), false],
    [
      "a policy in other letters",
      at("b2c", "https://c.b2clogin.com/t/B2C_1_x"),
      at("b2c", "https://c.b2clogin.com/T/b2c_1_X"),
      true,
    ],
    [
      "another policy",
      at("b2c", "https://c.b2clogin.com/t/B2C_1_x"),
      at("b2c", "https://c.b2clogin.com/t/B2C_1_y"),
      false,
    ],
  ])("got at one authority, then %s: good there %#", (_, before, now, good) => {
    expect(belongsTo(before, now)).toBe(good);
  });
});
