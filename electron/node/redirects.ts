// Loopback addresses to which the system browser returns after a sign-in, as a port; the listener is loaded at the first use.
import type { Redirects } from "../core/ports.ts";

/** The page must reach the browser before the listener is gone. */
const lastWordsMs = 2_000;

export const nodeRedirects: Redirects = {
  async listen(answer) {
    const [{ listenLoopback }, { wordPage }] = await Promise.all([
      import("../loopback/listener.ts"),
      import("../loopback/wordPage.ts"),
    ]);
    const listener = await listenLoopback({
      maxBodyBytes: 1_024,
      ipv6Too: true,
      handle: async ({ method, path, query }) => {
        if (path !== "/") return { status: 404 };
        if (method !== "GET") return { status: 405, headers: { Allow: "GET" } };
        return wordPage(await answer(query));
      },
    });
    // Entra takes any port of `http://localhost`, and only that name (RFC 8252 8.3 would rather have 127.0.0.1), which a
    // browser may look for at either number: whoever else listened at the other one would get the code.
    return { redirectUri: `http://localhost:${listener.port}`, close: () => listener.finish(lastWordsMs) };
  },
};
