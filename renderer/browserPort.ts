// What the browser host's bridge uses of a browser, and how it asks its host.

/** What the bridge uses of a browser, so that tests can stand in for it. */
export interface Browser {
  readonly fetch: typeof fetch;
  /** Puts a text that is still to come on the clipboard. To be called within the person's click. */
  readonly writeClipboard: (text: Promise<string>) => Promise<void>;
  /** Has the browser save a text among its downloads. */
  readonly download: (name: string, text: string) => void;
  readonly wait: (delayMs: number) => Promise<void>;
  /** Keeps a text for this tab and this port alone, until the tab is closed. */
  readonly tabStorage: Pick<Storage, "getItem" | "setItem">;
}

/** Under this name the page keeps its key, which it gets for the one-time key and shows with every request. */
export const pageKeyName = "tokentray.pageKey";

/** No form and no foreign page can send it. Before there is a page key it only says who asks. */
export function ourHeader({ tabStorage }: Browser): Readonly<Record<"X-TokenTray", string>> {
  return { "X-TokenTray": tabStorage.getItem(pageKeyName) ?? "1" };
}

/** A tab that was opened without the one-time key has none, and nobody to ask for one. */
export function hasPageKey({ tabStorage }: Browser): boolean {
  return tabStorage.getItem(pageKeyName) !== null;
}

export function postJson(browser: Browser, path: string, body: unknown): Promise<Response> {
  return browser.fetch(path, {
    method: "POST",
    headers: { ...ourHeader(browser), "Content-Type": "application/json" },
    body: JSON.stringify(body),
    cache: "no-store",
  });
}
