// Connections as a text for others: what is written comes back the same, and whatever else comes is refused with its reason.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { previewImport, writeConnections } from "../../../electron/core/setup/connectionExchange.ts";
import type { Connection } from "../../../shared/connection.ts";

const connection: Connection = {
  id: "1",
  label: "Contoso",
  colour: "blue",
  kind: "entra",
  authority: "https://login.microsoftonline.com",
  tenant: "contoso.com",
  clientId: "11111111-2222-3333-4444-555555555555",
  scopes: ["User.Read"],
  confirmedTokenOrigin: "https://elsewhere.example",
};
const file = (change: object = {}, item: object = {}): string => {
  const { id: _, confirmedTokenOrigin: __, ...plain } = connection;
  return JSON.stringify({
    format: "tokentray-connections",
    version: 1,
    connections: [{ ...plain, ...item }],
    ...change,
  });
};

describe("export", () => {
  test("holds what another person needs, and neither IDs nor what this person agreed to", () => {
    const text = writeConnections([connection]);
    expect(text).not.toMatch(/"id"|confirmed|elsewhere/);
    expect(previewImport(text, [])).toMatchObject({ items: [{ connection: { label: "Contoso" }, known: false }] });
  });

  test("holds where passwords are checked, and comes back the same, without anything that this person trusts", () => {
    const own: Connection = {
      ...connection,
      federation: "ownMex",
      mexAddress: "https://sts.contoso.example/mex",
      caFile: "/etc/company.pem",
      confirmedAuthorityOrigin: "https://elsewhere.example",
    };
    const text = writeConnections([own]);
    expect(text).not.toMatch(/confirmed|elsewhere|caFile|company\.pem/);
    const [item] = previewImport(text, []).items;
    expect(item?.problem).toBeUndefined();
    expect(item?.connection).toMatchObject({ federation: "ownMex", mexAddress: "https://sts.contoso.example/mex" });
    expect(writeConnections([{ ...own, id: "2", ...item?.connection }])).toBe(text);
    expect(writeConnections([connection])).not.toMatch(/federation|mexAddress/);
  });

  test("a connection to the same place as the same app is recognised, whatever it is called", () => {
    expect(previewImport(file({}, { label: "Other name" }), [connection]).items[0]).toMatchObject({ known: true });
  });
});

describe("import refuses", () => {
  test.each([
    "https://l\u043egin.microsoftonline.com",
    "https://login.microsoftonline.com\u2044.evil.example",
    "https://login.microsoftonline.com\\@evil.example",
    "https://evil.example/\u202emoc.tfosorcim",
    "https://login.micro\nsoft.example",
  ])("an address that may read as another than it is: %j", (authority) => {
    for (const kind of ["openid", "entra", "adfs"]) {
      const [item] = previewImport(file({}, { kind, authority }), []).items;
      expect(item?.problem).toBe("notAllowed");
    }
    const itsRealName = file({}, { kind: "openid", authority: "https://xn--lgin-hqd.example/tenant", tenant: "" });
    expect(previewImport(itsRealName, []).items[0]?.problem).toBeUndefined();
  });

  test.each([
    ["what is no JSON", "{", "notJson"],
    ["another program's file", '{"a":1}', "notOurs"],
    ["a newer format", file({ version: 2 }), "newerFormat"],
    ["a field it does not know", file({ extra: 1 }), "unknownField"],
    ["a secret at the top", file({ clientSecret: "x" }), "secret"],
    ["a password deep inside", file({}, { scopes: [{ a: { userPassword: "x" } }] }), "secret"],
    ["a refresh token", file({}, { refresh_token: "x" }), "secret"],
    // Its name speaks of tokens; it would make another server the one that passwords go to.
    ["an address that somebody else agreed to", file({}, { confirmedTokenOrigin: "https://evil.example" }), "secret"],
  ])("%s, as a whole", (_, text, problem) => {
    expect(previewImport(text, [])).toEqual({ problem, items: [] });
  });

  test.each([
    ["http to a host that is not this computer", { authority: "http://login.example" }, "notAllowed"],
    ["a name in the address", { authority: "https://user@login.microsoftonline.com" }, "notAllowed"],
    ["common", { tenant: "common" }, "notAllowed"],
    ["a field of its own", { note: "hello" }, "unknownField"],
    ["a wrong shape", { scopes: "User.Read" }, "notOurs"],
    ["a kind that there is not", { kind: "saml" }, "notAllowed"],
    ["a way to check passwords that there is not", { federation: "theirs" }, "notAllowed"],
    ["metadata without https", { federation: "ownMex", mexAddress: "http://sts.example/mex" }, "notAllowed"],
    [
      "metadata that reads as another host",
      { federation: "ownMex", mexAddress: "https://st\u0455.example/mex" },
      "notAllowed",
    ],
    ["an address for metadata that is missing", { federation: "ownMex" }, "notAllowed"],
    ["a certificate authority", { caFile: "/tmp/theirs.pem" }, "unknownField"],
    ["an authority that somebody else trusts", { confirmedAuthorityOrigin: "https://evil.example" }, "unknownField"],
  ])("%s, for that connection", (_, item, problem) => {
    expect(previewImport(file({}, item), []).items).toMatchObject([{ problem }]);
  });

  test("depth and size do not break it", () => {
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    expect(previewImport(deep, []).problem).toBeDefined();
    expect(previewImport(file({ connections: Array.from({ length: 1_001 }, () => ({})) }), []).problem).toBe("tooMany");
  });

  test("anything at all without ever throwing, and takes nothing that is not allowed", () => {
    const anyJson = fc.oneof(
      fc.jsonValue(),
      fc.record({
        format: fc.constant("tokentray-connections"),
        version: fc.constant(1),
        connections: fc.array(
          fc.oneof(
            fc.jsonValue(),
            fc.record({
              kind: fc.constantFrom("entra", "openid", "practice"),
              authority: fc.webUrl(),
              tenant: fc.string(),
              label: fc.string(),
              colour: fc.constant("blue"),
              clientId: fc.string(),
              scopes: fc.array(fc.string()),
            }),
          ),
        ),
      }),
    );
    fc.assert(
      fc.property(anyJson, (value) => {
        const { items } = previewImport(JSON.stringify(value), []);
        const taken = items
          .filter(({ problem }) => problem === undefined)
          .map(({ connection: { authority } }) => authority);
        expect(taken.filter((authority) => !/^(?:https:|http:\/\/(?:127\.|localhost)|$)/.test(authority))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
