// The way from a service's metadata to where it takes a password: over policies, bindings and ports, never by the look of an address.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMex } from "../../../electron/core/federation/mex.ts";
import { mexDocument, policy, type MexEndpoint } from "./mexDocument.ts";

const base = "https://sts.contoso.example/adfs/services/trust";
const password13: MexEndpoint = { name: "UserName13", address: `${base}/13/usernamemixed` };
const password2005: MexEndpoint = { name: "UserName2005", address: `${base}/2005/usernamemixed`, version: "2005" };
const found = (endpoints: readonly MexEndpoint[], loopback = false) => readMex(mexDocument(endpoints), loopback);
const good = { url: password13.address, version: "1.3" };

describe("a password endpoint is found", () => {
  test("among those for Windows sign-in and for certificates, in the order of the document", () => {
    const others: readonly MexEndpoint[] = [
      { name: "Windows", address: `${base}/13/windowstransport`, proof: "windows" },
      { name: "Certificate", address: `${base}/13/certificatemixed`, proof: "certificate" },
    ];
    expect(found([...others, password2005, password13])).toEqual([
      { url: password2005.address, version: "2005" },
      good,
    ]);
  });

  test("whatever its address looks like", () => {
    const address = "https://idp.example/idp/sts.wst?TokenProcessorId=user";
    expect(found([{ name: "Odd", address }])).toEqual([{ url: address, version: "1.3" }]);
    const lookalike: MexEndpoint = { ...password13, name: "Lookalike", proof: "windows" };
    expect(found([lookalike])).toEqual([]);
  });

  test.each([
    ["sp", "sp", "SignedEncryptedSupportingTokens"],
    ["sp", "sp2005", "SignedEncryptedSupportingTokens"],
    ["sp2005", "sp", "SignedEncryptedSupportingTokens"],
    ["sp", "sp", "SignedSupportingTokens"],
    ["sp", "sp2005", "SignedSupportingTokens"],
    ["sp2005", "sp2005", "SignedSupportingTokens"],
  ] as const)("with the policy's parts in the namespaces %s and %s, wrapped as %s", (outer, inner, wrapper) => {
    expect(found([{ ...password13, prefixes: [outer, inner], wrapper }])).toEqual([good]);
  });

  test("in any of several services", () => {
    expect(found([{ ...password2005, service: "Old" }, password13])).toHaveLength(2);
  });

  test("where a binding points to several policies", () => {
    const windows: MexEndpoint = { name: "Also", address: `${base}/x`, proof: "windows" };
    const document = mexDocument([password13]).replace(
      '<wsp:PolicyReference URI="#UserName13_policy"/>',
      '<wsp:PolicyReference URI="#Also_policy"/><wsp:PolicyReference/><wsp:PolicyReference URI="#UserName13_policy"/>',
    );
    expect(readMex(document.replace("<wsdl:types/>", policy(windows)), false)).toEqual([good]);
  });

  test("where action and transport are written in other cases", () => {
    const action = "HTTP://docs.oasis-open.org/WS-SX/ws-trust/200512/rst/issue";
    expect(found([{ ...password13, action, transport: "http://schemas.xmlsoap.org/SOAP/http" }])).toEqual([good]);
  });

  test("where policies lie deeper, and where an envelope is around everything", () => {
    const document = mexDocument([password13]);
    const deep = document.replace(policy(password13), `<wsdl:documentation>${policy(password13)}</wsdl:documentation>`);
    expect(readMex(deep, false)).toEqual([good]);
    const [, body = ""] = document.split("?>\n");
    const envelope = `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><m:Metadata xmlns:m="m">${body}</m:Metadata></s:Body></s:Envelope>`;
    expect(readMex(envelope, false)).toEqual([good]);
  });
});

