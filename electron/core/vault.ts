// One sealed record per account on disk, written atomically; in memory only where nothing protects it.
import type { StorageCause } from "../../shared/snapshot.ts";
import { clearDeadLocks, type HeldLock, LockTimeout, takeFileLock } from "./accountLock.ts";
import { createKeyedQueue } from "./keyedQueue.ts";
import type { Log } from "./log.ts";
import { causeOf, codec, openRecord } from "./openRecord.ts";
import type { Clock, Files, SecretStore, SecretStoreState, StoreTrouble } from "./ports.ts";
import { bringBack, setAside, setAsideNames } from "./setAside.ts";
import { systemCode } from "./systemCode.ts";
import type { AccountRecord } from "./tokens/accountRecord.ts";

export interface Vault {
  /** How records are kept now. Asks the store the first time and after `recheck`. */
  state(): Promise<SecretStoreState>;
  /** The store may have been unlocked, started or lost: ask it again next time. */
  recheck(): void;
  /** IDs of all accounts with a record on disk. */
  list(): Promise<readonly string[]>;
  read(accountId: string): Promise<VaultRead>;
  /** After `saved` the record survives a crash. The old one stays until then. */
  write(record: AccountRecord): Promise<VaultWrite>;
  /** Records that were set aside and open by now are in their places again afterwards. */
  bringBack(): Promise<void>;
  /** Removes the record for good, and what was set aside of it. */
  remove(accountId: string): Promise<void>;
  /** Holds the account's lock, against other processes too, while the task runs. */
  locked<T>(accountId: string, task: (turn: Turn) => Promise<T>): Promise<T>;
}

/** Being the one who may change an account's record. */
export interface Turn {
  /** False where another process has taken over, because this one stood still for too long. */
  isOurs(): Promise<boolean>;
}

export type VaultRead =
  | { readonly kind: "record"; readonly record: AccountRecord; readonly resealWanted: boolean }
  | { readonly kind: "none" }
  /** It cannot be opened now and stays where it is: the store, or the key that sealed it, may be back at any time. */
  | { readonly kind: "waiting"; readonly cause: StorageCause }
  /** Set aside under this name, never deleted; or left where it is where even that cannot be done. */
  | { readonly kind: "damaged"; readonly setAsideAs?: string }
  /** The system would not let it be read, which may pass. It stays where it is. */
  | { readonly kind: "unreadable" };

export type VaultWrite = "saved" | "memoryOnly" | "locked" | "failed";

interface Deps {
  readonly files: Files;
  readonly secretStore: SecretStore;
  readonly clock: Clock;
  readonly log: Log;
}

export const vaultFolder = "vault";
const suffix = ".sealed";
const nameOf = (accountId: string): string => `${vaultFolder}/${accountId}${suffix}`;

