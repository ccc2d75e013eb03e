// session.webRequest, as far as blocking requests of pages goes: onBeforeRequest with `cancel`.
import { strict } from "./strictModule.ts";

interface Details {
  readonly url: string;
  readonly method: string;
  readonly resourceType: string;
}
type Listener = (details: Details, callback: (response: { readonly cancel?: boolean }) => void) => void;

export class WebRequest {
  #patterns: readonly string[] = [];
  #listener: Listener | null = null;

  onBeforeRequest(
    filterOrListener: { readonly urls: readonly string[] } | Listener | null,
    listener?: Listener | null,
  ): void {
    const hasFilter = typeof filterOrListener === "object" && filterOrListener !== null;
    this.#patterns = hasFilter ? filterOrListener.urls : ["<all_urls>"];
    this.#listener = hasFilter ? (listener ?? null) : filterOrListener;
  }

  /** Whether the app's listener cancels this request. */
  static cancels(webRequest: WebRequest, details: Details): Promise<boolean> {
    const listener = webRequest.#listener;
    if (!listener || !webRequest.#patterns.some((pattern) => matches(pattern, details.url)))
      return Promise.resolve(false);
    return new Promise((resolve) => listener(details, ({ cancel = false }) => resolve(cancel)));
  }
}

strict("session.webRequest", WebRequest.prototype);

/** Match patterns with `*`; see developer.chrome.com/docs/extensions/develop/concepts/match-patterns. */
function matches(pattern: string, url: string): boolean {
  if (pattern === "<all_urls>") return true;
  const expression = pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${expression}$`).test(url);
}
