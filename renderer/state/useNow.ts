// The time, once a second, while anybody can see the page.
import { useSyncExternalStore } from "react";

/** Epoch milliseconds, whole seconds apart; all users of it tick together. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, currentTick);
}

const listeners = new Set<() => void>();
let tick = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

// A page that nobody looked at for a while would show the time of its last tick at first.
function currentTick(): number {
  if (Math.abs(Date.now() - tick) >= 1000) tick = Date.now();
  return tick;
}

function announce(): void {
  if (document.visibilityState === "hidden") return;
  tick = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    timer = setInterval(announce, 1000);
    document.addEventListener("visibilitychange", announce);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    document.removeEventListener("visibilitychange", announce);
  };
}
