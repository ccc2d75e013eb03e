// What the browser host's bridge uses of a browser, and how it asks its host.

/** What the bridge uses of a browser, so that tests can stand in for it. */
export interface Browser {
  readonly fetch: typeof fetch;
  /** Puts a text that is still to come on the clipboard. To be called within the person's click. */
  readonly writeClipboard: (text: Promise<string>) => Promise<void>;
  /** Has the browser save a text among its downloads. */
  readonly download: (name: string, text: string) => void;
  readonly wait: (delayMs: number) => Promise<void>;
}

/** No form and no foreign page can send it. */
export const ourHeader = { "X-TokenTray": "1" } as const;

export function postJson(browser: Browser, path: string, body: unknown): Promise<Response> {
  return browser.fetch(path, {
    method: "POST",
    headers: { ...ourHeader, "Content-Type": "application/json" },
    body: JSON.stringify(body),
    cache: "no-store",
  });
}
