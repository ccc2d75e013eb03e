// Files in memory, for what is measured without a disk: MSAL Node has none there either.
import type { Files } from "../../../electron/core/ports.ts";

export function createNoDisk(): Files {
  const held = new Map<string, Uint8Array>();
  return {
    read: async (name) => held.get(name),
    writeAtomic: async (name, bytes) => void held.set(name, bytes),
    createExclusive: async (name, bytes) => !held.has(name) && held.set(name, bytes).size > 0,
    touch: async () => undefined,
    changedAt: async (name) => (held.has(name) ? 0 : undefined),
    rename: async (from, to) => {
      const bytes = held.get(from);
      held.delete(from);
      if (bytes !== undefined) held.set(to, bytes);
    },
    remove: async (name) => void held.delete(name),
    list: async (folder) =>
      [...held.keys()].filter((name) => name.startsWith(`${folder}/`)).map((name) => name.slice(folder.length + 1)),
    owner: "bench",
    isAlive: async () => true,
  };
}
