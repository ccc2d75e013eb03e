// Locks when nobody has touched the computer for as long as the person chose. One timer, and none while that is off.
import type { Clock, Desktop } from "../ports.ts";

export interface IdleWatch {
  /** To be called when the wish may have changed, and when the program is unlocked. */
  arm(): void;
  stop(): void;
}

interface Deps {
  readonly clock: Clock;
  readonly desktop: Pick<Desktop, "idleMs">;
  /** 0 where it is off, or where it is locked already. */
  readonly limitMs: () => number;
  readonly onIdle: () => void;
}

export function createIdleWatch({ clock, desktop, limitMs, onIdle }: Deps): IdleWatch {
  let cancelTimer = (): void => {};
  const arm = (): void => {
    cancelTimer();
    cancelTimer = () => {};
    const limit = limitMs();
    if (limit === 0) return;
    // Touched in between, the rest of the time starts over; so it looks once per stretch, not every second.
    cancelTimer = clock.after(Math.max(1_000, limit - desktop.idleMs()), () => {
      if (limitMs() > 0 && desktop.idleMs() >= limitMs()) onIdle();
      else arm();
    });
  };
  return { arm, stop: () => cancelTimer() };
}
