// When a server wants to be asked again (RFC 9110 10.2.3), within reason.
import type { Reply } from "../grants/reply.ts";

const longestMs = 3_600_000;
const usualMs = 60_000;

/**
 * Epoch ms before which nothing should be sent, or undefined where the reply asks for no pause. At most an hour, and
 * a minute where `busy` says that a pause is wanted but the time is missing, past or makes no sense.
 */
export function retryTime(reply: Pick<Reply, "headers">, at: number, busy: boolean): number | undefined {
  const named = namedDelay(reply, at);
  if (named !== undefined && named > 0) return at + Math.min(named, longestMs);
  return busy ? at + usualMs : undefined;
}

function namedDelay({ headers }: Pick<Reply, "headers">, at: number): number | undefined {
  const header = headers["retry-after"]?.trim() ?? "";
  if (/^\d{1,12}$/.test(header)) return Number(header) * 1000;
  const until = httpDate(header);
  // Both times are by the server's clock, so that ours may be wrong.
  return until === undefined ? undefined : until - (httpDate(headers["date"] ?? "") ?? at);
}

function httpDate(text: string): number | undefined {
  if (!/^[A-Za-z]{3,9},? [\w:, -]{10,40} GMT$/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
