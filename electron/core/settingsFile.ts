// Connections and settings on disk: no secrets. A file that cannot be read is set aside and reported, never a crash.
import type { Connection } from "../../shared/connection.ts";
import type { SetupAnswers } from "../../shared/setup/setupAnswers.ts";
import { defaultSettings, type Settings, type Snapshot } from "../../shared/snapshot.ts";
import type { Log } from "./log.ts";
import type { Clock, Files } from "./ports.ts";
import { systemCode } from "./systemCode.ts";

export interface StoredSettings {
  readonly connections: readonly Connection[];
  readonly settings: Settings;
  readonly lastUsed?: NonNullable<Snapshot["lastUsed"]>;
  /** Whoever ends the program and starts it again must not get past the lock by that. */
  readonly lock?: NonNullable<Snapshot["lock"]>;
  /** How far the first-run guide has come. */
  readonly setup?: SetupAnswers;
  /** What was said once and is not to be said again. */
  readonly told: readonly string[];
}

export interface SettingsFile {
  /** What was stored, or the defaults, where `isNew` says that nothing ever was; `unread` names the file that could not be read, if it could be set aside. */
  load(): Promise<{
    readonly stored: StoredSettings;
    readonly isNew?: true;
    readonly unread?: { readonly setAsideAs?: string };
  }>;
  /** Writes in the order of the calls; says whether it worked. */
  save(stored: StoredSettings): Promise<boolean>;
  remove(): Promise<void>;
}

/** A folder of its own, so that everything of ours can be listed and removed. */
export const settingsFolder = "settings";
const fileName = `${settingsFolder}/settings.json`;

export function createSettingsFile(files: Files, clock: Clock, log: Log): SettingsFile {
  let writing: Promise<unknown> = Promise.resolve();
  return {
    async load() {
      const first: StoredSettings = { connections: [], settings: defaultSettings, told: [] };
      try {
        const bytes = await files.read(fileName);
        if (bytes === undefined) return { stored: first, isNew: true };
        const { parseSettings } = await import("./settingsSchema.ts");
        const stored = parseSettings(bytes);
        if (stored !== undefined) return { stored };
        log.warning("settings.setAside");
      } catch (error) {
        log.warning("settings.notRead", { code: systemCode(error) });
      }
      return { stored: first, unread: await setAside(files, clock, log) };
    },

    save(stored) {
      const bytes = new TextEncoder().encode(`${JSON.stringify({ format: 1, ...stored }, null, 2)}\n`);
      const result = writing
        .then(() => files.writeAtomic(fileName, bytes))
        .then(
          () => true,
          (error: unknown) => {
            log.warning("settings.writeFailed", { code: systemCode(error) });
            return false;
          },
        );
      writing = result;
      return result;
    },

    remove: () => files.remove(fileName),
  };
}

/** Nothing that follows may take its place, so it is moved even where it cannot be read. */
async function setAside(files: Files, clock: Clock, log: Log): Promise<{ readonly setAsideAs?: string }> {
  const setAsideAs = `${settingsFolder}/set-aside-${clock.now()}.json`;
  try {
    await files.rename(fileName, setAsideAs);
    return { setAsideAs };
  } catch (error) {
    log.warning("settings.notSetAside", { code: systemCode(error) });
    return {};
  }
}
