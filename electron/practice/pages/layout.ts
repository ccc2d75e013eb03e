// What all pages of the practice tenant share: the frame that says PRACTICE, one style sheet, a policy without script.
import { createHash } from "node:crypto";
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import { practiceWords as words } from "../../../shared/practiceWords.ts";
import { type Html, html } from "./html.ts";
import { style } from "./style.ts";

// Put together apart from the page, because the policy's hash covers every blank in it.
const styleElement: Html = { markup: `<style>${style}</style>` };
const styleHash = createHash("sha256").update(style).digest("base64");

export interface Page {
  readonly title: string;
  readonly body: Html;
  /** Default 200. */
  readonly status?: number;
  /** An origin beside our own that a form on this page may lead to by a redirect. */
  readonly leadsTo?: string | undefined;
  /** A table needs more room than a form. */
  readonly wide?: boolean;
}

export function pageAnswer({ title, body, status = 200, leadsTo, wide = false }: Page): LoopbackAnswer {
  const targets = leadsTo === undefined ? "'self'" : `'self' ${leadsTo}`;
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action ${targets}; frame-ancestors 'none'`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} (${words.badge})</title>
        ${styleElement}
      </head>
      <body>
        <main class="${wide ? "wide" : "narrow"}">
          <p class="badge">${words.badge}</p>
          <h1>${title}</h1>
          ${body}
        </main>
        <footer>${words.footer}</footer>
      </body>
    </html> `;
  return {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": policy,
      // Not `no-referrer`: with it, browsers send `Origin: null` with our own forms, which the listener refuses.
      "Referrer-Policy": "same-origin",
      "Cross-Origin-Opener-Policy": "same-origin",
    },
    body: page.markup,
  };
}

/** Said to everybody at once, screen readers included. */
export function problemLine(problem: string | undefined): Html | undefined {
  return problem === undefined ? undefined : html`<p class="problem" role="alert" id="problem">${problem}</p>`;
}
