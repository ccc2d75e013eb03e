// Files that end with the process, for hosts that write nothing.
import type { Files } from "../core/ports.ts";

export function createMemoryFiles(): Files {
  const files = new Map<string, Uint8Array>();
  const owner = "memory";
  return {
    read: (name) => Promise.resolve(files.get(name)),
    writeAtomic: async (name, bytes) => {
      files.set(name, bytes.slice());
    },
    createExclusive: async (name, bytes) => {
      if (files.has(name)) return false;
      files.set(name, bytes.slice());
      return true;
    },
    rename: async (from, to) => {
      const bytes = files.get(from);
      if (bytes === undefined) throw Object.assign(new Error("No such file."), { code: "ENOENT" });
      files.set(to, bytes);
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
