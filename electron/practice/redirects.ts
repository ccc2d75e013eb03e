// Redirect URIs: which an app may use, by Entra's rules for native apps, and how an answer is put on one.
import type { LoopbackAnswer } from "../loopback/listener.ts";

/** As a whole, so that no user information, path, query or fragment can hide in it. */
const bareLoopback = /^http:\/\/(localhost|127\.0\.0\.1)(?::([1-9]\d{0,4}))?\/?$/;

/** A registered `http://localhost` or `http://127.0.0.1` stands for any port, with the path "/" or none. */
export function mayRedirectTo(uri: string, registered: readonly string[]): boolean {
  const [, host, port] = bareLoopback.exec(uri) ?? [];
  if (host === undefined || Number(port ?? 80) > 65_535) return false;
  return registered.includes(`http://${host}`);
}

/** Sends the browser back to the app with these parameters; those left undefined are left out. */
export function redirectAnswer(uri: string, parameters: Readonly<Record<string, string | undefined>>): LoopbackAnswer {
  const url = new URL(uri);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  // 303 turns the form's POST into a GET; the address holds a code, so it is not told to the next page.
  return { status: 303, headers: { Location: url.href, "Referrer-Policy": "no-referrer" } };
}
