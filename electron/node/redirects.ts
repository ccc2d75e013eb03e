// Loopback addresses to which the system browser returns after a sign-in, as a port; the listener is loaded at the first use.
import { createHash } from "node:crypto";
import type { RedirectPage, Redirects } from "../core/ports.ts";

/** The page must reach the browser before the listener is gone. */
const lastWordsMs = 2_000;

export const nodeRedirects: Redirects = {
  async listen(answer) {
    const { listenLoopback } = await import("../loopback/listener.ts");
    const listener = await listenLoopback({
      maxBodyBytes: 1_024,
      ipv6Too: true,
      handle: async ({ method, path, query }) => {
        if (path !== "/") return { status: 404 };
        if (method !== "GET") return { status: 405, headers: { Allow: "GET" } };
        return pageAnswer(await answer(query));
      },
    });
    // Entra takes any port of `http://localhost`, and only that name (RFC 8252 8.3 would rather have 127.0.0.1), which a
    // browser may look for at either number: whoever else listened at the other one would get the code.
    return { redirectUri: `http://localhost:${listener.port}`, close: () => listener.finish(lastWordsMs) };
  },
};

const style = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 32rem; margin: 15vh auto 0; padding: 0 1rem; }
h1 { font-size: 1.4rem; }`;
const styleHash = createHash("sha256").update(style).digest("base64");

function pageAnswer({ status, title, sentences }: RedirectPage) {
  const body = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)} – TokenTray</title><style>${style}</style></head>
<body><main><h1>${escape(title)}</h1>${sentences.map((sentence) => `<p>${escape(sentence)}</p>`).join("")}</main></body>
</html>
`;
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    // The address holds the code: no other site may learn it.
    "Referrer-Policy": "no-referrer",
    Connection: "close",
  };
  return { status, headers, body };
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`);
}
