// Which of the system's keys is in use. Electron tells nothing of its key, so each gets an ID by chance when it first seals
// here, and a check beside the records: that ID, sealed with it. Whatever opens the check is that key.
import { randomBytes } from "node:crypto";
import type { Sealed } from "../core/ports.ts";
import type { KeyNames } from "../node/keyNames.ts";

/** What Electron made of sealed bytes. `refused`: another key may open them; `foreign`: none of ours has sealed them. */
export type Decrypted =
  | { readonly kind: "text"; readonly text: string; readonly byOldKey: boolean }
  | { readonly kind: "locked" }
  | { readonly kind: "refused" }
  | { readonly kind: "foreign" };

export interface KeyChecks {
  /** The ID of the key that seals now, given to it if it has none. Rejects where the check could not be written. */
  current(): Promise<{ readonly ok: true; readonly value: string } | Extract<Sealed, { readonly ok: false }>>;
  isHere(keyId: string): Promise<boolean>;
  forget(): void;
}

interface Deps {
  readonly names: KeyNames;
  readonly encrypt: (text: string) => Promise<Sealed>;
  readonly decrypt: (sealed: Uint8Array) => Promise<Decrypted>;
}

export function createKeyChecks({ names, encrypt, decrypt }: Deps): KeyChecks {
  let known: ReturnType<KeyChecks["current"]> | undefined;

  const opened = async (keyId: string): Promise<"now" | "before" | undefined> => {
    const check = await names.read(keyId);
    const decrypted = check === undefined ? undefined : await decrypt(check);
    if (decrypted?.kind !== "text" || decrypted.text !== textOf(keyId)) return undefined;
    return decrypted.byOldKey ? "before" : "now";
  };

  const find = async (): ReturnType<KeyChecks["current"]> => {
    for (const keyId of await names.list()) if ((await opened(keyId)) === "now") return { ok: true, value: keyId };
    const keyId = randomBytes(8).toString("hex");
    const check = await encrypt(textOf(keyId));
    if (!check.ok) return check;
    await names.note(keyId, check.bytes);
    return { ok: true, value: keyId };
  };

  return {
    // Electron keeps one key in memory until it ends, so it is looked for once.
    current() {
      const finding = (known ??= find());
      const again = (): void => void (known === finding && (known = undefined));
      finding.then(({ ok }) => ok || again(), again);
      return finding;
    },
    isHere: async (keyId) => (await opened(keyId)) !== undefined,
    forget: () => (known = undefined),
  };
}

const textOf = (keyId: string): string => `TokenTray key check ${keyId}`;
