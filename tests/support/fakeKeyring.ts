// A keyring that behaves as the real ones were measured to (gnome-keyring 42.1 and KeePassXC 2.7.4, through the native module
// 2.1.2). No test asks the programs themselves yet.
import type { KeyringEntry, OpenKeyringEntry } from "../../electron/node/keyringEntry.ts";

export type KeyringMood =
  | "open"
  /** Nothing listens at the session bus's address. */
  | "noBus"
  /** The bus knows no program that is a Secret Service. */
  | "noProvider"
  /** gnome-keyring without any collection: reads well, takes nothing. */
  | "noCollection"
  /** gnome-keyring, locked, nobody to ask: an entry that is there throws, one that is not gives null, none can be written. */
  | "locked"
  /** KeePassXC, locked: every call fails after a while, and its dialog stays open. */
  | "noReply"
  /** KeePassXC whose dialog was turned down, or that does not ask before a search: nothing is found. */
  | "hidden"
  /** Hidden until something is written: then the person unlocks it. */
  | "unlocksToWrite"
  /** Its dialog is open, and the call lasts for as long. */
  | "asking";

const messages = {
  noBus: "Platform failure: DBus error: Failed to connect to socket /nonexistent: No such file or directory",
  noProvider: "Platform failure: DBus error: The name org.freedesktop.secrets was not provided by any .service files",
  noCollection: "Couldn't access platform storage: Secret Service: no result found",
  locked: "Couldn't access platform storage: Secret Service: unlock prompt was dismissed",
  noReply:
    "Platform failure: DBus error: Did not receive a reply. Possible causes include: the remote application did not send a reply, the message bus security policy blocked the reply, the reply timeout expired, or the network connection was broken.",
} as const;

export interface FakeKeyring {
  mood: KeyringMood;
  /** How long a call takes that nobody answers. */
  noReplyAfterMs: number;
  readonly openEntry: OpenKeyringEntry;
  /** Another program answers from now on, with entries of its own; the one of that name comes back with its own. */
  use(provider: string): void;
  /** The present program's entries, by name. */
  entries(): Map<string, readonly number[]>;
  /** How often anything was asked or written. */
  calls: number;
  /** The person has answered its dialog. */
  answer(): void;
}

export function createFakeKeyring(): FakeKeyring {
  const providers = new Map<string, Map<string, readonly number[]>>([["first", new Map()]]);
  let provider = "first";
  let answered = Promise.withResolvers<void>();

  const failWith = (mood: keyof typeof messages): never => {
    throw Object.assign(new Error(messages[mood]), { code: "GenericFailure" });
  };
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

  /** What keeps any call from its answer. */
  const trouble = async (): Promise<void> => {
    keyring.calls += 1;
    const { mood } = keyring;
    if (mood === "noBus" || mood === "noProvider") failWith(mood);
    if (mood === "asking") await answered.promise;
    if (mood === "noReply") {
      await wait(keyring.noReplyAfterMs);
      failWith("noReply");
    }
    await Promise.resolve();
  };

  const entryOf = (name: string): KeyringEntry => ({
    async getSecret() {
      await trouble();
      const secret = keyring.entries().get(name);
      if (keyring.mood === "locked" && secret !== undefined) failWith("locked");
      if (keyring.mood === "hidden" || keyring.mood === "unlocksToWrite") return null;
      return secret === undefined ? null : [...secret];
    },
    async setSecret(secret) {
      await trouble();
      if (keyring.mood === "locked" || keyring.mood === "hidden") failWith("locked");
      if (keyring.mood === "noCollection") failWith("noCollection");
      if (keyring.mood === "unlocksToWrite") keyring.mood = "open";
      keyring.entries().set(name, [...secret]);
    },
    async deleteCredential() {
      await trouble();
      if (keyring.mood === "locked" && keyring.entries().has(name)) failWith("locked");
      return keyring.entries().delete(name);
    },
  });

  const keyring: FakeKeyring = {
    mood: "open",
    noReplyAfterMs: 20,
    openEntry: async (name) => entryOf(name),
    use(next) {
      provider = next;
      if (!providers.has(next)) providers.set(next, new Map());
    },
    entries: () => providers.get(provider) ?? new Map(),
    calls: 0,
    answer() {
      keyring.mood = "open";
      answered.resolve();
      answered = Promise.withResolvers();
    },
  };
  return keyring;
}
