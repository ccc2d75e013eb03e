// The keys in the system's keyring that have sealed something in this data folder. Everything that asks the keyring here may
// be done twice with the same result, because a keyring that waits for its person is asked again.
import { takeFileLock } from "../core/accountLock.ts";
import type { Files } from "../core/ports.ts";
import { systemClock } from "./clock.ts";
import { keyFolder, type KeyNames } from "./keyNames.ts";
import type { OpenKeyringEntry } from "./keyringEntry.ts";
import type { Answer, AskKeyring } from "./patientKeyring.ts";
import { keyBytes, keyIdOf } from "./sealing.ts";

export interface Key {
  readonly id: string;
  readonly bytes: Uint8Array;
  /** The name of its entry. */
  readonly entry: string;
}

export interface KeyRing {
  /** What was sought in vain is sought anew from now on. */
  lookAgain(): void;
  /** The key of this ID, or of the earlier versions' entry where none is given. */
  find(keyId: string | undefined): Promise<Answer<Key | undefined>>;
  /** Any key that has sealed something here. */
  findAny(): Promise<Answer<Key | undefined>>;
  /** The same, or a new one where there is none. */
  findOrMake(): Promise<Answer<Key>>;
  /** Removes the keys of this data folder from the keyring, as far as it lets us. */
  forget(): Promise<void>;
}

/** Of earlier versions: one entry for whatever key there was. */
const oldEntry = "vault key";
const entryOf = (keyId: string): string => `${oldEntry} ${keyId}`;

interface Deps {
  readonly files: Files;
  readonly names: KeyNames;
  readonly ask: AskKeyring;
  readonly openEntry: OpenKeyringEntry;
}

export function createKeyRing({ files, names, ask, openEntry }: Deps): KeyRing {
  const held = new Map<string, Key>();
  /** Entries that were not there. */
  const absent = new Set<string>();

  const heldIn = (entry: string): Key | undefined => [...held.values()].find((key) => key.entry === entry);

  const read = async (entry: string): Promise<Key | undefined> => {
    if (absent.has(entry)) return undefined;
    const there = heldIn(entry);
    if (there !== undefined) return there;
    const secret = await (await openEntry(entry)).getSecret();
    if (secret?.length !== keyBytes) {
      absent.add(entry);
      return undefined;
    }
    const bytes = Uint8Array.from(secret);
    const key = { id: keyIdOf(bytes), bytes, entry };
    held.set(key.id, key);
    return key;
  };

  const readById = async (keyId: string): Promise<Key | undefined> => {
    const noted = await names.read(keyId);
    for (const entry of noted === undefined ? [entryOf(keyId), oldEntry] : [new TextDecoder().decode(noted)]) {
      const key = held.get(keyId) ?? (await read(entry));
      if (key?.id === keyId) return key;
    }
    return undefined;
  };

  const readAny = async (): Promise<Key | undefined> => {
    for (const keyId of await names.list()) {
      const key = await readById(keyId);
      if (key !== undefined) return key;
    }
    return read(oldEntry);
  };

  const note = ({ id, entry }: Key): Promise<void> => names.note(id, new TextEncoder().encode(entry));

  const add = async (key: Key): Promise<Key> => {
    await (await openEntry(key.entry)).setSecret(key.bytes);
    // Until then it may have been shut, and have hidden what it holds: that comes first.
    absent.clear();
    const earlier = await readAny();
    if (earlier === undefined) return key;
    await (await openEntry(key.entry)).deleteCredential();
    return earlier;
  };

  const make = async (): Promise<Answer<Key>> => {
    const bytes = process.getBuiltinModule("node:crypto").randomBytes(keyBytes);
    const id = keyIdOf(bytes);
    const fresh = { id, bytes, entry: entryOf(id) };
    const made = await ask(() => add(fresh));
    if (!made.ok) return made;
    try {
      await note(made.value);
    } catch (error) {
      // A key that nobody can find again has no use.
      if (made.value === fresh) await ask(async () => (await openEntry(fresh.entry)).deleteCredential());
      throw error;
    }
    held.set(made.value.id, made.value);
    return made;
  };

  const ring: KeyRing = {
    lookAgain: () => absent.clear(),
    async find(keyId) {
      const key = keyId === undefined ? heldIn(oldEntry) : held.get(keyId);
      if (key !== undefined) return { ok: true, value: key };
      return ask(() => (keyId === undefined ? read(oldEntry) : readById(keyId)));
    },
    async findAny() {
      const [key] = held.values();
      return key === undefined ? ask(readAny) : { ok: true, value: key };
    },
    async findOrMake() {
      const found = await ring.findAny();
      if (!found.ok) return found;
      if (found.value !== undefined) {
        await note(found.value);
        return { ok: true, value: found.value };
      }
      const release = await takeFileLock(files, systemClock, `${keyFolder}/making`);
      try {
        absent.clear();
        const theirs = await ask(readAny);
        if (!theirs.ok) return theirs;
        return theirs.value === undefined ? await make() : { ok: true, value: theirs.value };
      } finally {
        await release();
      }
    },
    async forget() {
      const noted = await names.list();
      absent.clear();
      await ask(async () => {
        for (const keyId of noted) await (await openEntry(entryOf(keyId))).deleteCredential();
        // Another data folder may have sealed with it: only where nothing says that it was not this one.
        const old = await read(oldEntry);
        if (old !== undefined && (noted.length === 0 || noted.includes(old.id))) {
          await (await openEntry(oldEntry)).deleteCredential();
        }
      });
      held.clear();
      await names.forget();
    },
  };
  return ring;
}
