// One sealed record per account on disk, written atomically; in memory only where nothing protects it.
import { createKeyedQueue } from "./keyedQueue.ts";
import { clearDeadLocks, LockTimeout, takeFileLock } from "./accountLock.ts";
import type { Log } from "./log.ts";
import type { Clock, Files, SecretStore, SecretStoreState } from "./ports.ts";
import { decodeRecord, encodeRecord, recordFormat } from "./recordCodec.ts";
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
  locked<T>(accountId: string, task: () => Promise<T>): Promise<T>;
}

export type VaultRead =
  | { readonly kind: "record"; readonly record: AccountRecord; readonly resealWanted: boolean }
  | { readonly kind: "none" }
  | { readonly kind: "locked" }
  /** Set aside under this name, never deleted. */
  | { readonly kind: "damaged"; readonly setAsideAs: string };

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
const purposeOf = (accountId: string): string => `tokentray-record:${recordFormat}:${accountId}`;

export function createVault(deps: Deps): Vault {
  const { files, secretStore } = deps;
  const queue = createKeyedQueue();
  let state: Promise<SecretStoreState> | undefined;

  const vault: Vault = {
    state: () => (state ??= secretStore.state()),
    recheck: () => {
      state = undefined;
    },

    async list() {
      const names = await files.list(vaultFolder);
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
      const bytes = await files.read(nameOf(accountId));
      if (bytes === undefined) return { kind: "none" };
      const opened = await secretStore.open(bytes, purposeOf(accountId));
      if (!opened.ok && opened.reason === "locked") {
        vault.recheck();
        return { kind: "locked" };
      }
      const record = opened.ok ? decodeRecord(opened.plain, accountId) : undefined;
      if (record === undefined || !opened.ok) return { kind: "damaged", setAsideAs: await setAside(deps, accountId) };
      return { kind: "record", record, resealWanted: opened.resealWanted };
    },

    async write(record) {
      const { kind } = await vault.state();
      if (kind === "locked") return "locked";
      if (kind !== "protected") return "memoryOnly";
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
        if (kind !== "protected") return task();
        const release = await takeLock(deps, accountId);
        try {
          return await task();
        } finally {
          await release();
        }
      }),
  };
  return vault;
}

// A full or read-only disk must not keep a token from being refreshed, so the lock is then left out, and said.
async function takeLock({ files, clock, log }: Deps, accountId: string): Promise<() => Promise<void>> {
  try {
    const release = await takeFileLock(files, clock, `${vaultFolder}/${accountId}`);
    return () => release().catch((error: unknown) => log.warning("vault.lockKept", { code: systemCode(error) }));
  } catch (error) {
    if (error instanceof LockTimeout) throw error;
    log.warning("vault.notLocked", { account: accountId, code: systemCode(error) });
    return () => Promise.resolve();
  }
}

async function setAside({ files, clock, log }: Deps, accountId: string): Promise<string> {
  const name = `${setAsideFolder}/${accountId}.${clock.now()}${suffix}`;
  log.warning("vault.setAside", { account: accountId });
  await files.rename(nameOf(accountId), name);
  return name;
}

/** The system's short code (`ENOSPC`), never its message, which holds paths. */
export function systemCode(error: unknown): string {
  const code: unknown = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code.slice(0, 40) : "unknown";
}
