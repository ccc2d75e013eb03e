// systemPreferences: accessibility of animations, and a Mac without Touch ID.
import { StrictEmitter } from "./strictModule.ts";

class SystemPreferences extends StrictEmitter {
  constructor() {
    super("SystemPreferences", ["accent-color-changed", "color-changed"]);
  }

  canPromptTouchID(): boolean {
    return false;
  }

  getAnimationSettings(): object {
    return { shouldRenderRichAnimation: true, scrollAnimationsEnabledBySystem: true, prefersReducedMotion: false };
  }
}

export const systemPreferences = new SystemPreferences();
