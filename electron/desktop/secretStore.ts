// Seals records with the system's secret storage, and refuses where that storage protects nothing.
// https://www.electronjs.org/docs/latest/api/safe-storage
import type { SafeStorage } from "electron/main";
import type { Files, Opened, Sealed, SecretStore, SecretStoreState } from "../core/ports.ts";
import { keyHeader, splitKeyId } from "../node/keyHeader.ts";
import { createKeyNames } from "../node/keyNames.ts";
import { createKeyChecks, type Decrypted } from "./keyChecks.ts";

/** As much of Electron's module as is used. `getSelectedStorageBackend` is there on Linux only. */
export type SafeStoragePort = Pick<
  SafeStorage,
  "isAsyncEncryptionAvailable" | "encryptStringAsync" | "decryptStringAsync"
> &
  Partial<Pick<SafeStorage, "getSelectedStorageBackend">>;

/** `files`: where it is noted which keys have sealed here. */
export function createSecretStore(safeStorage: SafeStoragePort, platform: NodeJS.Platform, files: Files): SecretStore {
  const names = createKeyNames(files);
  const encrypt = async (text: string): Promise<Sealed> => {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return { ok: false, reason: "missing" };
    try {
      const bytes = await safeStorage.encryptStringAsync(text);
      return isPublicKey(bytes, platform) ? { ok: false, reason: "unprotected" } : { ok: true, bytes };
    } catch (error) {
      if (isLocked(error)) return { ok: false, reason: "locked" };
      throw error;
    }
  };

  const decrypt = async (sealed: Uint8Array): Promise<Decrypted> => {
    // We never seal with the key that everybody knows, so this was put there by somebody else, and Electron would open it.
    if (isPublicKey(sealed, platform)) return { kind: "foreign" };
    try {
      // Electron takes nothing but a Buffer.
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(sealed));
      // Chromium hands back as it is what bears no key's mark, so anybody could have written it.
      if (Buffer.from(result).equals(sealed)) return { kind: "foreign" };
      return { kind: "text", text: result, byOldKey: shouldReEncrypt };
    } catch (error) {
      return { kind: isLocked(error) ? "locked" : "refused" };
    }
  };

  const keys = createKeyChecks({ names, encrypt, decrypt });

  /** Electron could not open it: because its key is away, or because it is damaged. */
  const refused = async (keyId: string | undefined, sealed: Uint8Array): Promise<Opened> => {
    const now = await encrypt("probe");
    // Today's store is another than the one that sealed, or none: that one may come back.
    if (!now.ok) return { ok: false, reason: now.reason };
    if (keyId !== undefined) return { ok: false, reason: (await keys.isHere(keyId)) ? "damaged" : "otherKey" };
    // Earlier versions named no key, so nothing that might be whole is called damaged.
    return { ok: false, reason: looksSealed(sealed) ? "otherKey" : "damaged" };
  };

  return {
    state: async () => stateOf(await encrypt("probe"), safeStorage, platform),
    async seal(plain, purpose) {
      const sealed = await encrypt(JSON.stringify({ purpose, plain }));
      if (!sealed.ok) return sealed;
      const keyId = await keys.current();
      return keyId.ok ? { ok: true, bytes: Buffer.concat([keyHeader(keyId.value), sealed.bytes]) } : keyId;
    },
    async open(bytes, purpose) {
      const { keyId, sealed } = splitKeyId(bytes);
      const decrypted = await decrypt(sealed);
      if (decrypted.kind === "locked") return { ok: false, reason: "locked" };
      if (decrypted.kind === "foreign") return { ok: false, reason: "damaged" };
      if (decrypted.kind === "refused") return refused(keyId, sealed);
      const record = recordIn(decrypted.text);
      // Chromium's cipher on Linux finds out a wrong key in most cases only; what it else gives is noise.
      if (record === undefined) return refused(keyId, sealed);
      if (record.purpose !== purpose) return { ok: false, reason: "damaged" };
      return { ok: true, plain: record.plain, resealWanted: decrypted.byOldKey || keyId === undefined };
    },
    // The one key belongs to Electron, which offers no way to remove it, and goes on sealing with it from memory: removed
    // behind its back, whatever is sealed until the next start would be lost. The person is told that it stays.
    async forget() {
      keys.forget();
      await names.forget();
    },
  };
}

/**
 * On Linux "v10" marks Chromium's built-in key, which everybody knows; elsewhere it marks the system's own.
 * `isAsyncEncryptionAvailable` says true all the same.
 */
export function isPublicKey(sealed: Uint8Array, platform: NodeJS.Platform): boolean {
  return platform === "linux" && markOf(sealed) === "v10";
}

const markOf = (sealed: Uint8Array): string => Buffer.from(sealed.subarray(0, 3)).toString("latin1");

/** A mark, and at least one block of the smallest cipher behind it. */
const looksSealed = (sealed: Uint8Array): boolean => /^v1\d$/.test(markOf(sealed)) && sealed.length >= 3 + 16;

function stateOf(probe: Sealed, safeStorage: SafeStoragePort, platform: NodeJS.Platform): SecretStoreState {
  return { kind: probe.ok ? "protected" : probe.reason, backEnd: backEndName(probe, safeStorage, platform) };
}

/** For people and reports. On Linux Electron's answer goes by the desktop's name and may differ from the store in use. */
function backEndName(probe: Sealed, safeStorage: SafeStoragePort, platform: NodeJS.Platform): string {
  if (platform === "win32") return "DPAPI";
  if (platform === "darwin") return "Keychain";
  if (!probe.ok && probe.reason === "unprotected") return "basic_text";
  const named = safeStorage.getSelectedStorageBackend?.() ?? "unknown";
  return named.startsWith("kwallet") ? "KWallet" : "Secret Service";
}

interface SealedText {
  readonly purpose: unknown;
  readonly plain: string;
}

function recordIn(text: string): SealedText | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("plain" in value) || !("purpose" in value)) return undefined;
    const { plain, purpose } = value;
    return typeof plain === "string" ? { plain, purpose } : undefined;
  } catch {
    return undefined;
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && error.message.includes("temporarily unavailable");
}
