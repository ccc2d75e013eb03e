// Maps the app's own schemes to https and back. Stock Chromium aborts a navigation to an unknown scheme before it can be intercepted.

const suffix = ".standin.test";
const chromiumSchemes = new Set(["http", "https", "file", "about", "data", "blob", "devtools", "chrome-error"]);

/** `app://bundle/x` → `https://bundle.app.standin.test/x`. */
export function toWire(address: string): string {
  const [whole, scheme = "", host] = /^([a-z][a-z0-9+-]*):\/\/([^/?#]*)/i.exec(address) ?? [];
  if (whole === undefined || chromiumSchemes.has(scheme.toLowerCase())) return address;
  return `https://${host}.${scheme.toLowerCase()}${suffix}${address.slice(whole.length)}`;
}

export function fromWire(address: string): string {
  return address.replace(/^https:\/\/([^/?#]+)\.([a-z][a-z0-9+-]*)\.standin\.test/i, "$2://$1");
}

/** The origin as Chromium reports it for a standard scheme; Node's URL says "null" there. */
export function originOf(address: string): string {
  const [, scheme, host] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i.exec(address) ?? [];
  if (scheme === undefined) return "null";
  return scheme === "file" ? "file://" : `${scheme}://${host}`;
}

/** Rewrites sources such as `app:` in a Content-Security-Policy; `'self'` needs no help. */
export function policyToWire(policy: string, schemes: readonly string[]): string {
  return policy.replace(/(^|[\s;])([a-z][a-z0-9+-]*):(?=[\s;]|$)/g, (whole, before: string, scheme: string) =>
    schemes.includes(scheme) ? `${before}https://*.${scheme}${suffix}` : whole,
  );
}
