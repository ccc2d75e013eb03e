// The practice tenant's own page: says what it is and lists its people and endpoints. No script.
import { createHash } from "node:crypto";
import type { LoopbackAnswer } from "../loopback/listener.ts";
import { practicePageWords as words, practicePeople, practiceTenant } from "../../shared/practicePeople.ts";

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 70rem; margin: 0 auto; padding: 1rem; }
.warning { border: 3px dashed; padding: 0.5rem 1rem; font-weight: 600; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid; padding: 0.3rem 0.6rem; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
code { white-space: pre-wrap; }
`;
const styleHash = createHash("sha256").update(style).digest("base64");
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export function homePage(origin: string): LoopbackAnswer {
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": policy,
    "Referrer-Policy": "no-referrer",
  };
  return { status: 200, headers, body: page(origin) };
}

function page(origin: string): string {
  const { labels } = words;
  const base = `${origin}/${practiceTenant.tenantId}`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(words.title)}</title><style>${style}</style></head>
<body>
<h1>${escape(words.title)}</h1>
<p class="warning">${escape(words.warning)}</p>
<h2>${escape(words.peopleHeading)}</h2>
<table><thead><tr>${words.peopleColumns.map((name) => `<th scope="col">${escape(name)}</th>`).join("")}</tr></thead><tbody>
${practicePeople.map((each) => row([escape(each.name), code(each.username), code(each.password), escape(each.summary)])).join("\n")}
</tbody></table>
<h2>${escape(words.appHeading)}</h2>
${list([
  [labels.authority, base],
  [labels.clientId, practiceTenant.clientId],
  [labels.confidentialClientId, practiceTenant.confidentialClientId],
  [labels.scopes, practiceTenant.scopes.join(" ")],
])}
<h2>${escape(words.endpointsHeading)}</h2>
${list([
  [labels.metadata, `${base}/v2.0/.well-known/openid-configuration`],
  [labels.keys, `${base}/discovery/v2.0/keys`],
  [labels.token, `${base}/oauth2/v2.0/token`],
  [labels.me, `${origin}/v1.0/me`],
])}
</body>
</html>
`;
}

function row(cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

function list(entries: readonly (readonly [string, string])[]): string {
  return `<dl>${entries.map(([label, value]) => `<dt>${escape(label)}</dt><dd>${code(value)}</dd>`).join("")}</dl>`;
}

function code(text: string): string {
  return `<code>${escape(text)}</code>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
