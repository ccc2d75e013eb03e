// Who may unlock: whoever the system has just confirmed. Where it could ask and no longer can, that is no way in.
import type { Snapshot } from "../../../shared/snapshot.ts";
import type { Clock, Desktop } from "../ports.ts";

export type Presence = "proven" | "refused" | "cannotAsk";

export interface PresenceCheck {
  /** Whether the system has been able to ask since the program started, or can now. To be stored with the lock. */
  couldAsk(): boolean;
  /** The system has just let somebody in at its own lock screen. */
  screenUnlocked(): void;
  prove(lock: NonNullable<Snapshot["lock"]> | undefined): Promise<Presence>;
}

/** After that somebody else may sit there. */
const letInForMs = 2 * 60_000;

export function createPresenceCheck(
  clock: Clock,
  desktop: Pick<Desktop, "canAskPresence" | "provePresence">,
): PresenceCheck {
  let asked = false;
  let letInAt = -Infinity;
  // The lid may be shut just now, as when the computer goes to sleep; that it could ask before is what counts.
  const couldAsk = (): boolean => (asked ||= desktop.canAskPresence());
  return {
    couldAsk,
    screenUnlocked: () => void (letInAt = clock.now()),
    async prove(lock) {
      if (desktop.canAskPresence()) return (await desktop.provePresence()) ? "proven" : "refused";
      if (!couldAsk() && lock?.couldAsk !== true) return "proven";
      // Wrong fingers and a shut lid must not open it. The password at the lock screen may: nobody is shut out for good.
      const sinceMs = clock.now() - letInAt;
      return sinceMs >= 0 && sinceMs < letInForMs ? "proven" : "cannotAsk";
    },
  };
}
