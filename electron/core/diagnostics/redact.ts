// Keeps what we sent in confidence out of what a server said about it.
import type { Secret } from "../secret.ts";

export interface Redactor {
  /** The text with every secret cut out, in whichever spelling it came back; nothing where a cut would give it away. */
  cut(text: string): string | undefined;
  /** The text if it holds no secret at all. */
  keep(text: string): string | undefined;
}

/** A gap in a well-known sentence would say which word filled it, so a text with a secret this short is dropped whole. */
const shortestCut = 12;

export function createRedactor(secrets: readonly Secret[]): Redactor {
  const texts = secrets.map((secret) => secret.reveal()).filter((text) => text !== "");
  const long = texts.filter((text) => text.length >= shortestCut).flatMap(spellings);
  const all = texts.flatMap(spellings);
  const longestFirst = long.toSorted((a, b) => b.length - a.length);
  const keep = (text: string): string | undefined =>
    all.some((spelling) => text.includes(spelling)) ? undefined : text;
  return {
    keep,
    cut: (text) => keep(longestFirst.reduce((rest, spelling) => rest.replaceAll(spelling, "[secret]"), text)),
  };
}

/** As sent, as in a URL or a form, as inside JSON and as inside HTML. */
function spellings(text: string): readonly string[] {
  const url = encodeURIComponent(text.toWellFormed());
  const form = url
    .replaceAll("%20", "+")
    .replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const json = JSON.stringify(text).slice(1, -1);
  const asciiJson = json.replace(/[^\x20-\x7e]|'/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const html = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const quoted = html.replaceAll('"', "&quot;").replaceAll("'", "&#39;");
  const all = [text, url, form, json, asciiJson, html, quoted];
  return [...new Set([...all, ...[url, form].map((spelling) => spelling.replace(/%../g, (hex) => hex.toLowerCase()))])];
}
