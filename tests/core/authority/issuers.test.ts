// Which issuers each kind of authority takes for its own, in its document and in an ID token.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AuthorityType, authorityTypes } from "../../../electron/core/authority/authorityType.ts";
import type { AuthorityKind } from "../../../shared/connection.ts";
import { takesPassword } from "../../../shared/takesPassword.ts";

const id = "72f988bf-0000-4000-8000-00000000c0de";
const other = "11111111-2222-4333-8444-555555555555";

type Row = readonly [issuer: string, accepted: boolean];
const documents: readonly (readonly [AuthorityKind, authority: string, rows: readonly Row[]])[] = [
  [
    "entra",
    "https://login.cloud.example/contoso.example",
    [
      [`https://login.cloud.example/${id}/v2.0`, true],
      ["https://login.cloud.example/{tenantid}/v2.0", true],
      ["https://LOGIN.cloud.example/x", true],
      ["https://login.cloud.example:443/x", true],
      ["https://login.cloud.example:444/x", false],
      ["http://login.cloud.example/x", false],
      ["https://a:b@login.cloud.example/x", false],
      ["https://login.cloud.example/x?y", false],
      ["https://login.cloud.example.evil.example/x", false],
      [`https://login.microsoftonline.com/${id}/v2.0`, true],
      [`https://sts.windows.net/${id}/`, true],
      [`https://login.partner.microsoftonline.cn/${id}/v2.0`, true],
      [`http://login.microsoftonline.com/${id}/v2.0`, false],
      [`https://westus2.login.microsoft.com/${id}/v2.0`, true],
      [`https://westus2.login.microsoftonline.us/${id}/v2.0`, true],
      [`https://a.b.login.microsoft.com/${id}/v2.0`, false],
      [`https://-.login.microsoft.com/${id}/v2.0`, false],
      [`https://evil-login.microsoftonline.com/${id}/v2.0`, false],
      ["nonsense", false],
      ["", false],
    ],
  ],
  [
    "entra",
    "https://login.windows.net/contoso.example",
    [
      [`https://login.microsoftonline.com/${id}/v2.0`, true],
      [`https://sts.windows.net/${id}/`, true],
      [`https://login.microsoftonline.us/${id}/v2.0`, false],
    ],
  ],
  [
    "adfs",
    "https://fs.contoso.example/adfs",
    [
      ["https://fs.contoso.example/adfs", true],
      ["http://fs.contoso.example/adfs/services/trust", true],
      ["https://fs.contoso.example/adfs/services/trust", true],
      ["http://fs.contoso.example/adfs", false],
      ["http://fs.evil.example/adfs/services/trust", false],
      ["http://fs.contoso.example/adfs/services/trust/more", false],
      ["https://login.microsoftonline.com/x", false],
      ["urn:federation:contoso", false],
    ],
  ],
  [
    "b2c",
    "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_ropc",
    [
      [`https://contoso.b2clogin.com/${id}/v2.0/`, true],
      [`https://contoso.b2clogin.com/tfp/${id}/b2c_1_ropc/v2.0/`, true],
      [`https://login.microsoftonline.com/${id}/v2.0/`, true],
      [`https://fabrikam.b2clogin.com/${id}/v2.0/`, false],
      [`http://contoso.b2clogin.com/${id}/v2.0/`, false],
    ],
  ],
  [
    "ciam",
    "https://contoso.ciamlogin.com/contoso.onmicrosoft.com",
    [
      ["https://contoso.ciamlogin.com", true],
      ["https://contoso.ciamlogin.com/v2.0", true],
      ["https://contoso.ciamlogin.com/contoso/v2.0", true],
      ["https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0", true],
      [`https://contoso.ciamlogin.com/${id}/v2.0`, true],
      [`https://${id}.ciamlogin.com/${id}/v2.0`, true],
      [`https://${id}.ciamlogin.com/${id}`, true],
      [`https://${id}.ciamlogin.com/${other}/v2.0`, false],
      [`https://${id}.ciamlogin.com/${id}/v2.0/more`, false],
      ["https://fabrikam.ciamlogin.com/fabrikam.onmicrosoft.com/v2.0", false],
      [`http://${id}.ciamlogin.com/${id}/v2.0`, false],
      [`https://${id}.ciamlogin.com:444/${id}/v2.0`, false],
      [`https://x.${id}.ciamlogin.com/${id}/v2.0`, false],
      ["https://login.microsoftonline.com/x/v2.0", false],
    ],
  ],
  [
    "ciam",
    `https://contoso.ciamlogin.com/${id}`,
    [
      [`https://${id}.ciamlogin.com/${id}/v2.0`, true],
      ["https://ciamlogin.com/x/v2.0", false],
    ],
  ],
  [
    "openid",
    "https://id.example/realms/Staff",
    [
      ["https://id.example/realms/Staff", true],
      ["https://id.example/realms/Staff/", true],
      ["https://id.example/realms/staff", false],
      ["https://ID.example/realms/Staff", false],
      ["https://id.example/realms/Staff//", false],
      ["https://id.example/realms/Staff?x", false],
      ["https://id.example/realms/Other", false],
      ["https://id.example", false],
      ["http://id.example/realms/Staff", false],
      ["https://login.microsoftonline.com/x", false],
    ],
  ],
  ["openid", "https://sso.example/application/o/tray/", [["https://sso.example/application/o/tray", true]]],
  [
    "openid",
    "https://login.microsoftonline.com/organizations/v2.0",
    [
      ["https://login.microsoftonline.com/{tenantid}/v2.0", true],
      ["https://login.microsoftonline.us/{tenantid}/v2.0", false],
    ],
  ],
];

