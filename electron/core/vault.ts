// One sealed record per account on disk, written atomically; in memory only where nothing protects it.
import { createKeyedQueue } from "./keyedQueue.ts";
import { clearDeadLocks, type HeldLock, LockTimeout, takeFileLock } from "./accountLock.ts";
import type { Log } from "./log.ts";
import type { Clock, Files, SecretStore, SecretStoreState } from "./ports.ts";
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
  /** Removes the record for good. */
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
  | { readonly kind: "locked" }
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
export const setAsideFolder = "vault/set-aside";
const suffix = ".sealed";
const nameOf = (accountId: string): string => `${vaultFolder}/${accountId}${suffix}`;
/** Loaded at the first record: whoever keeps none needs none of it. */
const codec = () => import("./recordCodec.ts");

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
      const { kind } = await vault.state();
      if (kind === "locked") return { kind: "locked" };
      // A store that is missing today may be there tomorrow: what it sealed stays where it is.
      if (kind !== "protected") return { kind: "none" };
      const bytes = await bytesOf(deps, accountId);
      if (bytes === undefined) return { kind: "none" };
      if (bytes === "unreadable") return { kind: "unreadable" };
      if (bytes === "noFile") return setAside(deps, accountId);
      const { decodeRecord, purposeOf } = await codec();
      const opened = await secretStore.open(bytes, purposeOf(accountId));
      if (!opened.ok && opened.reason === "locked") {
        vault.recheck();
        return { kind: "locked" };
      }
      const record = opened.ok ? decodeRecord(opened.plain, accountId) : undefined;
      if (record === undefined || !opened.ok) {
        // Another process may have put a good one in its place meanwhile.
        return sameBytes(await bytesOf(deps, accountId), bytes) ? setAside(deps, accountId) : vault.read(accountId);
      }
      return { kind: "record", record, resealWanted: opened.resealWanted };
    },

    async write(record) {
      const { kind } = await vault.state();
      if (kind === "locked") return "locked";
      if (kind !== "protected") return "memoryOnly";
      const { encodeRecord, purposeOf } = await codec();
      const sealed = await secretStore.seal(encodeRecord(record), purposeOf(record.id));
      if (!sealed.ok) {
        vault.recheck();
        return sealed.reason === "locked" ? "locked" : "memoryOnly";
      }
      try {
        await files.writeAtomic(nameOf(record.id), sealed.bytes);
        return "saved";
      } catch (error) {
        deps.log.warning("vault.writeFailed", { account: record.id, code: systemCode(error) });
        return "failed";
      }
    },

    remove: (accountId) => files.remove(nameOf(accountId)),

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

async function setAside({ files, clock, log }: Deps, accountId: string): Promise<VaultRead> {
  // Two of one account and one moment must not take each other's place.
  const name = `${setAsideFolder}/${accountId}.${clock.now()}-${crypto.randomUUID().slice(0, 8)}${suffix}`;
  log.warning("vault.setAside", { account: accountId });
  try {
    await files.rename(nameOf(accountId), name);
    return { kind: "damaged", setAsideAs: name };
  } catch (error) {
    // Another process was quicker, and has said so.
    if (systemCode(error) === "ENOENT") return { kind: "none" };
    log.warning("vault.notSetAside", { account: accountId, code: systemCode(error) });
    return { kind: "damaged" };
  }
}

function sameBytes(now: Bytes, before: Uint8Array): boolean {
  if (typeof now !== "object" || now.length !== before.length) return false;
  return now.every((byte, place) => byte === before[place]);
}

/** The system's short code (`ENOSPC`), never its message, which holds paths. */
export function systemCode(error: unknown): string {
  const code: unknown = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code.slice(0, 40) : "unknown";
}
