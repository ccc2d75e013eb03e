// Asks the system who sits at the computer, where it has a question for that.
import { systemPreferences } from "electron/main";
import { lockWords } from "../../shared/lockWords.ts";

/**
 * macOS asks for a finger. Windows and Linux offer an app no such question; there the secret store alone decides, and it
 * asks only while it is locked itself.
 */
export async function provePresence(): Promise<boolean> {
  if (process.platform !== "darwin" || !systemPreferences.canPromptTouchID()) return true;
  try {
    await systemPreferences.promptTouchID(lockWords.touchReason);
    return true;
  } catch {
    return false;
  }
}
