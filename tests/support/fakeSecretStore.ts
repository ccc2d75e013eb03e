// A secret store that really seals, and can be locked, lost, unprotected or given another key.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { SecretStore, SecretStoreState } from "../../electron/core/ports.ts";
import type { StorageCause } from "../../shared/snapshot.ts";

export interface FakeSecretStore extends SecretStore {
  kind: SecretStoreState["kind"];
  cause: StorageCause | undefined;
  /** It reads well, and takes nothing, as a keyring without any collection. */
  takesNothing: boolean;
  /** From now on seals with another key; what the old one sealed still opens and asks to be resealed. */
  rotateKey(): void;
  /** Another keyring is there, with keys of its own: what was sealed waits for the answer to be called, which puts the old one back. */
  loseKeys(): () => void;
}

interface FakeKey {
  readonly id: Buffer;
  readonly bytes: Buffer;
}

const newKey = (): FakeKey => ({ id: randomBytes(4), bytes: randomBytes(32) });
const idBytes = 4;

export function createFakeSecretStore(kind: SecretStoreState["kind"] = "protected"): FakeSecretStore {
  let keys = [newKey()];
  return {
    kind,
    cause: undefined,
    takesNothing: false,
    state() {
      return Promise.resolve(
        this.kind === "protected"
          ? { kind: "protected", backEnd: "fake" }
          : { kind: this.kind, backEnd: "fake", cause: this.cause },
      );
    },
    seal(plain, purpose) {
      if (this.kind !== "protected") return Promise.resolve({ ok: false, reason: this.kind, cause: this.cause });
      if (this.takesNothing) return Promise.resolve({ ok: false, reason: "missing", cause: "noCollection" });
      const nonce = randomBytes(12);
      const key = keys[0] ?? newKey();
      const cipher = createCipheriv("aes-256-gcm", key.bytes, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return Promise.resolve({ ok: true, bytes: Buffer.concat([key.id, nonce, cipher.getAuthTag(), body]) });
    },
    open(sealed, purpose) {
      if (this.kind !== "protected") return Promise.resolve({ ok: false, reason: this.kind, cause: this.cause });
      const bytes = Buffer.from(sealed);
      const age = keys.findIndex(({ id }) => id.equals(bytes.subarray(0, idBytes)));
      const key = keys[age];
      if (key === undefined) return Promise.resolve({ ok: false, reason: "otherKey" });
      const plain = tryOpen(key.bytes, bytes.subarray(idBytes), purpose);
      return Promise.resolve(
        plain === undefined ? { ok: false, reason: "damaged" } : { ok: true, plain, resealWanted: age > 0 },
      );
    },
    forget: () => Promise.resolve(),
    rotateKey() {
      keys = [newKey(), ...keys];
    },
    loseKeys() {
      const before = keys;
      keys = [newKey()];
      return () => (keys = before);
    },
  };
}

function tryOpen(key: Buffer, sealed: Buffer, purpose: string): string | undefined {
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12));
    decipher.setAAD(Buffer.from(purpose)).setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}
