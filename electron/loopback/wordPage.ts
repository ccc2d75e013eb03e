// A page of plain words for the person's browser: no script, and in no frame.
import { createHash } from "node:crypto";
import type { RedirectPage } from "../core/ports.ts";

const style = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 32rem; margin: 15vh auto 0; padding: 0 1rem; }
h1 { font-size: 1.4rem; }`;
const styleHash = createHash("sha256").update(style).digest("base64");

/** The connection ends with it. */
export function wordPage({ status, title, sentences }: RedirectPage) {
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
