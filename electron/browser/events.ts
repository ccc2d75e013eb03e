// What the page follows: one line of JSON for each newer picture and each screen or address to open, and a last one.
import type { Screen } from "../../shared/contract.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import type { App } from "../core/app.ts";

export interface Events {
  /** Shows a screen on every page that listens. */
  showScreen(screen: Screen): void;
  /** Has the page open an address: it is in the person's browser, and may have no other program there to do it. */
  openAddress(url: string): void;
  /** Lines until the page goes or the host ends. A page that is slow gets the newest picture, not every one. */
  lines(app: Pick<App, "snapshot" | "subscribe">, gone: AbortSignal): AsyncGenerator<string>;
  /** Says goodbye to every page. */
  end(): void;
}

/** Below this, nobody on the way takes the silence for a lost connection. */
const heartbeatMs = 15_000;

export function createEvents(): Events {
  const listeners = new Set<(wish: Wish) => void>();
  const ending = new AbortController();

  async function* lines(app: Pick<App, "snapshot" | "subscribe">, gone: AbortSignal): AsyncGenerator<string> {
    let snapshot: Snapshot | undefined = app.snapshot();
    const wishes: Wish[] = [];
    let wake = (): void => undefined;
    const onWish = (wish: Wish): void => {
      wishes.push(wish);
      wake();
    };
    const unsubscribe = app.subscribe((next) => {
      snapshot = next;
      wake();
    });
    listeners.add(onWish);
    const over = AbortSignal.any([gone, ending.signal]);
    over.addEventListener("abort", () => wake(), { once: true });
    try {
      while (!over.aborted) {
        const next: string[] = wishes.splice(0).map(line);
        if (snapshot !== undefined) next.unshift(line({ snapshot }));
        snapshot = undefined;
        // An empty line is the heartbeat.
        yield next.length === 0 ? "\n" : next.join("");
        if (snapshot !== undefined || wishes.length > 0 || over.aborted) continue;
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, heartbeatMs).unref();
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      if (!gone.aborted) yield line({ ended: true });
    } finally {
      unsubscribe();
      listeners.delete(onWish);
    }
  }

  const tell = (wish: Wish): void => listeners.forEach((listener) => listener(wish));
  return {
    showScreen: (screen) => tell({ screen }),
    openAddress: (address) => tell({ address }),
    lines,
    end: () => ending.abort(),
  };
}

type Wish = { readonly screen: Screen } | { readonly address: string };
type Line = Wish | { readonly snapshot: Snapshot } | { readonly ended: true };

const line = (value: Line): string => `${JSON.stringify(value)}\n`;
