// One entry of the system's keyring. The native module is loaded at the first use. Of what it offers, `findCredentials` is
// left alone: with KeePassXC it hangs for ever where no group of the open database is shared.

export interface KeyringEntry {
  /** Null where there is none, and at times where the keyring is shut: it does not prove that there is none. */
  getSecret(): Promise<ArrayLike<number> | null>;
  /** Takes the place of an entry of the same name. */
  setSecret(secret: Uint8Array): Promise<void>;
  deleteCredential(): Promise<boolean>;
}

/** Opens the entry of this name among TokenTray's own. Throws where the native module cannot be loaded or no keyring answers. */
export type OpenKeyringEntry = (name: string) => Promise<KeyringEntry>;

export const keyringEntriesOf =
  (service: string): OpenKeyringEntry =>
  async (name) => {
    const { AsyncEntry } = await import("@napi-rs/keyring").catch((error: unknown) => {
      throw new KeyringModuleMissing("the keyring module cannot be loaded", { cause: error });
    });
    // Without this the kernel's keyring would step in, which forgets everything when the computer restarts.
    return new AsyncEntry(service, name, { linux: { store: "secret-service" } });
  };

export class KeyringModuleMissing extends Error {
  override readonly name = "KeyringModuleMissing";
}

export const keyringName = (platform: NodeJS.Platform = process.platform): string =>
  ({ darwin: "Keychain", win32: "Credential Manager" })[platform as string] ?? "Secret Service";