describe("an endpoint is passed over", () => {
  test.each([
    ["without https", "http://sts.contoso.example/trust/13/usernamemixed"],
    ["with a name and password in it", "https://me:secret@sts.contoso.example/trust/13/usernamemixed"],
    ["that is no address", "/adfs/services/trust/13/usernamemixed"],
    ["of another kind", "net.tcp://sts.contoso.example/13"],
    ["of this computer, named from far away", "http://127.0.0.1:8080/13/usernamemixed"],
    ["of this computer by https, named from far away", "https://localhost:8443/13/usernamemixed"],
    ["that is empty", ""],
  ])("%s", (_, address) => {
    expect(found([{ name: "Bad", address }, password13])).toEqual([good]);
  });

  test.each([
    ["another action", { action: "http://docs.oasis-open.org/ws-sx/ws-trust/200512/RST/Validate" }],
    ["another transport", { transport: "http://schemas.microsoft.com/soap/named-pipe" }],
    ["another wrapper", { wrapper: "EndorsingSupportingTokens" }],
  ])("with %s", (_, change) => {
    expect(found([{ ...password13, ...change }])).toEqual([]);
  });

  test.each([
    ["its policy", /<wsp:Policy wsu:Id.*<\/wsp:Policy>/],
    ["the policy's ID", / wsu:Id="[^"]*"/],
    ["the transport binding", /<sp:TransportBinding>.*<\/sp:TransportBinding>/],
    ["the reference to the policy", /<wsp:PolicyReference[^>]*>/],
    ["the binding's name", / name="UserName13" type/],
    ["the SOAP binding", /<soap12:binding[^>]*>/],
    ["the operation", /<wsdl:operation.*<\/wsdl:operation>/],
    ["the port's binding", / binding="[^"]*"/],
    ["the address", /<wsa10:Address>.*<\/wsa10:Address>/],
    ["the service", /<wsdl:service.*<\/wsdl:service>/],
  ])("without %s", (_, part) => {
    const document = mexDocument([password13]);
    const without = document.replace(part, part.source.endsWith("type") ? " type" : "");
    expect(without).not.toBe(document);
    expect(readMex(without, false)).toEqual([]);
  });
});

test("on this computer an endpoint may do without https, if its metadata is there too", () => {
  const local = { name: "Local", address: "http://127.0.0.1:8080/13/usernamemixed" };
  expect(found([local], true)).toEqual([{ url: local.address, version: "1.3" }]);
  expect(found([{ ...local, address: "http://sts.contoso.example/" }], true)).toEqual([]);
});

test("what is no XML, or brings a document type, has no answer at all", () => {
  const document = mexDocument([password13]);
  for (const source of ["", "not found", "<html><body>Sign in<br></body></html>", document.slice(0, -5)])
    expect(readMex(source, false)).toBeUndefined();
  expect(readMex(document.replace("?>", "?><!DOCTYPE x>"), false)).toBeUndefined();
});

test("a document changed in any way is read without an error, and never leads to an address without https", () => {
  const document = mexDocument([
    password2005,
    { name: "Windows", address: `${base}/13/windowstransport`, proof: "windows" },
    password13,
  ]);
  const tags = [...document.matchAll(/<[^>]*>/g)];
  const anyTag = fc.constantFrom(...tags);
  const drop = anyTag.map(
    ({ 0: tag, index }) =>
      (text: string) =>
        text.slice(0, index) + text.slice(index + tag.length),
  );
  const double = anyTag.map(
    ({ 0: tag, index }) =>
      (text: string) =>
        text.slice(0, index) + tag + text.slice(index),
  );
  const insecure = fc.constantFrom(
    (text: string) => text.replaceAll("https:", "http:"),
    (text: string) => text.replace("https:", "http:"),
    (text: string) => text.replaceAll("https://", "ftp://"),
    (text: string) => text.replaceAll("https://", "//"),
    (text: string) => text.replaceAll("https://sts", "https://a:b@sts"),
  );
  const junk = fc.tuple(fc.nat(document.length), fc.string({ maxLength: 6 })).map(
    ([at, piece]) =>
      (text: string) =>
        text.slice(0, at) + piece + text.slice(at),
  );
  const rename = fc.tuple(anyTag, anyTag).map(
    ([one, other]) =>
      (text: string) =>
        text.replace(one[0], other[0]),
  );
  const changes = fc.array(fc.oneof(drop, double, insecure, junk, rename), { minLength: 1, maxLength: 3 });
  let readable = 0;
  fc.assert(
    fc.property(changes, (all) => {
      const endpoints = readMex(
        all.reduce((text, change) => change(text), document),
        false,
      );
      if (endpoints !== undefined) readable += 1;
      for (const { url } of endpoints ?? []) expect(url).toMatch(/^https:\/\/[^@/]+\//);
    }),
    { numRuns: 2_000 },
  );
  expect(readable).toBeGreaterThan(200);
});
