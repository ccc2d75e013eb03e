// Settings that the system has a part in: the theme of its menus and frames, and starting with the computer.
import type { Settings } from "../../shared/snapshot.ts";
import type { Desktop } from "./ports.ts";
import type { SettingsKeeper } from "./settingsKeeper.ts";
import type { Store } from "./store.ts";

export interface Preferences {
  /** At the start: the theme as stored, and what the system says about starting with the computer. */
  apply(): Promise<void>;
  change(settings: Partial<Settings>): Promise<void>;
}

export function createPreferences(desktop: Desktop, store: Store, settings: SettingsKeeper): Preferences {
  const startAtLogin = async (): Promise<void> => {
    const state = await desktop.startAtLogin(store.get().settings.startAtLogin);
    store.update((snapshot) => ({ ...snapshot, about: { ...snapshot.about, startAtLogin: state } }));
  };
  return {
    async apply() {
      desktop.useTheme(store.get().settings.theme);
      await startAtLogin();
    },
    async change(change) {
      settings.change(change);
      if (change.theme !== undefined) desktop.useTheme(change.theme);
      if (change.startAtLogin !== undefined) await startAtLogin();
    },
  };
}
