// Saves the tenant's state when it has changed: one save at a time, always of the latest state.
import type { PracticeState } from "./state.ts";

export interface Saving {
  changed(): void;
  /** Resolves when all that has changed so far is saved, or could not be. */
  settled(): Promise<void>;
}

export function createSaving(save: (state: PracticeState) => Promise<void>, state: () => PracticeState): Saving {
  let pending = false;
  let running: Promise<void> = Promise.resolve();

  async function saveIfChanged(): Promise<void> {
    if (!pending) return;
    pending = false;
    try {
      await save(state());
    } catch {
      // Costs practice sign-ins only, and the next answer tries again.
      pending = true;
    }
  }

  return {
    changed() {
      pending = true;
    },
    settled() {
      running = running.then(saveIfChanged);
      return running;
    },
  };
}