export function createVault(deps: Deps): Vault {
  const { files, secretStore } = deps;
  const queue = createKeyedQueue();
  /** Accounts whose lock could not be given back: nobody takes it from a living process, so it would stand in our own way. */
  const kept = new Map<string, HeldLock>();
  let state: Promise<SecretStoreState> | undefined;

  const vault: Vault = {
    state: () => (state ??= secretStore.state()),
    recheck: () => {
      state = undefined;
    },

    async list() {
      const names = await namesIn(deps);
      await clearDeadLocks(
        files,
        deps.clock,
        names.map((name) => `${vaultFolder}/${name}`),
      );
      return names.filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length));
    },

    async read(accountId) {
      const bytes = await bytesOf(deps, accountId);
      if (bytes === undefined) return { kind: "none" };
      if (bytes === "unreadable") return { kind: "unreadable" };
      if (bytes === "noFile") return setAsideOne(deps, accountId);
      const now = await vault.state();
      if (now.kind !== "protected") return { kind: "waiting", cause: causeOf(now) };
      const opened = await openRecord(secretStore, bytes, accountId);
      if (opened.kind !== "damaged") {
        if (opened.kind === "waiting" && opened.cause !== "otherKey") vault.recheck();
        return opened;
      }
      // Another process may have put a good one in its place meanwhile.
      return sameBytes(await bytesOf(deps, accountId), bytes) ? setAsideOne(deps, accountId) : vault.read(accountId);
    },

    async write(record) {
      const now = await vault.state();
      if (now.kind !== "protected") return notWritten(now.kind);
      const { encodeRecord, purposeOf } = await codec();
      try {
        const sealed = await secretStore.seal(encodeRecord(record), purposeOf(record.id));
        if (!sealed.ok) {
          // Until it is asked again, this is how things are: a store that reads well may still take nothing.
          state = Promise.resolve({ kind: sealed.reason, cause: sealed.cause, backEnd: now.backEnd });
          return notWritten(sealed.reason);
        }
        await files.writeAtomic(nameOf(record.id), sealed.bytes);
        return "saved";
      } catch (error) {
        deps.log.warning("vault.writeFailed", { account: record.id, code: systemCode(error) });
        return "failed";
      }
    },

    async bringBack() {
      if ((await vault.state()).kind !== "protected") return;
      for (const [accountId, names] of await setAsideNames(deps)) {
        await vault
          .locked(accountId, () => bringBack(deps, accountId, nameOf(accountId), names))
          .catch((error: unknown) => {
            // Another process is at that account: it stays where it is, for the next time.
            if (!(error instanceof LockTimeout)) throw error;
          });
      }
    },

    async remove(accountId) {
      await files.remove(nameOf(accountId));
      // Or it would come back from there.
      for (const name of (await setAsideNames(deps)).get(accountId) ?? []) await files.remove(name);
    },

    locked: (accountId, task) =>
      queue.run(accountId, async () => {
        const { kind } = await vault.state();
        if (kind !== "protected") return task(unshared);
        const lock = await takeLock(deps, accountId, kept);
        if (lock === undefined) return task(unshared);
        try {
          return await task(lock);
        } finally {
          await giveBack(deps, accountId, lock, kept);
        }
      }),
  };
  return vault;
}

/** Without a lock nobody else is asked. */
const unshared: Turn = { isOurs: () => Promise.resolve(true) };

const notWritten = (kind: StoreTrouble["kind"]): VaultWrite => (kind === "locked" ? "locked" : "memoryOnly");

// A full or read-only disk must not keep a token from being refreshed, so the lock is then left out, and said.
async function takeLock(deps: Deps, accountId: string, kept: Map<string, HeldLock>): Promise<HeldLock | undefined> {
  const { files, clock, log } = deps;
  try {
    await kept.get(accountId)?.();
    kept.delete(accountId);
    return await takeFileLock(files, clock, `${vaultFolder}/${accountId}`);
  } catch (error) {
    if (error instanceof LockTimeout) throw error;
    log.warning("vault.notLocked", { account: accountId, code: systemCode(error) });
    return undefined;
  }
}

async function giveBack({ log }: Deps, accountId: string, lock: HeldLock, kept: Map<string, HeldLock>): Promise<void> {
  try {
    await lock();
  } catch (error) {
    kept.set(accountId, lock);
    log.warning("vault.lockKept", { code: systemCode(error) });
  }
}

/** A folder that cannot be listed must not keep the program from starting. */
async function namesIn({ files, log }: Deps): Promise<readonly string[]> {
  try {
    return await files.list(vaultFolder);
  } catch (error) {
    log.warning("vault.notListed", { code: systemCode(error) });
    return [];
  }
}

type Bytes = Uint8Array | "noFile" | "unreadable" | undefined;

async function bytesOf({ files, log }: Deps, accountId: string): Promise<Bytes> {
  try {
    return await files.read(nameOf(accountId));
  } catch (error) {
    if (systemCode(error) === "EISDIR") return "noFile";
    log.warning("vault.notRead", { account: accountId, code: systemCode(error) });
    return "unreadable";
  }
}

async function setAsideOne(deps: Deps, accountId: string): Promise<VaultRead> {
  const { kind, ...kept } = await setAside(deps, accountId, nameOf(accountId));
  return kind === "gone" ? { kind: "none" } : { kind: "damaged", ...kept };
}

function sameBytes(now: Bytes, before: Uint8Array): boolean {
  if (typeof now !== "object" || now.length !== before.length) return false;
  return now.every((byte, place) => byte === before[place]);
}
