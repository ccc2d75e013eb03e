// Files that end with the process, for hosts that write nothing.
import type { Files } from "../core/ports.ts";

export function createMemoryFiles(): Files {
  const files = new Map<string, { readonly bytes: Uint8Array; readonly changedAt: number }>();
  const owner = "memory";
  /** Each change is a little later than the one before. */
  let now = 0;
  const put = (name: string, bytes: Uint8Array): void => void files.set(name, { bytes, changedAt: ++now });
  return {
    read: (name) => Promise.resolve(files.get(name)?.bytes),
    writeAtomic: async (name, bytes) => put(name, bytes.slice()),
    createExclusive: async (name, bytes) => {
      if (files.has(name)) return false;
      put(name, bytes.slice());
      return true;
    },
    touch: async (name) => {
      const file = files.get(name);
      if (file !== undefined) put(name, file.bytes);
    },
    changedAt: (name) => Promise.resolve(files.get(name)?.changedAt),
    rename: async (from, to) => {
      const file = files.get(from);
      if (file === undefined) throw Object.assign(new Error("No such file."), { code: "ENOENT" });
      put(to, file.bytes);
      files.delete(from);
    },
    remove: async (name) => {
      files.delete(name);
    },
    list: async (folder) =>
      [...files.keys()]
        .filter((name) => name.slice(0, name.lastIndexOf("/")) === folder)
        .map((name) => name.slice(folder.length + 1)),
    owner,
    isAlive: (other) => Promise.resolve(other === owner),
  };
}
