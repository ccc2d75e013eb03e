// The terminal's secret store: the keyring holds one random key, because its entries are too small for records;
// the records themselves are sealed with that key.
import { takeFileLock } from "../core/accountLock.ts";
import type { Files, SecretStore, SecretStoreState } from "../core/ports.ts";
import { systemClock } from "./clock.ts";
import { type KeyringEntry, keyringName, meansLocked, openKeyringEntry } from "./keyringEntry.ts";
import { keyBytes, openWith, sealWith } from "./sealing.ts";

export interface KeyringStoreOptions {
  /** Where processes agree on who makes the key. */
  readonly files: Files;
  readonly openEntry?: () => Promise<KeyringEntry>;
  /** Told once when the keyring keeps us waiting, most likely for a person to unlock it. */
  readonly onWaiting?: () => void;
  readonly waitingAfterMs?: number;
  /** After this long the keyring counts as locked. */
  readonly limitMs?: number;
}

type Key = { readonly kind: "found"; readonly key: Uint8Array } | { readonly kind: "none" | "locked" | "missing" };

export function createKeyringStore(options: KeyringStoreOptions): SecretStore {
  const backEnd = keyringName();
  const openEntry = options.openEntry ?? (() => openKeyringEntry("TokenTray terminal", "vault key"));
  let known: Key = { kind: "none" };
  let asking: Promise<Key> | undefined;

  const read = async (): Promise<Key> => {
    const secret = await (await openEntry()).getSecret();
    return secret?.length === keyBytes ? { kind: "found", key: Uint8Array.from(secret) } : { kind: "none" };
  };

  const make = async (): Promise<Key> => {
    const release = await takeFileLock(options.files, systemClock, "key");
    try {
      const found = await read();
      if (found.kind !== "none") return found;
      const key = process.getBuiltinModule("node:crypto").randomBytes(keyBytes);
      await (await openEntry()).setSecret(key);
      return { kind: "found", key };
    } finally {
      await release();
    }
  };

  // One question at a time: a keyring that asks its person must not ask twice.
  const ask = async (work: () => Promise<Key>): Promise<Key> => {
    if (known.kind === "found") return known;
    asking ??= limited(work, options).finally(() => (asking = undefined));
    known = await asking;
    return known;
  };

  return {
    state: async () => ({ kind: stateOf(await ask(read)), backEnd }),
    seal: async (plain, purpose) => {
      let key = await ask(read);
      // The answer may be that of a question which another caller had just asked.
      while (key.kind === "none") key = await ask(make);
      if (key.kind !== "found") return { ok: false, reason: key.kind === "locked" ? "locked" : "missing" };
      return { ok: true, bytes: sealWith(key.key, plain, purpose) };
    },
    open: async (sealed, purpose) => {
      const key = await ask(read);
      if (key.kind === "locked" || key.kind === "missing") return { ok: false, reason: "locked" };
      const plain = key.kind === "found" ? openWith(key.key, sealed, purpose) : undefined;
      return plain === undefined ? { ok: false, reason: "damaged" } : { ok: true, plain, resealWanted: false };
    },
    forget: async () => {
      known = { kind: "none" };
      await ask(async () => {
        await (await openEntry()).deleteCredential();
        return { kind: "none" };
      });
    },
  };
}

function stateOf(key: Key): SecretStoreState["kind"] {
  return key.kind === "locked" || key.kind === "missing" ? key.kind : "protected";
}

/** The native call cannot be broken off, so it is left behind. */
async function limited(work: () => Promise<Key>, options: KeyringStoreOptions): Promise<Key> {
  const waiting = setTimeout(() => options.onWaiting?.(), options.waitingAfterMs ?? 2_000);
  let limit: NodeJS.Timeout | undefined;
  const locked = new Promise<Key>((resolve) => {
    limit = setTimeout(() => resolve({ kind: "locked" }), options.limitMs ?? 60_000);
  });
  try {
    return await Promise.race([work(), locked]);
  } catch (error) {
    return { kind: meansLocked(error) ? "locked" : "missing" };
  } finally {
    clearTimeout(waiting);
    clearTimeout(limit);
  }
}
