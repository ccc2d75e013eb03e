// The terminal's secret store: the keyring holds random keys, because its entries are too small for records; the records
// themselves are sealed with one of them and name it. Each key has an entry of its own that nothing overwrites: keys of
// several keyrings stand side by side, and what was sealed with one that is away waits for it.
import { LockTimeout } from "../core/accountLock.ts";
import type { Files, Opened, Sealed, SecretStore } from "../core/ports.ts";
import { keyringName, type OpenKeyringEntry } from "./keyringEntry.ts";
import { createKeyNames } from "./keyNames.ts";
import { createKeyRing } from "./keyRing.ts";
import { createPatientKeyring, type Patience } from "./patientKeyring.ts";
import { openWith, partsOf, sealWith } from "./sealing.ts";

export interface KeyringStoreOptions extends Patience {
  /** Where it is noted which keys have sealed here, and where processes agree on who makes one. */
  readonly files: Files;
  readonly openEntry: OpenKeyringEntry;
}

export function createKeyringStore({ files, openEntry, ...patience }: KeyringStoreOptions): SecretStore {
  const backEnd = keyringName();
  const ring = createKeyRing({ files, names: createKeyNames(files), ask: createPatientKeyring(patience), openEntry });

  const open = async (bytes: Uint8Array, purpose: string): Promise<Opened> => {
    const parts = partsOf(bytes);
    if (parts === undefined) return { ok: false, reason: "damaged" };
    const found = await ring.find(parts.keyId);
    if (!found.ok) return { ok: false, reason: found.trouble.kind, cause: found.trouble.cause };
    const key = found.value;
    const plain = key === undefined ? undefined : openWith(key.bytes, bytes, purpose);
    if (plain !== undefined) return { ok: true, plain, resealWanted: parts.keyId === undefined };
    // Where no key is named, another one may have sealed it: what may come back is never called damaged.
    return { ok: false, reason: parts.keyId === undefined || key === undefined ? "otherKey" : "damaged" };
  };

  const seal = async (plain: string, purpose: string): Promise<Sealed> => {
    const key = await ring.findOrMake();
    return key.ok
      ? { ok: true, bytes: sealWith(key.value.bytes, plain, purpose) }
      : { ok: false, reason: key.trouble.kind, cause: key.trouble.cause };
  };

  return {
    async state() {
      ring.lookAgain();
      const found = await ring.findAny();
      return found.ok ? { kind: "protected", backEnd } : { ...found.trouble, backEnd };
    },
    seal: (plain, purpose) =>
      seal(plain, purpose).catch((error: unknown): Sealed => {
        // Another process of ours is still waiting for the same keyring.
        if (error instanceof LockTimeout) return { ok: false, reason: "locked", cause: "noReply" };
        throw error;
      }),
    open,
    forget: () => ring.forget(),
  };
}
