// Reads a SOAP fault, of SOAP 1.2 or 1.1: its codes and what it says for people.
import { ns } from "./names.ts";
import { readXml, type XmlElement } from "./xml.ts";
import { all, attribute, first, textOf } from "./xmlFind.ts";

export interface SoapFault {
  /** Without their prefixes, the most specific first: `FailedAuthentication`, `Sender`. */
  readonly codes: readonly string[];
  /** The sentence for people, in English where there is a choice; as it came. */
  readonly reason: string;
}

/** The fault in a body; undefined where it is anything else. */
export function readFault(source: string): SoapFault | undefined {
  const root = readXml(source);
  if (root === undefined) return undefined;
  return soap12(first(root, [ns.soap12, "Body"], [ns.soap12, "Fault"])) ?? soap11(bodyOf11(root));
}

function soap12(fault: XmlElement | undefined): SoapFault | undefined {
  if (fault === undefined) return undefined;
  const codes: (string | undefined)[] = [];
  for (let code = first(fault, [ns.soap12, "Code"]); code !== undefined; code = first(code, [ns.soap12, "Subcode"]))
    codes.unshift(textOf(first(code, [ns.soap12, "Value"])));
  const reasons = all(fault, [ns.soap12, "Reason"], [ns.soap12, "Text"]);
  const english = reasons.find((reason) => attribute(reason, "lang", xmlNamespace)?.toLowerCase().startsWith("en"));
  return { codes: codes.flatMap(localName), reason: textOf(english ?? reasons[0]) ?? "" };
}

const xmlNamespace = "http://www.w3.org/XML/1998/namespace";

function bodyOf11(root: XmlElement): XmlElement | undefined {
  return first(root, [ns.soap11, "Body"], [ns.soap11, "Fault"]);
}

/** Its parts are in no namespace (SOAP 1.1, 4.4), though some servers put them into SOAP's. */
function soap11(fault: XmlElement | undefined): SoapFault | undefined {
  if (fault === undefined) return undefined;
  const part = (name: string): string | undefined => textOf(first(fault, [["", ns.soap11], name]));
  return { codes: localName(part("faultcode")), reason: part("faultstring") ?? "" };
}

function localName(code: string | undefined): readonly string[] {
  const name = code?.slice(code.lastIndexOf(":") + 1) ?? "";
  return /^[\w.-]{1,100}$/.test(name) ? [name] : [];
}
