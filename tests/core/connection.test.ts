// What is typed as a connection: every problem told at its field, and nothing accepted that a password must not go to.
import { describe, expect, it } from "vitest";
import {
  checkConnection,
  isLoopbackHost,
  type ConnectionDraft,
  type ConnectionField,
} from "../../shared/connection.ts";

const entra: ConnectionDraft = {
  label: "Contoso",
  colour: "blue",
  kind: "entra",
  authority: "https://login.microsoftonline.com",
  tenant: "contoso.onmicrosoft.com",
  clientId: "11111111-2222-4333-8444-555555555555",
  scopes: "User.Read",
};
const openid: ConnectionDraft = { ...entra, kind: "openid", authority: "https://id.example/realms/main", tenant: "" };
const problemsOf = (draft: ConnectionDraft): unknown => {
  const checked = checkConnection(draft);
  return checked.ok ? {} : checked.problems;
};
const acceptedOf = (draft: ConnectionDraft) => {
  const checked = checkConnection(draft);
  if (!checked.ok) throw new Error(`refused: ${JSON.stringify(checked.problems)}`);
  return checked.connection;
};

it("takes a tenant from its field or from the address, and scopes in any separation", () => {
  const expected = { authority: "https://login.microsoftonline.com", tenant: "contoso.onmicrosoft.com" };
  expect(acceptedOf(entra)).toMatchObject(expected);
  const pasted = {
    ...entra,
    authority: " https://LOGIN.microsoftonline.com/Contoso.onmicrosoft.com/v2.0 ",
    tenant: "",
  };
  expect(acceptedOf(pasted)).toMatchObject(expected);
  expect(acceptedOf({ ...pasted, tenant: "CONTOSO.onmicrosoft.com" })).toMatchObject(expected);
  expect(acceptedOf({ ...entra, scopes: " a,b\n c  a " }).scopes).toEqual(["a", "b", "c"]);
  expect(acceptedOf({ ...openid, authority: "https://id.example/Case/" }).authority).toBe("https://id.example/Case/");
});

describe("is told of a problem", () => {
  it.each([
    ["label", "empty", { label: " \t" }],
    ["label", "tooLong", { label: "x".repeat(81) }],
    ["label", "notUnicode", { label: "half \ud83c" }],
    ["colour", "notOffered", { colour: "teal" }],
    ["kind", "notOffered", { kind: "saml" }],
    ["tenant", "empty", { kind: "practice", tenant: "" }],
    ["authority", "notAUrl", { authority: "https://l\u043egin.microsoftonline.com" }],
    ["authority", "noPolicy", { kind: "b2c", authority: "https://contoso.b2clogin.com/contoso.onmicrosoft.com" }],
    ["clientId", "empty", { clientId: "" }],
    ["clientId", "tooLong", { clientId: "x".repeat(401) }],
    ["clientId", "blankInside", { clientId: "a b" }],
    ["clientId", "notUnicode", { clientId: "\udc00" }],
    ["authority", "empty", { authority: " " }],
    ["authority", "notAUrl", { authority: "login.example" }],
    ["authority", "notAUrl", { authority: "https://" }],
    ["authority", "tooLong", { authority: `https://id.example/${"x".repeat(2000)}` }],
    ["authority", "notHttps", { authority: "http://login.example" }],
    ["authority", "notHttps", { authority: "http://127.0.0.1.evil.example" }],
    ["authority", "notHttps", { authority: "http://localhost.evil.example" }],
    ["authority", "notHttps", { authority: "ftp://127.0.0.1" }],
    ["authority", "notHttps", { authority: "javascript:alert(1)" }],
    ["authority", "notHttps", { authority: "file:///etc/passwd" }],
    ["authority", "credentialsInUrl", { authority: "https://ann:secret@login.example" }],
    ["authority", "credentialsInUrl", { authority: "https://login.microsoftonline.com@evil.example" }],
    ["authority", "extraInUrl", { authority: "https://login.example/?p=1" }],
    ["authority", "extraInUrl", { authority: "https://login.example/#" }],
    ["tenant", "empty", { tenant: "" }],
    ["tenant", "tooLong", { tenant: "x".repeat(256) }],
    ["tenant", "commonTenant", { tenant: "Common" }],
    ["tenant", "commonTenant", { tenant: "", authority: "https://login.microsoftonline.com/consumers" }],
    ["tenant", "commonTenant", { tenant: "9188040d-6c67-4c5b-b112-36a304b66dad" }],
    ["tenant", "tenantTwice", { authority: "https://login.microsoftonline.com/fabrikam.example" }],
    ["tenant", "notATenant", { tenant: "../evil" }],
    ["tenant", "notATenant", { tenant: "a b" }],
    ["scopes", "empty", { scopes: " , " }],
    ["scopes", "tooLong", { scopes: "x".repeat(501) }],
    ["scopes", "tooLong", { scopes: Array.from({ length: 101 }, (_, n) => `s${n}`).join(" ") }],
    ["scopes", "notUnicode", { scopes: 'a"b' }],
    ["scopes", "notUnicode", { scopes: "läsen" }],
    ["scopes", "reservedScopesOnly", { scopes: "openid offline_access" }],
  ] satisfies readonly (readonly [ConnectionField, string, Partial<ConnectionDraft>])[])(
    "%s: %s (%j)",
    (field, problem, change) => {
      expect(problemsOf({ ...entra, ...change })).toEqual({ [field]: problem });
    },
  );

  it("at every field at once", () => {
    const nothing = { label: "", colour: "", kind: "", authority: "", tenant: "", clientId: "", scopes: "" };
    expect(Object.keys(problemsOf(nothing) as object).toSorted()).toEqual([
      "authority",
      "clientId",
      "colour",
      "kind",
      "label",
      "scopes",
    ]);
  });
});

it.each([
  ["localhost", true],
  ["127.0.0.1", true],
  ["127.255.0.3", true],
  ["[::1]", true],
  ["128.0.0.1", false],
  ["127.0.0.1.example", false],
  ["localhost.example", false],
  ["[::ffff:7f00:1]", false],
  ["0.0.0.0", false],
])("%s stays on this computer: %s", (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected);
});
