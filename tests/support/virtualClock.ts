// A clock that stands still until a test moves it.
import type { Clock } from "../../electron/core/ports.ts";

export interface VirtualClock extends Clock {
  /** Moves on, running what falls due in order, and lets real input and output catch up after each. */
  advance(ms: number): Promise<void>;
  /** The system's clock is put forward or back: no timer runs by that. */
  jump(ms: number): void;
  /** How many timers are waiting. */
  readonly waiting: number;
}

/** Far from every day on which the tests may run: whoever compares it with the real clock is found today, not in years. */
export const fixedStart = Date.UTC(2082, 10, 23, 9);

export function createVirtualClock(startAt = fixedStart): VirtualClock {
  let time = 0;
  let offset = startAt;
  let timers: { readonly at: number; readonly callback: () => void }[] = [];
  return {
    now: () => offset + time,
    after(delayMs, callback) {
      const timer = { at: time + Math.max(0, delayMs), callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async advance(ms) {
      const until = time + ms;
      for (;;) {
        const due = timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((timer) => timer !== due);
        time = Math.max(time, due.at);
        due.callback();
        await settle();
      }
      time = until;
      await settle();
    },
    jump(ms) {
      offset += ms;
    },
    get waiting() {
      return timers.length;
    },
  };
}

/** Lets everything that is ready run: promises, and a few rounds of the event loop. */
export async function settle(rounds = 3): Promise<void> {
  for (let round = 0; round < rounds; round += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Waits, in real time, until the condition holds; fails after five seconds. */
export async function until(condition: () => boolean, what = "the condition"): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
