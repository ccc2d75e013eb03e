// Which keys have sealed something in this data folder: a file for each, by its ID, with what the store needs to know it
// again. Nothing in it is secret.
import type { Files } from "../core/ports.ts";
import { isKeyId } from "./keyHeader.ts";

export const keyFolder = "keys";
const nameOf = (keyId: string): string => `${keyFolder}/${keyId}`;

export interface KeyNames {
  /** In no order of meaning. Empty where the folder cannot be read: the records name their keys, too. */
  list(): Promise<readonly string[]>;
  read(keyId: string): Promise<Uint8Array | undefined>;
  /** Throws where it cannot be written. */
  note(keyId: string, bytes: Uint8Array): Promise<void>;
  forget(): Promise<void>;
}

export function createKeyNames(files: Files): KeyNames {
  const noted = new Set<string>();
  const list = async (): Promise<readonly string[]> => {
    const names = await files.list(keyFolder).catch(() => []);
    return names.filter((name) => isKeyId(name)).toSorted();
  };
  return {
    list,
    read: (keyId) => files.read(nameOf(keyId)).catch(() => undefined),
    async note(keyId, bytes) {
      if (noted.has(keyId)) return;
      if ((await files.read(nameOf(keyId))) === undefined) await files.writeAtomic(nameOf(keyId), bytes);
      noted.add(keyId);
    },
    async forget() {
      noted.clear();
      for (const keyId of await list()) await files.remove(nameOf(keyId));
    },
  };
}
