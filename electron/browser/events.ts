// What the page follows: one line of JSON for each newer picture and each screen the program asks for, and a last one.
import type { Screen } from "../../shared/contract.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import type { App } from "../core/app.ts";

export interface Events {
  /** Shows a screen on every page that listens. */
  showScreen(screen: Screen): void;
  /** Lines until the page goes or the host ends. A page that is slow gets the newest picture, not every one. */
  lines(app: Pick<App, "snapshot" | "subscribe">, gone: AbortSignal): AsyncGenerator<string>;
  /** Says goodbye to every page. */
  end(): void;
}

/** Below this, nobody on the way takes the silence for a lost connection. */
const heartbeatMs = 15_000;

export function createEvents(): Events {
  const screenListeners = new Set<(screen: Screen) => void>();
  const ending = new AbortController();

  async function* lines(app: Pick<App, "snapshot" | "subscribe">, gone: AbortSignal): AsyncGenerator<string> {
    let snapshot: Snapshot | undefined = app.snapshot();
    const screens: Screen[] = [];
    let wake = (): void => undefined;
    const onScreen = (screen: Screen): void => {
      screens.push(screen);
      wake();
    };
    const unsubscribe = app.subscribe((next) => {
      snapshot = next;
      wake();
    });
    screenListeners.add(onScreen);
    const over = AbortSignal.any([gone, ending.signal]);
    over.addEventListener("abort", () => wake(), { once: true });
    try {
      while (!over.aborted) {
        const next: string[] = screens.splice(0).map((screen) => line({ screen }));
        if (snapshot !== undefined) next.unshift(line({ snapshot }));
        snapshot = undefined;
        // An empty line is the heartbeat.
        yield next.length === 0 ? "\n" : next.join("");
        if (snapshot !== undefined || screens.length > 0 || over.aborted) continue;
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
      screenListeners.delete(onScreen);
    }
  }

  return {
    showScreen: (screen) => screenListeners.forEach((listener) => listener(screen)),
    lines,
    end: () => ending.abort(),
  };
}

type Line = { readonly snapshot: Snapshot } | { readonly screen: Screen } | { readonly ended: true };

const line = (value: Line): string => `${JSON.stringify(value)}\n`;
