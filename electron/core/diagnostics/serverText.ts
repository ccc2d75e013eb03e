// Reads what a server said about its refusal, in the shapes that token endpoints, gateways and proxies use.
import type { Reply } from "../grants/reply.ts";
import type { Refusal } from "./refusal.ts";

export interface ServerText {
  /** OAuth `error`, or what stands for it in other dialects. */
  readonly error?: string;
  readonly suberror?: string;
  /** The sentence for people, without secrets and as long as it is. */
  readonly sentence: string;
  /** All text in which a code may be printed. */
  readonly everything: string;
}

/** Understands RFC 6749, problem+json (RFC 9457), `{error: {code, message}}`, Okta's `errorCode`, plain text and web pages. */
export function readServerText(refusal: Refusal): ServerText {
  const { json } = refusal;
  if (json === undefined) return { sentence: plainSentence(refusal), everything: refused(refusal) ? refusal.text : "" };
  const nested = asObject(json["error"]);
  const error = shortName(json["error"]) ?? shortName(nested["code"]) ?? shortName(json["errorCode"]);
  const suberror = shortName(json["suberror"]);
  const candidates = [
    json["error_description"],
    nested["message"],
    json["detail"],
    json["errorSummary"],
    json["message"],
    json["title"],
  ];
  const sentence = candidates.find((text): text is string => typeof text === "string" && text !== "") ?? "";
  return {
    sentence,
    everything: sentence,
    ...(error === undefined ? {} : { error }),
    ...(suberror === undefined ? {} : { suberror }),
  };
}

/** Does the reply show a web page where an answer for programs was due? */
export function isWebPage({ headers, text }: Pick<Reply, "headers" | "text">): boolean {
  return /^text\/html|^application\/xhtml/i.test(headers["content-type"] ?? "") || /^\s*<(?:!doctype|html)/i.test(text);
}

/** A page that came with success is a portal's, and numbers in it mean nothing here. */
function refused({ status }: Refusal): boolean {
  return status >= 400;
}

/** Of a page its title, of plain text its first line. */
function plainSentence(refusal: Refusal): string {
  const start = refusal.text.trimStart();
  const sentence = isWebPage(refusal)
    ? (/<title>([^<]+)/i.exec(start)?.[1]?.trim() ?? "")
    : (start.split(/[\r\n]/, 1)[0] ?? "");
  return isBrokenAnswer(sentence) ? "" : sentence;
}

/** What was meant as JSON or a form may end in the middle of a secret, or carry tokens behind a stray warning: it says nothing. */
function isBrokenAnswer(text: string): boolean {
  return /^[{"]|^\[(?!secret\])|"\s*:|_token|device_code/.test(text);
}

function shortName(value: unknown): string | undefined {
  return typeof value === "string" && /^[\x21-\x7e][\x20-\x7e]{0,99}$/.test(value) ? value : undefined;
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
