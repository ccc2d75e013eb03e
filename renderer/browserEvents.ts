// Follows what the browser host pushes: lines of JSON over one long reply, the newest picture first; taken up again with
// growing pauses when it ends.
import type { Screen } from "../shared/contract.ts";
import type { Snapshot } from "../shared/snapshot.ts";
import type { HostLink } from "./bridge.ts";
import { ourHeader, type Browser } from "./browserPort.ts";
import { readLines } from "./readLines.ts";

export interface EventTargets {
  readonly snapshot: (snapshot: Snapshot) => void;
  readonly screen: (screen: Screen) => void;
  readonly link: (link: HostLink) => void;
}

const firstPauseMs = 500;
const longestPauseMs = 10_000;

/** Ends when the host refuses the page for good, or at `signal`. */
export async function followEvents(browser: Browser, targets: EventTargets, signal?: AbortSignal): Promise<void> {
  let pauseMs = firstPauseMs;
  const connected = (): void => {
    pauseMs = firstPauseMs;
    targets.link("connected");
  };
  for (;;) {
    const end = await oneReply(browser, targets, connected, signal);
    if (end === "refused") return targets.link("refused");
    if (signal?.aborted) return;
    targets.link("lost");
    await browser.wait(pauseMs);
    pauseMs = Math.min(longestPauseMs, pauseMs * 2);
  }
}

async function oneReply(
  browser: Browser,
  targets: EventTargets,
  connected: () => void,
  signal: AbortSignal | undefined,
): Promise<"refused" | "ended"> {
  try {
    const reply = await browser.fetch("events", {
      headers: ourHeader(browser),
      cache: "no-store",
      signal: signal ?? null,
    });
    if (reply.status === 403) return "refused";
    if (!reply.ok || reply.body === null) return "ended";
    connected();
    await readLines(reply.body, (line) => take(line, targets));
    return "ended";
  } catch {
    return "ended";
  }
}

// The page trusts its own host for the shapes; it only looks which of the two it got.
function take(line: unknown, targets: EventTargets): void {
  if (typeof line !== "object" || line === null) return;
  const { snapshot, screen } = line as { readonly snapshot?: Snapshot; readonly screen?: Screen };
  if (snapshot !== undefined) targets.snapshot(snapshot);
  if (screen !== undefined) targets.screen(screen);
}
