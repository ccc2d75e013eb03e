// Brings stored settings into the snapshot at the start and stores them again after every change.
import type { Settings, Snapshot } from "../../shared/snapshot.ts";
import { defaultSettings } from "../../shared/snapshot.ts";
import { practiceConnection } from "./connections.ts";
import type { Notices } from "./notices.ts";
import type { SettingsFile } from "./settingsFile.ts";
import type { Store } from "./store.ts";

export interface SettingsKeeper {
  load(): Promise<void>;
  change(settings: Partial<Settings>): void;
  remember(lastUsed: NonNullable<Snapshot["lastUsed"]>): void;
  /** Stores what the snapshot holds now: call after a change to the connections. */
  store(): void;
  reset(): Promise<void>;
}

interface Deps {
  readonly file: SettingsFile;
  readonly store: Store;
  readonly notices: Notices;
}

export function createSettingsKeeper({ file, store, notices }: Deps): SettingsKeeper {
  const save = async (): Promise<void> => {
    const { connections, settings, lastUsed } = store.get();
    const own = connections.filter(({ id }) => id !== practiceConnection.id);
    const saved = await file.save({ connections: own, settings, ...(lastUsed === undefined ? {} : { lastUsed }) });
    if (saved) notices.withdraw("notSaved");
    else notices.say({ kind: "notSaved", parts: { what: "settings" } });
  };
  return {
    async load() {
      const { stored, setAsideAs } = await file.load();
      const own = stored.connections.filter(({ id }) => id !== practiceConnection.id);
      store.update((snapshot) => ({ ...snapshot, ...stored, connections: [practiceConnection, ...own] }));
      if (setAsideAs !== undefined) notices.say({ kind: "settingsSetAside", parts: { file: setAsideAs } });
    },
    change(settings) {
      store.update((snapshot) => ({ ...snapshot, settings: { ...snapshot.settings, ...settings } }));
      void save();
    },
    remember(lastUsed) {
      store.update((snapshot) => ({ ...snapshot, lastUsed }));
      void save();
    },
    store: () => void save(),
    async reset() {
      store.update(({ lastUsed: _, ...snapshot }) => ({
        ...snapshot,
        connections: [practiceConnection],
        settings: defaultSettings,
      }));
      await file.remove();
    },
  };
}
