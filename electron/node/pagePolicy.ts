// What our pages may load and do, in every host that shows them: their own files, and nothing foreign.

/** `connect`: where scripts may send requests. The desktop's pages have a bridge, and so send none. */
export function pagePolicy(connect: "'self'" | "'none'"): string {
  return [...directives, `connect-src ${connect}`].join("; ");
}

const directives: readonly string[] = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
];
