// safeStorage, asynchronous half only: AES-256-GCM under a key ring, with Chromium's prefixes (v10 is the public key on Linux, v11 a key ring).
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { app } from "./app.ts";
import { keyringInFile, keyringInMemory, type Keyring } from "./keyring.ts";
import { isReady, requireReady } from "./readiness.ts";
import { strict } from "./strictModule.ts";

/**
 * `keyring-file` survives restarts, `memory` does not, `basic` is Linux without a key ring, `unavailable` seals nothing,
 * `prompting` waits for a person who never unlocks the key ring.
 */
export type StorageMode = "keyring-file" | "memory" | "basic" | "unavailable" | "prompting";

const settings: { mode: StorageMode; temporarilyUnavailable: boolean } = {
  mode: (process.env["STANDIN_SAFE_STORAGE"] as StorageMode | undefined) ?? "keyring-file",
  temporarilyUnavailable: false,
};
const memory = keyringInMemory();
const publicKey = keyringInMemory(createHash("sha256").update("peanuts").digest());

export const safeStorageSwitches = {
  setMode(mode: StorageMode): void {
    settings.mode = mode;
  },
  setTemporarilyUnavailable(unavailable: boolean): void {
    settings.temporarilyUnavailable = unavailable;
  },
  /** What was sealed before still opens, and asks to be sealed anew. */
  rotateKey(): void {
    keyring().add(randomBytes(32));
  },
};

const notReady = "safeStorage cannot be used before app is ready";

export const safeStorage = strict("safeStorage", {
  isAsyncEncryptionAvailable: () => Promise.resolve(isReady() && settings.mode !== "unavailable"),

  async encryptStringAsync(plainText: string): Promise<Buffer> {
    await Promise.resolve();
    requireReady(notReady);
    if (typeof plainText !== "string") throw new TypeError("Error processing argument at index 0, conversion failure");
    if (settings.mode === "prompting") await new Promise(() => undefined);
    if (settings.temporarilyUnavailable)
      throw new Error("safeStorage.encryptStringAsync is temporarily unavailable. Please try again.");
    if (settings.mode === "unavailable")
      throw new Error("Error while encrypting the text provided to safeStorage.encryptStringAsync.");
    return plainText === "" ? Buffer.alloc(0) : seal(plainText);
  },

  async decryptStringAsync(encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    await Promise.resolve();
    requireReady(notReady);
    if (!Buffer.isBuffer(encrypted))
      throw new Error("Expected the first argument of decryptStringAsync() to be a buffer");
    if (settings.temporarilyUnavailable)
      throw new Error("safeStorage.decryptStringAsync is temporarily unavailable. Please try again.");
    return encrypted.length === 0 ? { result: "", shouldReEncrypt: false } : open(encrypted);
  },

  /** On other platforms the method itself is absent. */
  get getSelectedStorageBackend() {
    return process.platform === "linux" ? selectedBackend : undefined;
  },

  isEncryptionAvailable: () => refuseSynchronous("isEncryptionAvailable"),
  encryptString: (_plainText: string) => refuseSynchronous("encryptString"),
  decryptString: (_encrypted: Buffer) => refuseSynchronous("decryptString"),
});

/** Answers by desktop, not by what is really used; see electronjs.org/docs/latest/api/safe-storage. */
function selectedBackend(): string {
  if (!isReady()) return "unknown";
  return settings.mode === "basic" || settings.mode === "unavailable" ? "basic_text" : "gnome_libsecret";
}

function refuseSynchronous(name: string): never {
  throw new Error(`stand-in: safeStorage.${name} is the synchronous API, deprecated in Electron 45 and gone in 46`);
}

function keyring(): Keyring {
  if (settings.mode === "basic") return publicKey;
  return settings.mode === "keyring-file" ? keyringInFile(app.getPath("home"), app.getName()) : memory;
}

function prefix(): string {
  return process.platform === "linux" && settings.mode !== "basic" ? "v11" : "v10";
}

function seal(plainText: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyring().keys().at(-1) ?? Buffer.alloc(0), nonce);
  return Buffer.concat([
    Buffer.from(prefix()),
    nonce,
    cipher.update(plainText, "utf8"),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

function open(sealed: Buffer): { result: string; shouldReEncrypt: boolean } {
  const unreadable = "Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.";
  if (settings.mode === "unavailable" || sealed.length < 31) throw new Error(unreadable);
  const usable = [...publicKey.keys(), ...keyring().keys()];
  const newest = usable.at(-1);
  for (const key of usable) {
    const result = tryKey(key, sealed);
    if (result !== undefined) return { result, shouldReEncrypt: key !== newest };
  }
  throw new Error(unreadable);
}

function tryKey(key: Buffer, sealed: Buffer): string | undefined {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(3, 15), { authTagLength: 16 });
  decipher.setAuthTag(sealed.subarray(-16));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(15, -16)), decipher.final()]).toString("utf8");
  } catch {
    return undefined; // sealed under another key
  }
}
