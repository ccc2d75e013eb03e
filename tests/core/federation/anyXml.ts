// Any XML document: nested elements with attributes, text in every spelling, comments, CDATA and line ends of all kinds.
import * as fc from "fast-check";
import { isXmlText } from "../../../electron/core/federation/xmlText.ts";

const name = fc.stringMatching(/^[a-zA-Z_][\w.-]{0,8}$/).filter((text) => !/^xml/i.test(text));
/** What XML has, with everything that it writes in a special way more often than by chance. */
export const xmlText = fc
  .oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom("&", "<", ">", '"', "'", "]", "\r", "\n", "\t", "é", "🍓", " ", "a") }),
  )
  .filter(isXmlText);

const escaped = xmlText.map((text) => text.replace(/[&<>]/g, (sign) => `&#x${sign.charCodeAt(0).toString(16)};`));
const cdata = xmlText.filter((text) => !text.includes("]]>")).map((text) => `<![CDATA[${text}]]>`);
const comment = xmlText.filter((text) => !/--|-$/.test(text)).map((text) => `<!--${text}-->`);
const instruction = fc.constant("<?go on?>");
const blank = fc.stringMatching(/^[ \t\r\n]{1,3}$/);
const attributes = fc
  .uniqueArray(fc.tuple(name, escaped), { selector: ([key]) => key, maxLength: 3 })
  .chain((pairs) =>
    fc.tuple(...pairs.map(([key, value]) => blank.map((gap) => `${gap}${key}="${value.replaceAll('"', "&quot;")}"`))),
  )
  .map((parts) => parts.join(""));

const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  element: fc
    .tuple(name, attributes, fc.array(tie("content"), { maxLength: 4 }), fc.option(blank, { nil: "" }))
    .map(([tag, given, inner, gap]) =>
      inner.length === 0 ? `<${tag}${given}${gap}/>` : `<${tag}${given}${gap}>${inner.join("")}</${tag}${gap}>`,
    ),
  content: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    escaped,
    cdata,
    comment,
    instruction,
    tie("element"),
  ),
}));

/** One element without namespaces, as a text. */
export const anyElement = element;

export const anyXml = fc
  .tuple(
    fc.constantFrom("", "\ufeff", '<?xml version="1.0" encoding="utf-8"?>\r\n', "<!-- - -->\r"),
    anyElement,
    fc.constantFrom("", "\r\n", "<?end?>"),
  )
  .map((parts) => parts.join(""));
