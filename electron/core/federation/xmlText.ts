// Text on its way into XML: what XML cannot hold is told beforehand, everything else comes out again as it went in.

/** May this text stand in an XML 1.0 document at all (production 2, `Char`)? Most control characters and half characters may not. */
export function isXmlText(text: string): boolean {
  return text.isWellFormed() && /^[\t\n\r\x20-\uFFFD]*$/.test(text);
}

/** For content and for attributes in quotes. A bare CR would be read as LF (XML 1.0, 2.11), and attributes lose tab and LF. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\t\n\r]/g, (sign) => escapes[sign] ?? `&#${sign.charCodeAt(0)};`);
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
