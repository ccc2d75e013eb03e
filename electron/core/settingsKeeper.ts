// Brings stored settings into the snapshot at the start and stores them again after every change.
import type { SetupAnswers } from "../../shared/setup/setupAnswers.ts";
import type { Settings, Snapshot } from "../../shared/snapshot.ts";
import { defaultSettings } from "../../shared/snapshot.ts";
import { practiceConnection } from "./connections.ts";
import type { Notices } from "./notices.ts";
import type { SettingsFile } from "./settingsFile.ts";
import type { Store } from "./store.ts";

export interface SettingsKeeper {
  load(): Promise<void>;
  change(settings: Partial<Settings>): void;
  /** Undefined when the first-run guide is done or skipped. */
  keepSetup(answers: SetupAnswers | undefined): void;
  remember(lastUsed: NonNullable<Snapshot["lastUsed"]>): void;
  /** Stores what the snapshot holds now: call after a change to the connections or the lock. */
  store(): void;
  /** True once per computer, for what is to be said once. */
  firstTime(what: string): Promise<boolean>;
  /** Whether nobody has ever used the program here. True once. */
  firstStart(): Promise<boolean>;
  reset(): Promise<void>;
  /** Waits for what is being stored: a program that quits must not lose what was said to be kept. */
  finish(): Promise<void>;
}

interface Deps {
  readonly file: SettingsFile;
  readonly store: Store;
  readonly notices: Notices;
}

export function createSettingsKeeper({ file, store, notices }: Deps): SettingsKeeper {
  let told: readonly string[] = [];
  const loaded = Promise.withResolvers<void>();
  let isLoaded = false;
  let isNew = false;
  let saving: Promise<void> = Promise.resolve();
  const save = (): void => void (saving = saveNow());
  const saveNow = async (): Promise<void> => {
    // What is stored must be known before anything is written in its place.
    await loaded.promise;
    const { connections, settings, setup, lastUsed, lock } = store.get();
    const own = connections.filter(({ id }) => id !== practiceConnection.id);
    const saved = await file.save({
      connections: own,
      settings,
      told,
      ...(setup === undefined ? {} : { setup }),
      ...(lastUsed === undefined ? {} : { lastUsed }),
      ...(lock === undefined ? {} : { lock }),
    });
    if (saved) notices.withdraw("settingsNotSaved");
    else notices.say({ kind: "settingsNotSaved" });
  };
  const firstTime = async (what: string): Promise<boolean> => {
    await loaded.promise;
    if (told.includes(what)) return false;
    told = [...told, what];
    save();
    return true;
  };
  return {
    async load() {
      const {
        stored: { told: toldBefore, ...stored },
        unread,
        ...found
      } = await file.load();
      told = toldBefore;
      isNew = found.isNew === true;
      const isStored = new Set(stored.connections.map(({ id }) => id)).add(practiceConnection.id);
      store.update((snapshot) => {
        const meanwhile = snapshot.connections.filter(({ id }) => !isStored.has(id));
        const own = stored.connections.filter(({ id }) => id !== practiceConnection.id);
        return { ...snapshot, ...stored, connections: [practiceConnection, ...own, ...meanwhile] };
      });
      isLoaded = true;
      loaded.resolve();
      if (unread === undefined) return;
      const parts = unread.setAsideAs === undefined ? {} : { file: unread.setAsideAs };
      notices.say({ kind: "settingsSetAside", parts });
    },
    change(settings) {
      store.update((snapshot) => ({ ...snapshot, settings: { ...snapshot.settings, ...settings } }));
      save();
    },
    keepSetup(answers) {
      store.update(({ setup: _, ...snapshot }) => (answers === undefined ? snapshot : { ...snapshot, setup: answers }));
      save();
    },
    remember(lastUsed) {
      store.update((snapshot) => ({ ...snapshot, lastUsed }));
      save();
    },
    firstTime,
    async firstStart() {
      await loaded.promise;
      return isNew && (await firstTime("started"));
    },
    store: save,
    async reset() {
      told = [];
      store.update(({ lastUsed: _, setup: __, ...snapshot }) => ({
        ...snapshot,
        connections: [practiceConnection],
        settings: defaultSettings,
      }));
      await file.remove();
    },
    // Without a start nothing was stored either.
    finish: () => (isLoaded ? saving : Promise.resolve()),
  };
}
