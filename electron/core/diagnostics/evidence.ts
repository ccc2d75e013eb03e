// Takes from a reply the facts that are safe to show and to keep: bounded, shaped, and without our secrets.
import type { Evidence, Grant } from "../../../shared/failure.ts";
import type { Reply } from "../grants/reply.ts";
import { createRedactor, type Redactor } from "./redact.ts";
import type { ReplyContext } from "./classify.ts";
import type { ServerText } from "./serverText.ts";

export function collectEvidence(
  grant: Grant | undefined,
  reply: Reply,
  context: ReplyContext,
  said: ServerText,
  serverCodes: readonly string[],
): Evidence {
  const redactor = createRedactor(context.secrets);
  const kept = (text: string | undefined): string | undefined => (text === undefined ? undefined : redactor.keep(text));
  const json = reply.json ?? {};
  const { sentence, traceId, serverTime } = splitTail(said.sentence.slice(0, 20_000));
  const codes = serverCodes.filter((code) => redactor.keep(code) !== undefined);
  const facts = {
    contentType: kept(reply.headers["content-type"]?.slice(0, 100)),
    error: kept(said.error),
    suberror: kept(said.suberror),
    description: describe(sentence, redactor, context.username),
    traceId: kept(identifier(json["trace_id"]) ?? traceId ?? identifier(reply.headers["x-ms-request-id"])),
    serverTime: kept(timeText(json["timestamp"]) ?? serverTime ?? timeText(reply.headers["date"])),
    claims: kept(claimsText(json["claims"])),
    helpUrl: kept(httpsUrl(json["password_change_url"])),
    errorUrl: kept(httpsUrl(json["error_uri"])),
  };
  return {
    ...(grant === undefined ? {} : { grant }),
    endpoint: withoutQuery(context.endpoint),
    status: reply.status,
    correlationId: context.correlationId,
    ...(codes.length === 0 ? {} : { codes }),
    ...withoutGaps(facts),
  };
}

/** Origin and path alone: a query may hold what was typed. */
export function withoutQuery(endpoint: string): string {
  return endpoint.replace(/[?#].*$/s, "").slice(0, 500);
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

const longestDescription = 1000;

function describe(sentence: string, redactor: Redactor, username: string | undefined): string | undefined {
  const cut = redactor.cut(sentence);
  // Control and direction signs could make the text read as something else than it says.
  const plain = cut?.replace(/[\p{Cc}\p{Cf}\p{Co}\s]+/gu, " ").replace(/[\w~+/=.-]{80,}/g, "[long value]");
  const nameless = plain === undefined ? undefined : withoutName(plain, username);
  // Once more, because tidying may have put a secret together that came in pieces.
  const clean = nameless === undefined ? "" : (redactor.cut(nameless.toWellFormed().trim()) ?? "");
  return clean === "" ? undefined : shorten(clean);
}

/** The sentence is made to be shown to others, for example in a report. */
function withoutName(text: string, username: string | undefined): string {
  return username === undefined || username.length < 5 ? text : text.replaceAll(username, "[user name]");
}

function shorten(text: string): string {
  return text.length <= longestDescription ? text : `${text.slice(0, longestDescription - 1).toWellFormed()}…`;
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
