// The canary proves first that it would sing: it finds a planted marker in every disguise, and none where there is none.
import { gzipSync, deflateSync } from "node:zlib";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findMarker } from "../support/canary.ts";

const marker = "CANARY-åß & 5f0e9b7d";
const around = (middle: Buffer): Buffer => Buffer.concat([Buffer.from('{"x":"'), middle, Buffer.from('"} and more')]);

test.each([
  ["plain", around(Buffer.from(marker))],
  ["url-encoded", around(Buffer.from(encodeURIComponent(marker)))],
  ["url-encoded", around(Buffer.from(new URLSearchParams({ marker }).toString()))],
  ["hex", around(Buffer.from(Buffer.from(marker).toString("hex")))],
  ["utf-16", around(Buffer.from(marker, "utf16le"))],
  ["utf-16", around(Buffer.from(marker, "utf16le").swap16())],
  ["gzip", around(gzipSync(`before ${marker} after`))],
  ["gzip", deflateSync(`before ${marker} after`)],
])("a marker planted as %s is found", (disguise, bytes) => {
  expect(findMarker(bytes, marker)).toContain(disguise);
});

test("a marker within base64 is found wherever it begins, in both alphabets", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.constantFrom("base64", "base64url"), (before, after, alphabet) => {
      const bytes = Buffer.from(Buffer.from(before + marker + after).toString(alphabet as BufferEncoding));
      expect(findMarker(bytes, marker)).toContain("base64");
    }),
  );
});

test("a marker with a quotation mark is found within JSON", () => {
  expect(findMarker(Buffer.from(JSON.stringify({ p: 'CANARY "x" 1' })), 'CANARY "x" 1')).toContain("json-escaped");
});

test("nothing is found where there is nothing", () => {
  const bytes = Buffer.from("CANARY-5f0e9b7c, another one, and a gzip of nothing");
  expect(findMarker(bytes, marker)).toEqual([]);
});
