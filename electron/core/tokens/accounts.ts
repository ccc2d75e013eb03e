// The accounts in memory, by key, with what is going on with each scope set.
import { compareAccounts } from "../../../shared/accountOrder.ts";
import { scopeRules } from "../../../shared/scopeRules.ts";
import type { Account, StorageCause, StorageState } from "../../../shared/snapshot.ts";
import { LockTimeout } from "../accountLock.ts";
import type { Store } from "../store.ts";
import type { Vault, VaultWrite } from "../vault.ts";
import { findScopeSet, rulesOf, type AccountRecord } from "./accountRecord.ts";
import { draw, type Progress } from "./drawAccount.ts";
import { isFromFuture } from "./freshness.ts";
import { targetKey, type Target } from "./scopes.ts";
import type { Clock } from "../ports.ts";

export interface Accounts {
  get(accountId: string): AccountRecord | undefined;
  all(): readonly AccountRecord[];
  /** Keeps the record in memory at once and in the vault if that is to be had; `saved` in the snapshot says which. */
  save(record: AccountRecord): Promise<VaultWrite>;
  /** Takes records that are in the vault already, in one change of the snapshot. */
  adopt(...records: readonly AccountRecord[]): void;
  /** Changes what is in memory without writing, such as the time of last use; the next save carries it along. */
  touch(record: AccountRecord): void;
  /** The newest copy: another process may have stored one. Undefined where it was signed out elsewhere. */
  reread(accountId: string): Promise<AccountRecord | undefined>;
  /** Writes the newest copy as it is, under its lock: another process may have stored a newer one than is in memory. */
  saveAgain(accountId: string): Promise<void>;
  /** Writes every record that is in memory only, if the store lets it by now. */
  saveUnsaved(): Promise<void>;
  forget(accountId: string): Promise<void>;
  /** It is being signed out, so what of it is still being read is not to come back. */
  isForgotten(accountId: string): boolean;
  /** Drops from memory every record that is safely on disk, and names them. */
  unload(): readonly string[];
  progress(accountId: string, target: Target): Progress;
  setProgress(accountId: string, target: Target, progress: Progress): void;
  /** Draws one account anew, as when a token has ended. */
  redraw(accountId: string): void;
}

interface Deps {
  readonly store: Store;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly onWritten: (record: AccountRecord, result: VaultWrite) => void;
}

