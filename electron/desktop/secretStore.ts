// Seals records with the system's secret storage, and refuses where that storage protects nothing.
// https://www.electronjs.org/docs/latest/api/safe-storage
import type { SafeStorage } from "electron/main";
import type { Opened, Sealed, SecretStore, SecretStoreState } from "../core/ports.ts";

/** As much of Electron's module as is used. `getSelectedStorageBackend` is there on Linux only. */
export type SafeStoragePort = Pick<
  SafeStorage,
  "isAsyncEncryptionAvailable" | "encryptStringAsync" | "decryptStringAsync"
> &
  Partial<Pick<SafeStorage, "getSelectedStorageBackend">>;

export function createSecretStore(safeStorage: SafeStoragePort, platform: NodeJS.Platform): SecretStore {
  const seal = async (plain: string): Promise<Sealed> => {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return { ok: false, reason: "missing" };
    try {
      const bytes = await safeStorage.encryptStringAsync(plain);
      return isPublicKey(bytes, platform) ? { ok: false, reason: "unprotected" } : { ok: true, bytes };
    } catch (error) {
      if (isLocked(error)) return { ok: false, reason: "locked" };
      throw error;
    }
  };

  /** Whether today's store is another than the one that sealed: it may come back, so nothing is damaged. */
  const storeIsAway = async (): Promise<boolean> => platform === "linux" && !(await seal("probe")).ok;

  return {
    state: async () => stateOf(await seal("probe"), safeStorage, platform),
    seal: (plain, purpose) => seal(JSON.stringify({ purpose, plain })),
    open: async (sealed, purpose) => {
      // We never seal with the key that everybody knows, so this was put there by somebody else, and Electron would open it.
      if (isPublicKey(sealed, platform)) return { ok: false, reason: "damaged" };
      try {
        // Electron takes nothing but a Buffer.
        const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(sealed));
        // Chromium hands back as it is what bears no key's mark, so anybody could have written it.
        if (Buffer.from(result).equals(sealed)) return { ok: false, reason: "damaged" };
        return opened(result, purpose, shouldReEncrypt);
      } catch (error) {
        return { ok: false, reason: isLocked(error) || (await storeIsAway()) ? "locked" : "damaged" };
      }
    },
    // The one key belongs to Electron, which offers no way to remove it, and goes on sealing with it from memory: removed
    // behind its back, whatever is sealed until the next start would be lost. The person is told that it stays.
    forget: () => Promise.resolve(),
  };
}

/**
 * On Linux "v10" marks Chromium's built-in key, which everybody knows; elsewhere it marks the system's own.
 * `isAsyncEncryptionAvailable` says true all the same.
 */
export function isPublicKey(sealed: Uint8Array, platform: NodeJS.Platform): boolean {
  return platform === "linux" && Buffer.from(sealed.subarray(0, 3)).toString("latin1") === "v10";
}

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

function opened(text: string, purpose: string, resealWanted: boolean): Opened {
  const record: unknown = JSON.parse(text);
  if (typeof record === "object" && record !== null && "plain" in record && "purpose" in record) {
    const { plain } = record;
    if (record.purpose === purpose && typeof plain === "string") return { ok: true, plain, resealWanted };
  }
  return { ok: false, reason: "damaged" };
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && error.message.includes("temporarily unavailable");
}
