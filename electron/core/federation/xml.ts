// Reads XML from elsewhere: no DTD, no entities but the five of XML itself, bounded in size, depth and number of parts.
import { SaxesParser, type SaxesAttributeNS } from "saxes";

export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** Its own text and CDATA, joined; line ends are LF. */
  readonly text: string;
  /** Where it stands in the source as it came, as indices of the string: `slice(start, end)` is the whole element. */
  readonly start: number;
  readonly end: number;
}

export interface XmlAttribute {
  readonly namespace: string;
  readonly name: string;
  readonly value: string;
}

/** A reply of the network is cut well before. */
const mostCharacters = 2_000_000;
const mostDeep = 64;
const mostElements = 50_000;

type Growing = { -readonly [Key in keyof XmlElement]: XmlElement[Key] } & { readonly children: Growing[] };

/** The root of a well-formed document; undefined for anything else, and for what is too large or brings a DTD. Never throws. */
export function readXml(source: string): XmlElement | undefined {
  if (source.length > mostCharacters || !source.isWellFormed()) return undefined;
  try {
    return parse(source);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

class Unreadable extends Error {}

function parse(source: string): XmlElement | undefined {
  // XML 1.1 would let control characters in.
  const parser = new SaxesParser({ xmlns: true, defaultXMLVersion: "1.0", forceXMLVersion: true });
  const open: Growing[] = [];
  let root: Growing | undefined;
  let elements = 0;
  let start = 0;
  const refuse = (): never => {
    throw new Unreadable();
  };
  const addText = (text: string): void => {
    const inner = open.at(-1);
    if (inner !== undefined) inner.text += text;
  };

  parser.on("error", refuse);
  parser.on("doctype", refuse);
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("opentagstart", () => {
    // The position is behind the name and what ends it; neither can hold a `<`.
    start = source.lastIndexOf("<", parser.position - 1);
  });
  parser.on("opentag", ({ uri, local, attributes }) => {
    elements += 1;
    if (open.length >= mostDeep || elements > mostElements) refuse();
    const element: Growing = {
      namespace: uri,
      name: local,
      attributes: Object.values(attributes).map(attributeOf),
      children: [],
      text: "",
      start,
      end: start,
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on("closetag", () => {
    const closed = open.pop();
    if (closed !== undefined) closed.end = parser.position;
  });
  parser.write(source).close();
  return root;
}

function attributeOf({ uri, local, value }: SaxesAttributeNS): XmlAttribute {
  return { namespace: uri, name: local, value };
}
