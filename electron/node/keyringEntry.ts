// One entry of the system's keyring, and what its failures mean. The native module is loaded at the first use.

export interface KeyringEntry {
  /** Null where there is none. Rejects where the keyring is missing or locked. */
  getSecret(): Promise<ArrayLike<number> | null>;
  setSecret(secret: Uint8Array): Promise<void>;
  deleteCredential(): Promise<boolean>;
}

/** Throws where the native module cannot be loaded or no keyring answers. */
export async function openKeyringEntry(service: string, name: string): Promise<KeyringEntry> {
  const { AsyncEntry } = await import("@napi-rs/keyring");
  // Without this the kernel's keyring would step in, which forgets everything when the computer restarts.
  return new AsyncEntry(service, name, { linux: { store: "secret-service" } });
}

export const keyringName = (platform: NodeJS.Platform = process.platform): string =>
  ({ darwin: "Keychain", win32: "Credential Manager" })[platform as string] ?? "Secret Service";

/** A keyring that is there but shut will open later; everything else means that there is none to rely on. */
export function meansLocked(error: unknown): boolean {
  const message = error instanceof Error ? error.message : "";
  return /locked|dismissed|platform (?:secure )?storage|interaction is not allowed|user cancell?ed|passphrase/i.test(
    message,
  );
}
