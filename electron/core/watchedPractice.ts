// The practice tenant's port, with its state shown in the snapshot.
import type { Practice } from "./ports.ts";
import type { Store } from "./store.ts";

export function watchedPractice(practice: Practice, store: Store): Practice {
  return {
    async start() {
      const started = await practice.start();
      const { running, origin } = store.get().practice;
      if (!running || origin !== started.origin) {
        store.update((snapshot) => ({ ...snapshot, practice: { running: true, origin: started.origin } }));
      }
      return started;
    },
    async stop() {
      await practice.stop();
      store.update((snapshot) =>
        snapshot.practice.running ? { ...snapshot, practice: { running: false } } : snapshot,
      );
    },
    forget: () => practice.forget(),
  };
}
