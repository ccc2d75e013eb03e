// Sends one request through the fetch port, with a time limit, and reads its reply once.
import { readReply, type Reply } from "./grants/reply.ts";
import type { Clock, Fetch } from "./ports.ts";

export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** Further certificate authorities to trust for this request. */
  readonly caFile?: string | undefined;
}

/**
 * The whole reply, or a rejection as the network gave it; a time-out is a `DOMException` named TimeoutError, a cancelled
 * request one named AbortError. Nothing is sent twice and no redirect is followed.
 */
export type SendHttp = (request: HttpRequest) => Promise<Reply>;

/** From the first byte sent to the last byte read. */
export const requestTimeLimitMs = 30_000;

export function createHttp(fetch: Fetch, clock: Clock): SendHttp {
  return async ({ method, url, headers = {}, body, signal, caFile }) => {
    const timeLimit = new AbortController();
    const cancelTimer = clock.after(requestTimeLimitMs, () =>
      timeLimit.abort(new DOMException("The server took too long to answer", "TimeoutError")),
    );
    const either = signal === undefined ? timeLimit.signal : AbortSignal.any([timeLimit.signal, signal]);
    try {
      either.throwIfAborted();
      const sent = fetch(url, {
        method,
        headers,
        redirect: "manual",
        signal: either,
        ...(body === undefined ? {} : { body }),
        ...(caFile === undefined ? {} : { caFile }),
      });
      // A body that stalls must end too, even where the port's stream does not listen to the signal.
      return await Promise.race([sent.then((response) => readReply(response)), rejection(either)]);
    } catch (error) {
      // Ports name an abort in their own ways; the reason is what tells a time-out from a cancelled request.
      throw either.aborted ? either.reason : error;
    } finally {
      cancelTimer();
    }
  };
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
