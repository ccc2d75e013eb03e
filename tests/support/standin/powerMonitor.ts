// powerMonitor: a test emits its events and sets the idle state.
import { StrictEmitter } from "./strictModule.ts";

export type IdleState = "active" | "idle" | "locked" | "unknown";

const events = ["suspend", "resume", "lock-screen", "unlock-screen", "shutdown", "on-ac", "on-battery"] as const;

class PowerMonitor extends StrictEmitter {
  #idle: { readonly state: IdleState; readonly seconds: number } = { state: "active", seconds: 0 };

  constructor() {
    super("PowerMonitor", events);
  }

  getSystemIdleState(idleThreshold: number): IdleState {
    if (!Number.isInteger(idleThreshold) || idleThreshold <= 0)
      throw new TypeError("Invalid idle threshold, must be greater than 0");
    const { state, seconds } = this.#idle;
    return state === "active" && seconds >= idleThreshold ? "idle" : state;
  }

  getSystemIdleTime(): number {
    return this.#idle.seconds;
  }

  static become(monitor: PowerMonitor, state: IdleState, seconds: number): void {
    monitor.#idle = { state, seconds };
  }
}

export const powerMonitor = new PowerMonitor();

/** `seconds` since the last input. */
export function becomeIdle(state: IdleState, seconds: number): void {
  PowerMonitor.become(powerMonitor, state, seconds);
}
