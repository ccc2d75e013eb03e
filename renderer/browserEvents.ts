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
  readonly address: (address: string) => void;
  readonly link: (link: HostLink) => void;
}

const firstPauseMs = 500;
const longestPauseMs = 10_000;
/** A connection that breaks and comes back sooner is nothing to tell a person about. */
const lostAfterMs = 3_000;

/** Ends when the host has said goodbye or refuses the page for good, or at `signal`. */
export async function followEvents(browser: Browser, targets: EventTargets, signal?: AbortSignal): Promise<void> {
  let pauseMs = firstPauseMs;
  let waitedMs = 0;
  const connected = (): void => {
    pauseMs = firstPauseMs;
    waitedMs = 0;
    targets.link("connected");
  };
  for (;;) {
    const end = await oneReply(browser, targets, connected, signal);
    if (end !== "broken") return targets.link(end);
    if (signal?.aborted) return;
    if (waitedMs >= lostAfterMs) targets.link("lost");
    await browser.wait(pauseMs);
    waitedMs += pauseMs;
    pauseMs = Math.min(longestPauseMs, pauseMs * 2);
  }
}

async function oneReply(
  browser: Browser,
  targets: EventTargets,
  connected: () => void,
  signal: AbortSignal | undefined,
): Promise<"refused" | "ended" | "broken"> {
  let ended = false;
  try {
    const reply = await browser.fetch("events", {
      headers: ourHeader(browser),
      cache: "no-store",
      signal: signal ?? null,
    });
    if (reply.status === 403) return "refused";
    if (!reply.ok || reply.body === null) return "broken";
    connected();
    await readLines(reply.body, (line) => (ended ||= take(line, targets)));
  } catch {
    // What was said before it broke counts.
  }
  return ended ? "ended" : "broken";
}

interface Line {
  readonly snapshot?: Snapshot;
  readonly screen?: Screen;
  readonly address?: string;
  readonly ended?: true;
}

/** Whether it was the goodbye. The page trusts its own host for the shapes; it only looks which of them it got. */
function take(line: unknown, targets: EventTargets): boolean {
  if (typeof line !== "object" || line === null) return false;
  const { snapshot, screen, address, ended = false } = line as Line;
  if (snapshot !== undefined) targets.snapshot(snapshot);
  if (screen !== undefined) targets.screen(screen);
  if (address !== undefined) targets.address(address);
  return ended;
}
