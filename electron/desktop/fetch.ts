// Requests through Chromium's network stack: the system's proxies and certificates, no cookies, no cache, no redirects.
import type { Session } from "electron/main";
import type { FetchInit } from "../core/ports.ts";

export function createFetch(session: Pick<Session, "fetch">): (url: string, init: FetchInit) => Promise<Response> {
  return async (url, { method, headers, body, redirect, signal }) => {
    const init = { method, headers, redirect, signal, credentials: "omit", cache: "no-store" } as const;
    try {
      return await session.fetch(url, body === undefined ? init : { ...init, body });
    } catch (error) {
      if (isRefusedRedirect(error)) return redirectReply();
      throw error;
    }
  };
}

/** Electron never follows a manual redirect, but rejects instead of answering: https://github.com/electron/electron/issues/43715 */
function isRefusedRedirect(error: unknown): boolean {
  return error instanceof Error && error.message === "Redirect was cancelled";
}

/** What other hosts would answer, as far as it is known here: that it was a redirect, but not where to. */
function redirectReply(): Response {
  return new Response(null, { status: 302 });
}
