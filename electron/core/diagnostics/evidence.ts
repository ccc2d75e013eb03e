// Takes from a refusal the facts that are safe to show and to keep: bounded, shaped, and without our secrets.
import type { Evidence, Grant } from "../../../shared/failure.ts";
import type { ReplyContext } from "./classify.ts";
import { isKnownName } from "./knownNames.ts";
import type { Redactor } from "./redact.ts";
import type { Refusal } from "./refusal.ts";
import { kindOfCode } from "./serverCodes.ts";
import type { ServerText } from "./serverText.ts";
import { shorten } from "./shorten.ts";

const longestName = 100;
const longestDescription = 1000;
/** Of a page or a plain text: who wrote it did not write it for us. */
const longestForeignText = 300;

export function collectEvidence(
  grant: Grant | undefined,
  refusal: Refusal,
  context: Omit<ReplyContext, "secrets">,
  said: ServerText,
  serverCodes: readonly string[],
): Evidence {
  const { redactor, headers, json = {} } = refusal;
  const kept = (text: string | undefined): string | undefined => (text === undefined ? undefined : redactor.keep(text));
  const { sentence, traceId, serverTime } = splitTail(said.sentence);
  const codes = serverCodes.filter((code) => kindOfCode(code) !== undefined || redactor.keep(code) !== undefined);
  const facts = {
    contentType: typeOf(headers["content-type"], redactor),
    error: nameOf(said.error, redactor),
    suberror: nameOf(said.suberror, redactor),
    description: redactor.show(sentence, refusal.json === undefined ? longestForeignText : longestDescription),
    traceId: kept(identifier(json["trace_id"]) ?? traceId ?? identifier(headers["x-ms-request-id"])),
    serverTime: kept(timeText(json["timestamp"]) ?? serverTime ?? timeText(headers["date"])),
    claims: kept(claimsText(json["claims"])),
    helpUrl: kept(httpsUrl(json["password_change_url"])),
    errorUrl: kept(httpsUrl(json["error_uri"])),
  };
  return {
    ...(grant === undefined ? {} : { grant }),
    endpoint: withoutQuery(context.endpoint),
    status: refusal.status,
    correlationId: context.correlationId,
    ...(codes.length === 0 ? {} : { codes }),
    ...withoutGaps(facts),
  };
}

/** What is no echo for certain stays; a name that might be one leaves its mark, for that there was a name decides things. */
function nameOf(name: string | undefined, redactor: Redactor): string | undefined {
  return name === undefined || isKnownName(name) ? name : (redactor.show(name, longestName) ?? "[secret]");
}

function typeOf(type: string | undefined, redactor: Redactor): string | undefined {
  if (type === undefined) return undefined;
  return usualType.test(type) ? type : redactor.show(type, longestName);
}

const usualType =
  /^(?:application\/(?:json|problem\+json|xml|soap\+xml|xhtml\+xml)|text\/(?:html|plain|xml))(?:; ?charset=(?:utf-8|iso-8859-1|us-ascii))?$/i;

/** Origin and path alone: a query may hold what was typed. */
export function withoutQuery(endpoint: string): string {
  return shorten(endpoint.replace(/[?#].*$/s, ""), 500);
}

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

function withoutGaps<T extends object>(facts: T): Present<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Present<T>;
}

const tail =
  /(?:Trace ID|Correlation ID|Timestamp): ?([\w:. -]{1,60}?)(?=\s*(?:Trace ID:|Correlation ID:|Timestamp:|$|[\r\n]))/g;

/** Entra ends its sentence with IDs and a time, on lines of their own or on the same one. */
function splitTail(text: string): { sentence: string; traceId: string | undefined; serverTime: string | undefined } {
  const parts = new Map(
    [...text.matchAll(tail)].map(([whole, value]) => [whole.slice(0, whole.indexOf(":")), value] as const),
  );
  return {
    sentence: text.replace(tail, " "),
    traceId: identifier(parts.get("Trace ID")),
    serverTime: timeText(parts.get("Timestamp")),
  };
}

function identifier(value: unknown): string | undefined {
  return typeof value === "string" && /^[\w-]{1,100}$/.test(value) ? value : undefined;
}

function timeText(value: unknown): string | undefined {
  return typeof value === "string" && /^[\w:,. +-]{8,40}$/.test(value) ? value : undefined;
}

const longestClaims = 8192;

/** The challenge exactly as sent where it is text, because servers compare it; only an object in JSON counts. */
function claimsText(value: unknown): string | undefined {
  try {
    const text = typeof value === "string" ? value : JSON.stringify(value ?? null);
    if (text.length > longestClaims) return undefined;
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? text : undefined;
  } catch {
    return undefined;
  }
}

function httpsUrl(value: unknown): string | undefined {
  if (typeof value !== "string" || value.length > 500) return undefined;
  const url = URL.parse(value);
  return url?.protocol === "https:" && url.username === "" && url.password === "" ? url.href : undefined;
}
