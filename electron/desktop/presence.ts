// Asks the system who sits at the computer, where it has a question for that.
import type { SystemPreferences } from "electron/main";
import { lockWords } from "../../shared/lockWords.ts";
import type { Desktop } from "../core/ports.ts";

type Presence = Pick<Desktop, "canAskPresence" | "provePresence">;

/**
 * macOS asks for a finger. Windows and Linux offer an app no such question; there the secret store alone decides, and it
 * asks only while it is locked itself.
 */
export function createPresence(
  system: Pick<SystemPreferences, "canPromptTouchID" | "promptTouchID">,
  platform: NodeJS.Platform,
): Presence {
  return {
    canAskPresence: () => platform === "darwin" && system.canPromptTouchID(),
    provePresence: () =>
      system.promptTouchID(lockWords.touchReason).then(
        () => true,
        () => false,
      ),
  };
}
