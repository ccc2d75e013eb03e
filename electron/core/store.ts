// The one mutable cell: the current snapshot. An update replaces it, raises its revision and tells whoever draws.
import type { Snapshot } from "../../shared/snapshot.ts";

export interface Store {
  get(): Snapshot;
  /** Nothing happens where the change gives back the same object. */
  update(change: (snapshot: Snapshot) => Snapshot): void;
  subscribe(listener: (snapshot: Snapshot) => void): () => void;
}

export function createStore(first: Snapshot): Store {
  let current = first;
  const listeners = new Set<(snapshot: Snapshot) => void>();
  return {
    get: () => current,
    update(change) {
      const next = change(current);
      if (next === current) return;
      current = { ...next, revision: current.revision + 1 };
      for (const listener of listeners) listener(current);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
