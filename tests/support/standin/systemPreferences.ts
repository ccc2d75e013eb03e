// systemPreferences: accessibility of animations, and nothing more.
import { StrictEmitter } from "./strictModule.ts";

class SystemPreferences extends StrictEmitter {
  constructor() {
    super("SystemPreferences", ["accent-color-changed", "color-changed"]);
  }

  getAnimationSettings(): object {
    return { shouldRenderRichAnimation: true, scrollAnimationsEnabledBySystem: true, prefersReducedMotion: false };
  }
}

export const systemPreferences = new SystemPreferences();
