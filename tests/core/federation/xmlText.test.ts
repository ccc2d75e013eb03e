// Text written into XML comes out of a real parser as it went in, and what XML cannot hold is known beforehand.
import * as fc from "fast-check";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { escapeXml, isXmlText } from "../../../electron/core/federation/xmlText.ts";
import { xmlText } from "./anyXml.ts";

/** What a parser makes of the text as content and as an attribute; undefined where it takes it for no XML. */
function parsed(text: string): readonly [content: string, attribute: string] | undefined {
  let content = "";
  let attribute = "";
  let fault = false;
  const parser = new SaxesParser();
  parser.on("text", (piece) => (content += piece));
  parser.on("opentag", ({ attributes }) => (attribute = String(attributes["b"])));
  parser.on("error", () => (fault = true));
  parser.write(`<a b="${escapeXml(text)}">${escapeXml(text)}</a>`).close();
  return fault ? undefined : [content, attribute];
}

test("every text that XML can hold survives", () => {
  fc.assert(
    fc.property(xmlText, (text) => {
      expect(parsed(text)).toEqual([text, text]);
    }),
    { numRuns: 2_000 },
  );
});

test("every character that XML has, and every sign of ASCII, survives alone", () => {
  const points = [...Array(0x250).keys(), 0xd7ff, 0xe000, 0xfffd, 0x1_0000, 0x1_fffe, 0x10_ffff, 0x2028, 0xfeff];
  const legal = points.map((point) => String.fromCodePoint(point)).filter(isXmlText);
  expect(legal).toHaveLength(points.length - 29);
  for (const text of legal) expect(parsed(text)).toEqual([text, text]);
});

test("what XML cannot hold is refused: most control characters, half characters and two that are none", () => {
  const illegal = [
    ...[...Array(0x20).keys()].filter((code) => ![9, 10, 13].includes(code)).map((code) => String.fromCharCode(code)),
    "\ud800",
    "\udfff",
    "\ude00\ud83c",
    "\ufffe",
    "\uffff",
  ];
  const around = fc.tuple(xmlText, fc.constantFrom(...illegal), xmlText);
  fc.assert(
    fc.property(around, ([before, bad, after]) => {
      fc.pre(!`${before}${bad}${after}`.isWellFormed() || !/[\ud800-\udfff]/.test(bad));
      expect(isXmlText(`${before}${bad}${after}`)).toBe(false);
    }),
  );
  for (const text of illegal.filter((one) => one.isWellFormed())) expect(parsed(text)).toBeUndefined();
});
