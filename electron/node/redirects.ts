// Loopback addresses to which the system browser returns after a sign-in, as a port; the listener is loaded at the first use.
import { randomBytes } from "node:crypto";
import type { RedirectPage, Redirects } from "../core/ports.ts";

/** The page must reach the browser before the listener is gone. */
const lastWordsMs = 2_000;

interface Lead {
  readonly url: string;
  readonly again: () => RedirectPage;
  used: boolean;
}

export const nodeRedirects: Redirects = {
  async listen(answer) {
    const [{ listenLoopback }, { wordPage }] = await Promise.all([
      import("../loopback/listener.ts"),
      import("../loopback/wordPage.ts"),
    ]);
    const leads = new Map<string, Lead>();
    const listener = await listenLoopback({
      maxBodyBytes: 1_024,
      ipv6Too: true,
      handle: async ({ method, path, query }) => {
        const lead = leads.get(path);
        if (path !== "/" && lead === undefined) return { status: 404 };
        if (method !== "GET") return { status: 405, headers: { Allow: "GET" } };
        if (lead === undefined) return wordPage(await answer(query));
        if (lead.used) return wordPage(lead.again());
        lead.used = true;
        return { status: 302, headers: { Location: lead.url, "Referrer-Policy": "no-referrer", Connection: "close" } };
      },
    });
    return {
      // Entra takes any port of `http://localhost`, and only that name (RFC 8252 8.3 would rather have 127.0.0.1), which a
      // browser may look for at either number: whoever else listened at the other one would get the code.
      redirectUri: `http://localhost:${listener.port}`,
      leadOnce: (url, again) => {
        const path = `/go/${randomBytes(32).toString("base64url")}`;
        leads.set(path, { url, again, used: false });
        return `${listener.origin}${path}`;
      },
      close: () => listener.finish(lastWordsMs),
    };
  },
};
