// A secret store that really seals, and can be locked, lost, unprotected or given another key.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { SecretStore, SecretStoreState } from "../../electron/core/ports.ts";

export interface FakeSecretStore extends SecretStore {
  kind: SecretStoreState["kind"];
  /** From now on seals with another key; what the old one sealed still opens and asks to be resealed. */
  rotateKey(): void;
  /** Forgets all keys: what was sealed is lost. */
  loseKeys(): void;
}

export function createFakeSecretStore(kind: SecretStoreState["kind"] = "protected"): FakeSecretStore {
  let keys = [randomBytes(32)];
  return {
    kind,
    state() {
      return Promise.resolve({ kind: this.kind, backEnd: "fake" });
    },
    seal(plain, purpose) {
      if (this.kind !== "protected") return Promise.resolve({ ok: false, reason: this.kind });
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", keys[0] ?? randomBytes(32), nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return Promise.resolve({ ok: true, bytes: Buffer.concat([nonce, cipher.getAuthTag(), body]) });
    },
    open(sealed, purpose) {
      if (this.kind !== "protected") return Promise.resolve({ ok: false, reason: "locked" });
      for (const [age, key] of keys.entries()) {
        const plain = tryOpen(key, Buffer.from(sealed), purpose);
        if (plain !== undefined) return Promise.resolve({ ok: true, plain, resealWanted: age > 0 });
      }
      return Promise.resolve({ ok: false, reason: "damaged" });
    },
    forget: () => Promise.resolve(),
    rotateKey() {
      keys = [randomBytes(32), ...keys];
    },
    loseKeys() {
      keys = [randomBytes(32)];
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