export function createAccounts({ store, vault, clock, onWritten }: Deps): Accounts {
  const records = new Map<string, AccountRecord>();
  const unsaved = new Set<string>();
  /** Last use is the one thing that memory may know better than the disk without being a new revision. */
  const touched = new Set<string>();
  const forgotten = new Set<string>();
  const progress = new Map<string, Progress>();
  const keyOf = (accountId: string, target: Target): string => {
    const record = records.get(accountId);
    return `${accountId} ${targetKey(record === undefined ? scopeRules("openid") : rulesOf(record), target)}`;
  };

  const progressOf = (accountId: string, target: Target): Progress =>
    progress.get(keyOf(accountId, target)) ?? pauseOf(records.get(accountId), target, clock.now());

  const drawn = (record: AccountRecord): Account =>
    draw(record, !unsaved.has(record.id), (target) => progressOf(record.id, target), clock.now());

  const redraw = (accountId: string): void => {
    const record = records.get(accountId);
    store.update((snapshot) => {
      const accounts =
        record === undefined ? without(snapshot.accounts, accountId) : placed(snapshot.accounts, drawn(record));
      return accounts === snapshot.accounts ? snapshot : { ...snapshot, accounts };
    });
  };

  const accounts: Accounts = {
    get: (accountId) => records.get(accountId),
    all: () => [...records.values()],

    async save(record) {
      forgotten.delete(record.id);
      records.set(record.id, record);
      const written = await vault.write(record);
      // Signed out while it was being written: `forget` removes what this has left on disk.
      if (!records.has(record.id)) return written;
      if (written === "saved") {
        unsaved.delete(record.id);
        touched.delete(record.id);
      } else unsaved.add(record.id);
      onWritten(record, written);
      redraw(record.id);
      return written;
    },

    adopt(...adopted) {
      for (const record of adopted) records.set(record.id, record);
      const [only] = adopted;
      if (adopted.length === 1 && only !== undefined) return redraw(only.id);
      store.update((snapshot) => ({ ...snapshot, accounts: allPlaced(snapshot.accounts, adopted.map(drawn)) }));
    },

    touch(record) {
      records.set(record.id, record);
      touched.add(record.id);
      redraw(record.id);
    },

    async reread(accountId) {
      const mine = records.get(accountId);
      if (mine === undefined || unsaved.has(accountId)) return mine;
      const read = await vault.read(accountId);
      // Signed out, or locked, while it was being read: it must not come back.
      if (!records.has(accountId)) return undefined;
      if (read.kind === "record" && read.record.revision > mine.revision) {
        const newest = { ...read.record, lastUsedAt: Math.max(read.record.lastUsedAt, mine.lastUsedAt) };
        accounts.adopt(newest);
        return newest;
      }
      // What is in memory is the last good copy, and goes back to the disk.
      if (read.kind === "damaged") await accounts.save(mine);
      if (read.kind !== "none" || (await vault.state()).kind !== "protected") return mine;
      // Signed out by another process that shares the vault.
      drop(accountId);
      return undefined;
    },

    async saveAgain(accountId) {
      try {
        await vault.locked(accountId, async () => {
          const newest = await accounts.reread(accountId);
          if (newest !== undefined) await accounts.save(newest);
        });
      } catch (error) {
        // Another process keeps its lock: it is tried again with the next chance to save.
        if (!(error instanceof LockTimeout)) throw error;
      }
    },

    async saveUnsaved() {
      for (const accountId of new Set([...unsaved, ...touched])) await accounts.saveAgain(accountId);
    },

    async forget(accountId) {
      forgotten.add(accountId);
      drop(accountId);
      try {
        await vault.locked(accountId, () => vault.remove(accountId));
      } finally {
        forgotten.delete(accountId);
      }
    },

    isForgotten: (accountId) => forgotten.has(accountId),

    unload() {
      const onDisk = [...records.keys()].filter((accountId) => !unsaved.has(accountId));
      for (const accountId of onDisk) drop(accountId);
      return onDisk;
    },

    progress: progressOf,

    setProgress(accountId, target, next) {
      progress.set(keyOf(accountId, target), next);
      redraw(accountId);
    },

    redraw,
  };

  function drop(accountId: string): void {
    records.delete(accountId);
    unsaved.delete(accountId);
    touched.delete(accountId);
    for (const key of progress.keys()) if (key.startsWith(`${accountId} `)) progress.delete(key);
    redraw(accountId);
  }

  return accounts;
}

/** A pause that another process was asked for is kept by this one, too. */
function pauseOf(record: AccountRecord | undefined, target: Target, now: number): Progress {
  const pause = record && findScopeSet(record, target)?.pause;
  const lasts = pause?.retryAt !== undefined && pause.retryAt > now && !isFromFuture(pause.at, now);
  return lasts ? { failure: pause, failuresInARow: 1, nextTryAt: pause.retryAt } : {};
}

function without(accounts: readonly Account[], accountId: string): readonly Account[] {
  const at = accounts.findIndex(({ id }) => id === accountId);
  return at === -1 ? accounts : accounts.toSpliced(at, 1);
}

/** Keeps the list in its order without sorting it anew. */
function placed(accounts: readonly Account[], account: Account): readonly Account[] {
  const at = accounts.findIndex(({ id }) => id === account.id);
  const before = accounts[at];
  if (before !== undefined && compareAccounts(before, account) === 0) return accounts.with(at, account);
  const others = without(accounts, account.id);
  const place = others.findIndex((other) => compareAccounts(other, account) > 0);
  return others.toSpliced(place === -1 ? others.length : place, 0, account);
}

function allPlaced(accounts: readonly Account[], added: readonly Account[]): readonly Account[] {
  const ids = new Set(added.map(({ id }) => id));
  const others = accounts.filter(({ id }) => !ids.has(id));
  return [...others, ...added].toSorted(compareAccounts);
}

/** The storage line of the snapshot for what the store said. */
export function storageState(
  { kind, backEnd }: Awaited<ReturnType<Vault["state"]>>,
  waiting: number,
  cause: StorageCause | undefined,
): StorageState {
  return {
    kind: kind === "protected" || kind === "locked" ? kind : "memoryOnly",
    backEnd,
    waiting,
    ...(cause === undefined ? {} : { cause }),
  };
}
