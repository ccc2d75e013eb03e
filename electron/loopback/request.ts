// A request as handlers see it: path decoded once, body read whole and bounded.
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

export interface LoopbackRequest {
  readonly method: string;
  /** The path as sent, without the query. */
  readonly path: string;
  /** The path's parts, percent-decoded; `/` has none. A part may hold any character, `/` included. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
  /** Aborts when the answer is complete or the asker has gone. */
  readonly signal: AbortSignal;
}

export interface Target {
  readonly path: string;
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
}

/** Splits and decodes a request target; undefined when its percent-encoding is faulty. */
export function parseTarget(url: string): Target | undefined {
  const mark = url.indexOf("?");
  const path = mark === -1 ? url : url.slice(0, mark);
  try {
    const segments = path.split("/").slice(1).map(decodeURIComponent);
    if (segments.at(-1) === "") segments.pop();
    return { path, segments, query: new URLSearchParams(mark === -1 ? "" : url.slice(mark)) };
  } catch {
    return undefined;
  }
}

/** Reads the body, at most `maxBytes`; undefined when there is more. Throws when the asker breaks off. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving the loop must not destroy the socket: the refusal still has to travel over it.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
