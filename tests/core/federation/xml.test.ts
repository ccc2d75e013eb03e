// XML from elsewhere: what is read comes with its place in the source, and nothing in it can do harm.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readXml, type XmlElement } from "../../../electron/core/federation/xml.ts";
import { all, attribute, first, textOf, within } from "../../../electron/core/federation/xmlFind.ts";
import { anyXml } from "./anyXml.ts";

const slices = (source: string): readonly string[] => {
  const root = readXml(source);
  return root === undefined ? [] : [...within(root)].map(({ start, end }) => source.slice(start, end));
};

describe("an element's place in the source", () => {
  test("is that of the whole element, whatever stands around it", () => {
    const inner = '<b:x  xmlns:b="urn:b" a="&gt;"\r\n>\ttext &amp; <![CDATA[</b:x>]]><!-- </b:x> --><c/></b:x >';
    const source = `<?xml version="1.0" encoding="utf-8"?>\r\n<!-- first -->\n<a>\r\n🍓${inner}<d/>\r</a>\n`;
    const root = readXml(source);
    const found = first(root, ["urn:b", "x"]);
    expect(source.slice(found?.start, found?.end)).toBe(inner);
    expect(found?.text).toBe("\ttext & </b:x>");
    expect(source.slice(root?.children[1]?.start, root?.children[1]?.end)).toBe("<d/>");
  });

  test("is right after a byte order mark that somebody left in", () => {
    expect(slices("\ufeff<a><b/></a>")).toEqual(["<a><b/></a>", "<b/>"]);
  });

  test("always cuts out what reads as the same element again", () => {
    fc.assert(
      fc.property(anyXml, (source) => {
        const root = readXml(source);
        expect(root).toBeDefined();
        const elements = root === undefined ? [] : [...within(root)];
        for (const element of elements)
          expect(shape(readXml(source.slice(element.start, element.end)))).toEqual(shape(element));
      }),
    );
  });
});

describe("it is refused as a whole", () => {
  test.each([
    ["a document type", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ["a document type without anything in it", "<!DOCTYPE a><a/>"],
    ["one from outside", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
    ["an entity that XML itself does not have", "<a>&nbsp;</a>"],
    ["one named like a part of every object", "<a>&constructor;&toString;</a>"],
    ["one in an attribute", '<a b="&x;"/>'],
    ["a character that XML does not have, written as a number", "<a>&#0;</a>"],
    ["half a character", "<a>\ud83c</a>"],
    ["a control character", "<a>\u0001</a>"],
    ["a control character that XML 1.1 would have", '<?xml version="1.1"?><a>&#1;</a>'],
    ["a prefix that stands for nothing", "<a:b/>"],
    ["an attribute twice", '<a b="1" b="2"/>'],
    ["an open end", "<a><b></a>"],
    ["two roots", "<a/><b/>"],
    ["text alone", "hello"],
    ["nothing", ""],
    ["a web page", "<!doctype html><p>Sign in<br></p>"],
    ["too much depth", "<a>".repeat(65) + "</a>".repeat(65)],
    ["too many elements", `<a>${"<b/>".repeat(50_001)}</a>`],
    ["too many characters", `<a>${"x".repeat(2_000_001)}</a>`],
  ])("%s", (_, source) => {
    expect(readXml(source)).toBeUndefined();
  });

  test("after a short while, however it tries to keep us busy", () => {
    const bomb = `<!DOCTYPE a [<!ENTITY a "${"a".repeat(1000)}">${Array.from({ length: 500 }, (_, n) => `<!ENTITY b${n} "&a;&a;&a;">`).join("")}]><a>&b9;</a>`;
    const many = [
      bomb,
      "<a>".repeat(300_000),
      `<a ${"x".repeat(900_000)}`,
      `<a ${Array.from({ length: 90_000 }, (_, n) => `b${n}="1"`).join(" ")}/>`,
      `<a>${"&amp;".repeat(190_000)}</a>`,
      `<a>${"<b/>".repeat(240_000)}</a>`,
      "<".repeat(900_000),
      `<a>${"]]".repeat(450_000)}</a>`,
      `<a><!--${"-".repeat(900_000)}--></a>`,
    ];
    const before = performance.now();
    for (const source of many) readXml(source);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  test("anything at all without ever throwing", () => {
    const pieces = fc.constantFrom(
      "<",
      ">",
      "</",
      "/>",
      "a",
      "x:",
      'xmlns:x="u"',
      "=",
      '"',
      "&",
      ";",
      "<![CDATA[",
      "]]>",
      "<!--",
      "-->",
      "<?p",
      "?>",
      "<!DOCTYPE",
      "\r",
      "\ud800",
      "🍓",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(pieces).map((parts) => parts.join("")),
        ),
        (source) => {
          readXml(source);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe("finding", () => {
  const root = readXml('<r xmlns="u" xmlns:p="v"><i p:id="1"> one </i><p:i/><i id="2"/><w><i/></w></r>');

  test("goes by namespace and name, one step at a time", () => {
    expect(all(root, ["u", "i"]).map(textOf)).toEqual(["one", ""]);
    expect(all(root, [["u", "v"], "i"])).toHaveLength(3);
    expect(first(root, ["u", "w"], ["u", "i"])).toBeDefined();
    expect(first(root, ["u", "x"], ["u", "i"])).toBeUndefined();
  });

  test("an attribute with a prefix is another one than without", () => {
    const [one, two] = all(root, ["u", "i"]);
    expect([attribute(one, "id"), attribute(one, "id", "v"), attribute(two, "id")]).toEqual([undefined, "1", "2"]);
  });
});

interface Shape {
  readonly name: string;
  readonly text: string;
  readonly attributes: readonly unknown[];
  readonly children: readonly (Shape | undefined)[];
}

/** Without its namespaces, whose declarations may stand further out. */
function shape(element: XmlElement | undefined): Shape | undefined {
  if (element === undefined) return undefined;
  const { name, text, attributes, children } = element;
  return { name, text, attributes: attributes.map(({ value }) => value), children: children.map(shape) };
}
