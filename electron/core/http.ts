// Sends one request through the fetch port, with a time limit, and reads its reply once.
import { readReply, type Reply } from "./grants/reply.ts";
import type { Clock, Fetch, FetchInit, FetchReply } from "./ports.ts";
import { maySendAgain } from "./secondTry.ts";

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
 * request one named AbortError. No redirect is followed, and no server gets the body of a POST twice: only where the
 * connection failed before a byte was sent, or a GET was cut off before an answer, is it tried once more.
 */
export type SendHttp = (request: HttpRequest) => Promise<Reply>;

/** From the first byte sent to the last byte read, the second try included. */
export const requestTimeLimitMs = 30_000;
/** Long enough for a service that is being started anew or a network that has just come up, short enough to wait for. */
export const secondTryAfterMs = 400;

export function createHttp(fetch: Fetch, clock: Clock): SendHttp {
  return async ({ method, url, headers = {}, body, signal, caFile }) => {
    const timeLimit = new AbortController();
    const cancelTimer = clock.after(requestTimeLimitMs, () =>
      timeLimit.abort(new DOMException("The server took too long to answer", "TimeoutError")),
    );
    const either = signal === undefined ? timeLimit.signal : AbortSignal.any([timeLimit.signal, signal]);
    const init: FetchInit = {
      method,
      headers,
      redirect: "manual",
      signal: either,
      ...(body === undefined ? {} : { body }),
      ...(caFile === undefined ? {} : { caFile }),
    };
    const send = async (): Promise<FetchReply> => {
      try {
        return await fetch(url, init);
      } catch (error) {
        if (either.aborted || !maySendAgain(method, error)) throw error;
        await pause(clock, either);
        return fetch(url, init);
      }
    };
    const stopped = rejectionOf(either);
    try {
      either.throwIfAborted();
      // A body that stalls must end too, even where the port's stream does not listen to the signal.
      return await Promise.race([send().then((reply) => readReply(reply)), stopped.promise]);
    } catch (error) {
      // Ports name an abort in their own ways; the reason is what tells a time-out from a cancelled request.
      throw either.aborted ? either.reason : error;
    } finally {
      stopped.forget();
      cancelTimer();
    }
  };
}

/** Rejects at once where it is cancelled, so that nothing is sent after that. */
async function pause(clock: Clock, signal: AbortSignal): Promise<void> {
  const over = Promise.withResolvers<void>();
  const cancelTimer = clock.after(secondTryAfterMs, over.resolve);
  const stopped = rejectionOf(signal);
  try {
    await Promise.race([over.promise, stopped.promise]);
  } finally {
    stopped.forget();
    cancelTimer();
  }
}

/** Rejects when the signal aborts. A signal made of others stays in memory for as long as anybody listens to it. */
function rejectionOf(signal: AbortSignal): { readonly promise: Promise<never>; forget(): void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const listener = (): void => reject(signal.reason);
  signal.addEventListener("abort", listener, { once: true });
  return { promise, forget: () => signal.removeEventListener("abort", listener) };
}