describe.each(documents)("a document of kind %s at %s", (kind, authority, rows) => {
  it.each(rows)("that names %s is accepted: %s", (issuer, accepted) => {
    expect(authorityTypes[kind].acceptsIssuer(issuer, authority)).toBe(accepted);
  });
});

const tid = id;
const tokens: readonly (readonly [AuthorityKind, document: string, iss: string, claims: object, good: boolean])[] = [
  [
    "entra",
    "https://login.microsoftonline.com/{tenantid}/v2.0",
    `https://login.microsoftonline.com/${id}/v2.0`,
    { tid },
    true,
  ],
  ["entra", "https://login.microsoftonline.com/{tenantid}/v2.0", `https://login.windows.net/${id}/v2.0`, { tid }, true],
  ["entra", "https://login.microsoftonline.com/{tenantid}/v2.0", `https://sts.windows.net/${id}/`, { tid }, true],
  ["entra", "https://login.microsoftonline.com/{tenantid}/v2.0", `https://sts.windows.net/${other}/`, { tid }, false],
  [
    "entra",
    "https://login.microsoftonline.com/{tenantid}/v2.0",
    `https://login.microsoftonline.us/${id}/v2.0`,
    { tid },
    false,
  ],
  [
    "entra",
    "https://login.microsoftonline.com/{tenantid}/v2.0",
    `https://login.microsoftonline.com/${id}/v2.0`,
    {},
    false,
  ],
  [
    "entra",
    "https://login.microsoftonline.com/{tenantid}/v2.0",
    "https://login.microsoftonline.com/evil/v2.0",
    { tid: "evil" },
    false,
  ],
  ["entra", `https://login.microsoftonline.com/${other}/v2.0`, `https://sts.windows.net/${id}/`, { tid }, false],
  [
    "entra",
    "https://login.microsoftonline.us/{tenantid}/v2.0",
    `https://login.microsoftonline.us/${id}/v2.0`,
    { tid },
    true,
  ],
  [
    "entra",
    "https://login.partner.microsoftonline.cn/{tenantid}/v2.0",
    `https://sts.chinacloudapi.cn/${id}/`,
    { tid },
    true,
  ],
  [
    "entra",
    "https://login.partner.microsoftonline.cn/{tenantid}/v2.0",
    `https://sts.windows.net/${id}/`,
    { tid },
    false,
  ],
  [
    "entra",
    "https://login.sovcloud-identity.de/{tenantid}/v2.0",
    `https://login.sovcloud-identity.de/${id}/v2.0`,
    { tid },
    true,
  ],
  ["entra", `https://login.cloud.example/${id}/v2.0`, `https://login.cloud.example/${id}/v2.0`, { tid }, true],
  ["entra", `https://login.cloud.example/${id}/v2.0`, `https://sts.windows.net/${id}/`, { tid }, false],
  ["adfs", "https://fs.example/adfs", "https://fs.example/adfs", {}, true],
  ["adfs", "https://fs.example/adfs", "http://fs.example/adfs/services/trust", {}, true],
  ["adfs", "https://fs.example/adfs", "http://fs.evil.example/adfs/services/trust", {}, false],
  ["adfs", "https://fs.example/adfs", "https://fs.example/other", {}, false],
  ["b2c", `https://c.b2clogin.com/${id}/v2.0/`, `https://c.b2clogin.com/${id}/v2.0/`, {}, true],
  ["b2c", `https://c.b2clogin.com/${id}/v2.0/`, `https://c.b2clogin.com/${other}/v2.0/`, {}, false],
  ["ciam", `https://${id}.ciamlogin.com/${id}/v2.0`, `https://${id}.ciamlogin.com/${id}/v2.0`, { tid }, true],
  ["ciam", `https://${id}.ciamlogin.com/${id}/v2.0`, `https://sts.windows.net/${id}/`, { tid }, false],
  ["openid", "https://id.example/", "https://id.example", {}, true],
  ["openid", "https://id.example", "https://id.example/", {}, true],
  ["openid", "https://id.example/a", "https://id.example/A", {}, false],
  [
    "openid",
    "https://login.microsoftonline.com/{tenantid}/v2.0",
    `https://login.microsoftonline.com/${id}/v2.0`,
    { tid },
    true,
  ],
];

it.each(tokens)(
  "kind %s, a document of %s: an ID token of %s with %j is good: %s",
  (kind, document, iss, claims, good) => {
    expect(authorityTypes[kind].expectedIssuer(document, { iss, ...claims }) === iss).toBe(good);
  },
);

const types = Object.entries(authorityTypes) as [AuthorityKind, AuthorityType][];

it.each(types)("kind %s: a window offers a password where one is taken", (kind, type) => {
  expect(takesPassword(kind)).toBe(type.offersPassword);
});

describe.each(types)("kind %s, whatever text comes", (_, type) => {
  const text = fc.oneof(
    fc.string(),
    fc.webUrl({ withQueryParameters: true }),
    fc.constantFrom(`https://login.microsoftonline.com/${id}/v2.0`, "https://x.ciamlogin.com", "urn:a:b", "http://"),
  );

  it("issuers and names of hosts are judged without throwing, and never one in clear for one on https", () => {
    fc.assert(
      fc.property(text, text, fc.dictionary(fc.string(), text), (issuer, authority, claims) => {
        type.acceptsIssuer(issuer, authority);
        type.expectedIssuer(issuer, claims);
        type.knowsHost(issuer);
      }),
    );
    const inClear = type.acceptsIssuer("http://a.example/x/v2.0", "https://a.example/x");
    expect(inClear).toBe(false);
  });
});
