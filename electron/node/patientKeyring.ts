// Asks the keyring one question at a time, and again while it keeps a person's dialog open that its answer waits for.
import type { StorageCause } from "../../shared/snapshot.ts";
import type { StoreTrouble } from "../core/ports.ts";
import { troubleOf } from "./keyringTrouble.ts";

export interface Patience {
  /** Told after two seconds, and every 15 from then on, how long the keyring is still waited for. */
  readonly onWaiting?: ((leftMs: number) => void) | undefined;
  readonly waitingAfterMs?: number | undefined;
  /** After this long the keyring counts as locked. */
  readonly limitMs?: number | undefined;
  /** Ends the waiting. */
  readonly interruption?: AbortSignal | undefined;
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly trouble: StoreTrouble & { readonly cause: StorageCause } };

/** Asks, by work that may be done more than once. */
export type AskKeyring = <T>(work: () => Promise<T>) => Promise<Answer<T>>;

/** A call to KeePassXC fails after two seconds while its dialog stays open: the next one finds out what came of it. */
const spacingMs = 500;
const tellEveryMs = 15_000;
/** Once a person did not come, nobody waits for them again so soon. */
const briefMs = 3_000;

const noReply = { ok: false, trouble: { kind: "locked", cause: "noReply" } } as const;

export function createPatientKeyring({ limitMs = 60_000, ...options }: Patience): AskKeyring {
  let turn: Promise<unknown> = Promise.resolve();
  /** A native call cannot be broken off. While one hangs, there is no second one: each of them holds a thread. */
  let underWay: Promise<unknown> = Promise.resolve();
  let inVainAt: number | undefined;

  const attempt = async <T>(work: () => Promise<T>): Promise<Answer<T>> => {
    await underWay;
    const call = work();
    underWay = call.catch(() => undefined);
    try {
      return { ok: true, value: await call };
    } catch (error) {
      return { ok: false, trouble: troubleOf(error) };
    }
  };

  const untilAnswered = async <T>(work: () => Promise<T>, over: AbortSignal): Promise<Answer<T>> => {
    for (;;) {
      const answer = await attempt(work);
      if (answer.ok || answer.trouble.cause !== "noReply" || over.aborted) return answer;
      await pause(spacingMs, over);
      if (over.aborted) return answer;
    }
  };

  const ask = async <T>(work: () => Promise<T>): Promise<Answer<T>> => {
    const tired = inVainAt !== undefined && performance.now() - inVainAt < limitMs;
    const waitMs = tired ? Math.min(briefMs, limitMs) : limitMs;
    const over = overAfter(waitMs, options.interruption);
    const quiet = tired ? () => undefined : tellWhileWaiting(waitMs, options);
    try {
      const answer = await Promise.race([untilAnswered(work, over.signal), over.reached.then(() => noReply)]);
      if (answer.ok) inVainAt = undefined;
      else if (answer.trouble.cause === "noReply") inVainAt = performance.now();
      return answer;
    } finally {
      quiet();
      over.cancel();
    }
  };

  return (work) => {
    const asked = turn.then(() => ask(work));
    turn = asked.catch(() => undefined);
    return asked;
  };
}

interface Limit {
  readonly signal: AbortSignal;
  readonly reached: Promise<unknown>;
  cancel(): void;
}

function overAfter(ms: number, interruption: AbortSignal | undefined): Limit {
  const limit = new AbortController();
  const { promise: reached, resolve } = Promise.withResolvers<void>();
  const end = (): void => {
    limit.abort();
    resolve();
  };
  const timer = setTimeout(end, ms);
  if (interruption?.aborted === true) end();
  interruption?.addEventListener("abort", end);
  return {
    signal: limit.signal,
    reached,
    cancel: () => {
      clearTimeout(timer);
      limit.abort();
      interruption?.removeEventListener("abort", end);
    },
  };
}

function pause(ms: number, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      over.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    over.addEventListener("abort", end);
  });
}

/** The answer ends it. */
function tellWhileWaiting(waitMs: number, { onWaiting, waitingAfterMs = 2_000 }: Patience): () => void {
  if (onWaiting === undefined) return () => undefined;
  const startedAt = performance.now();
  const tell = (): void => {
    const leftMs = waitMs - (performance.now() - startedAt);
    if (leftMs > 0) onWaiting(leftMs);
    timer = setTimeout(tell, tellEveryMs);
  };
  let timer = setTimeout(tell, waitingAfterMs);
  return () => clearTimeout(timer);
}
