// One place reads each reply, once and bounded, and keeps what diagnosis and the protocol library need of it.
import type { FetchReply } from "../ports.ts";

/** A reply as it came, held in memory for the length of one attempt. The body may hold tokens: it goes to no log and no snapshot. */
export interface Reply {
  readonly status: number;
  /** Allow-listed headers, lower-case names, whole: the network stacks bound them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded as UTF-8 without its byte order mark; cut at the limit. */
  readonly text: string;
  /** The parsed body where it is a JSON object, whatever the content type said. */
  readonly json?: Readonly<Record<string, unknown>>;
  /** The body went on past the limit and was left unread. */
  readonly tooLarge: boolean;
}

/** Bodies above this are not read on: no token reply comes near it. */
export const maxBodyBytes = 1_000_000;

const keptHeaders = [
  "content-type",
  "date",
  "retry-after",
  "www-authenticate",
  "location",
  "x-ms-request-id",
  "client-request-id",
  "x-ms-clitelem",
  "server",
  "via",
];

/**
 * Reads the whole body up to `limit` bytes. Rejects only as the network does (closed, aborted).
 * A redirect is kept as a reply: it is never followed.
 */
export async function readReply(response: FetchReply, limit = maxBodyBytes): Promise<Reply> {
  const headers: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = response.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  const { text, tooLarge } = await readBody(response, limit);
  const json = tooLarge ? undefined : parseObject(text);
  return { status: response.status, headers, text, tooLarge, ...(json === undefined ? {} : { json }) };
}

/**
 * The reply as the protocol library wants it: it refuses JSON under another content type, and drops the body beside
 * `WWW-Authenticate` and on 5xx, so only what it judges by is handed on.
 */
export function rebuildResponse(reply: Reply): Response {
  const body = reply.json === undefined ? reply.text : JSON.stringify(reply.json);
  const type = reply.json === undefined ? (reply.headers["content-type"] ?? "text/plain") : "application/json";
  return new Response(bodiless.includes(reply.status) ? null : body, {
    status: reply.status,
    headers: { "content-type": type },
  });
}

/** `Response` throws where one of these is given a body, even an empty one. */
const bodiless = [204, 205, 304];

async function readBody({ body }: FetchReply, limit: number): Promise<{ text: string; tooLarge: boolean }> {
  const reader = body?.getReader();
  if (reader === undefined) return { text: "", tooLarge: false };
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), tooLarge: false };
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel();
      return {
        text: text + decoder.decode(value.subarray(0, Math.max(0, limit - (size - value.byteLength)))),
        tooLarge: true,
      };
    }
    text += decoder.decode(value, { stream: true });
  }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
