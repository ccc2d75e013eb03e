// The request for an assertion, read by a service that is as strict as a real one and knows nothing of how it was written.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { writeRst } from "../../../electron/core/federation/rst.ts";
import { Secret } from "../../../electron/core/secret.ts";
import { readTrustRequest } from "../../../electron/practice/federation/trustRequest.ts";
import { xmlText } from "./anyXml.ts";

const at = Date.UTC(2026, 0, 31, 12);
const endpoint = {
  url: "https://sts.contoso.example/adfs/services/trust/13/usernamemixed?a=1&b=2",
  version: "1.3",
} as const;
const write = (username: string, password: string, version: "1.3" | "2005" = "1.3", when = at): string =>
  writeRst({
    endpoint: { ...endpoint, version },
    audience: "urn:federation:MicrosoftOnline",
    username,
    password: new Secret(password),
    at: when,
  });
const read = (message: string, version: "1.3" | "2005" = "1.3") =>
  readTrustRequest(new TextEncoder().encode(message), { version, address: endpoint.url, at });

test.each(["1.3", "2005"] as const)("every name and password arrives as it was typed (WS-Trust %s)", (version) => {
  fc.assert(
    fc.property(xmlText, xmlText, (username, password) => {
      const request = read(write(username, password, version), version);
      expect(request).toMatchObject({ username, password });
    }),
    { numRuns: 500 },
  );
});

test.each([
  "</wsse:Password><wsse:Password>other",
  "]]><![CDATA[",
  "&amp;&#65;&lt;",
  "<!-- -->",
  "  both ends  ",
  "\r\n\t",
  "\u0085\u2028\u2029\ufeff",
  'blåbär & 100 % "grädde" + ägg = kaka; 🍓 ?#/<ja>',
])("no name and no password breaks out of its place: %j", (text) => {
  expect(read(write(text, text))).toMatchObject({ username: text, password: text });
  expect(write(text, text).match(/<wsse:Password>/g)).toHaveLength(1);
});

test("the message is good for its endpoint, its version and a few minutes alone", () => {
  expect(read(write("a", "b"))).toMatchObject({ username: "a", samlVersion: undefined });
  expect(read(write("a", "b"), "2005")).toBe("actionNotSupported");
  expect(read(write("a", "b", "1.3", at - 3_600_000))).toBe("messageExpired");
  expect(read(write("a", "b").replaceAll("b=2", "b=3"))).toBe("destinationUnreachable");
});

test("no two messages have the same identifier", () => {
  const ids = [write("a", "b"), write("a", "b")].map((message) => /urn:uuid:[\da-f-]{36}/.exec(message)?.[0]);
  expect(new Set(ids).size).toBe(2);
});
