// Reads XML that anybody may have sent: no DTD, no entities of its own, bounded in size, depth and number of parts.
import { SaxesParser } from "saxes";

export interface XmlElement {
  readonly uri: string;
  readonly local: string;
  /** Those without a prefix. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text and CDATA, joined. */
  readonly text: string;
  /** Where it stands in the source, as indices of the string. */
  readonly start: number;
  readonly end: number;
}

const mostCharacters = 64 * 1024;
const mostDeep = 32;
const mostElements = 500;

type Growing = { -readonly [Name in keyof XmlElement]: XmlElement[Name] } & { readonly children: Growing[] };

/** The root of a well-formed document; undefined for anything else, and for what is too large or brings a DTD. */
export function readXml(source: string): XmlElement | undefined {
  if (source.length > mostCharacters) return undefined;
  try {
    return parse(source);
  } catch {
    return undefined;
  }
}

function parse(source: string): XmlElement | undefined {
  const parser = new SaxesParser({ xmlns: true });
  const open: Growing[] = [];
  let root: Growing | undefined;
  let elements = 0;
  let start = 0;
  const addText = (text: string) => {
    const inner = open.at(-1);
    if (inner !== undefined) inner.text += text;
  };
  parser.on("error", refuse);
  parser.on("doctype", refuse);
  parser.on("processinginstruction", refuse);
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("opentagstart", () => {
    start = source.lastIndexOf("<", parser.position - 1);
  });
  parser.on("opentag", ({ uri, local, attributes }) => {
    elements += 1;
    if (open.length >= mostDeep || elements > mostElements) refuse();
    const plain = Object.values(attributes).flatMap(({ prefix, local, value }): [string, string][] =>
      prefix === "" ? [[local, value]] : [],
    );
    const element: Growing = { uri, local, attributes: new Map(plain), children: [], text: "", start, end: start };
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

function refuse(): never {
  throw new Error("Not XML that is read here.");
}

/** Follows names of one namespace down, each of which must be there exactly once. */
export function only(parent: XmlElement | undefined, uri: string, ...path: readonly string[]): XmlElement | undefined {
  let at = parent;
  for (const local of path) {
    const found = at?.children.filter((each) => each.uri === uri && each.local === local) ?? [];
    at = found.length === 1 ? found[0] : undefined;
  }
  return at;
}

export function isElement(element: XmlElement, uri: string, local: string): boolean {
  return element.uri === uri && element.local === local;
}

/** The element and everything in it. */
export function within(element: XmlElement): readonly XmlElement[] {
  return [element, ...element.children.flatMap(within)];
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
