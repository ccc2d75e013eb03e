// The system's clock as a port.
import type { Clock } from "../core/ports.ts";

/** Node fires a longer timer at once, so longer waits are split. */
const longestTimerMs = 2 ** 31 - 1;

export const systemClock: Clock = { now: () => Date.now(), after };

function after(delayMs: number, callback: () => void): () => void {
  const endsAt = performance.now() + delayMs;
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const restMs = endsAt - performance.now();
    const next = restMs > longestTimerMs ? wait : callback;
    timer = setTimeout(next, Math.min(Math.max(restMs, 0), longestTimerMs)).unref();
  };
  wait();
  return () => clearTimeout(timer);
}
