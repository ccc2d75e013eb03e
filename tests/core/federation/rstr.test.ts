// The assertion comes out of a service's answer exactly as it was written, of the version that the answer names.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { base64Url } from "../../../electron/core/grants/samlBearer.ts";
import { readRstr } from "../../../electron/core/federation/rstr.ts";
import { anyElement } from "./anyXml.ts";

const saml11 = "urn:oasis:names:tc:SAML:1.0:assertion";
const saml20 = "urn:oasis:names:tc:SAML:2.0:assertion";
const profile = "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1";
const trust = {
  "1.3": "http://docs.oasis-open.org/ws-sx/ws-trust/200512",
  "2005": "http://schemas.xmlsoap.org/ws/2005/02/trust",
};
const assertion =
  '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion" AssertionID="_1"\r\n  MajorVersion="1"><saml:Who>Zoë &amp; 🍓</saml:Who>\t<!-- kept --></saml:Assertion>';

const response = (type: string | undefined, token: string): string =>
  `<t:RequestSecurityTokenResponse><t:Lifetime/>${type === undefined ? "" : `<t:TokenType> ${type}\n</t:TokenType>`}<t:RequestedSecurityToken>${token}</t:RequestedSecurityToken></t:RequestSecurityTokenResponse>`;
const envelope = (inner: string, soap = "http://www.w3.org/2003/05/soap-envelope"): string =>
  `<s:Envelope xmlns:s="${soap}"><s:Header/><s:Body>${inner}</s:Body></s:Envelope>`;
const answer13 = (...responses: readonly string[]): string =>
  envelope(
    `<t:RequestSecurityTokenResponseCollection xmlns:t="${trust["1.3"]}">${responses.join("\n")}</t:RequestSecurityTokenResponseCollection>`,
  );
const answer2005 = (one: string): string =>
  envelope(
    one.replace("<t:RequestSecurityTokenResponse", `<t:RequestSecurityTokenResponse xmlns:t="${trust["2005"]}"`),
  );
const read = (source: string) => {
  const found = readRstr(source);
  return found && { version: found.version, xml: found.xml.reveal() };
};

describe("the assertion", () => {
  test("is cut out of both kinds of answers, every character of it", () => {
    for (const source of [answer13(response(saml11, assertion)), answer2005(response(saml11, assertion))])
      expect(read(source)).toEqual({ version: "1.1", xml: assertion });
    const spaced = answer13(response(saml11, `\r\n ${assertion} `));
    expect(read(`\ufeff<?xml version="1.0"?>\r\n${spaced}`)?.xml).toBe(assertion);
  });

  test.each([
    [saml11, "1.1"],
    [`${profile}#SAMLV1.1`, "1.1"],
    [saml20, "2.0"],
    [`${profile}#SAMLV2.0`, "2.0"],
  ])("of the type %s is of SAML %s", (type, version) => {
    expect(read(answer13(response(type, "<a/>")))).toEqual({ version, xml: "<a/>" });
  });

  test.each([undefined, "urn:something:else"])("says itself what it is where the type is %s", (type) => {
    expect(read(answer13(response(type, assertion)))?.version).toBe("1.1");
    expect(read(answer13(response(type, `<Assertion xmlns="${saml20}"/>`)))?.version).toBe("2.0");
    expect(read(answer13(response(type, `<Assertion xmlns="urn:other"/>`)))).toBeUndefined();
  });

  test("is the first of SAML 1.1 among several, else the first that is complete", () => {
    const broken = "<t:RequestSecurityTokenResponse><t:TokenType>x</t:TokenType></t:RequestSecurityTokenResponse>";
    const [second, third] = [response(saml20, "<b/>"), response(saml11, "<c/>")];
    expect(read(answer13(broken, second, third))?.xml).toBe("<c/>");
    expect(read(answer13(broken, second, response(saml20, "<d/>")))?.xml).toBe("<b/>");
  });

  test("that leans on a namespace declared further out is still cut out as it stands", () => {
    const leaning = `<saml:Assertion AssertionID="_1"/>`;
    const source = answer13(response(saml11, leaning)).replace("<s:Envelope", `<s:Envelope xmlns:saml="${saml11}"`);
    expect(read(source)?.xml).toBe(leaning);
  });

  test("prints as nothing", () => {
    expect(String(readRstr(answer13(response(saml11, assertion)))?.xml)).toBe("[secret]");
  });

  test("has exactly the bytes that the service sent, whatever it consists of and whatever stands around it", () => {
    const anyAround = fc.constantFrom("", " ", "\r\n", "<!-- é🍓 -->", "\r");
    fc.assert(
      fc.property(anyElement, anyAround, anyAround, ([...inner], before, after) => {
        const own = `<x:Assertion xmlns:x="${saml11}">${inner.join("")}</x:Assertion>`;
        const sent = Buffer.from(answer13(`${before}${response(undefined, before + own + after)}`));
        const cut = read(new TextDecoder().decode(sent))?.xml ?? "";
        const from = sent.indexOf(own);
        expect(Buffer.from(cut).equals(sent.subarray(from, from + Buffer.byteLength(own)))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("there is no assertion in", () => {
  test.each([
    ["nothing", ""],
    ["a page", "<!DOCTYPE html><html><body>Sign in</body></html>"],
    ["a cut answer", answer13(response(saml11, assertion)).slice(0, -20)],
    ["an answer with a document type", `<!DOCTYPE x>${answer13(response(saml11, assertion))}`],
    ["a response without the token", answer13(response(saml11, ""))],
    ["a response with text for a token", answer13(response(saml11, "token"))],
    ["a response with two tokens", answer13(response(saml11, "<a/><b/>"))],
    [
      "a response outside of a body",
      response(saml11, assertion).replace("Response>", `Response xmlns:t="${trust["1.3"]}">`),
    ],
    ["names of another namespace", answer13(response(saml11, assertion)).replace(trust["1.3"], "urn:other")],
    [
      "a header that holds one",
      `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:t="${trust["1.3"]}"><s:Header>${response(saml11, assertion)}</s:Header><s:Body/></s:Envelope>`,
    ],
  ])("%s", (_, source) => {
    expect(readRstr(source)).toBeUndefined();
  });
});

test("what is sent on is base64url of the bytes, without padding", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(base64Url(text)).toBe(Buffer.from(text).toString("base64url"));
    }),
  );
  const long = "é🍓a".repeat(50_000);
  expect(base64Url(long)).toBe(Buffer.from(long).toString("base64url"));
});
