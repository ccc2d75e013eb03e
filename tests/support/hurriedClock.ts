// The real time with shorter waits, for tests that talk with a real server and would wait for polls and pauses.
import type { Clock } from "../../electron/core/ports.ts";
import { systemClock } from "../../electron/node/clock.ts";

/** `shorten` says how long a timer takes, in milliseconds, that was set for so many. */
export const hurriedClock = (shorten: (ms: number) => number): Clock => ({
  now: () => systemClock.now(),
  after: (ms, callback) => systemClock.after(shorten(ms), callback),
});
