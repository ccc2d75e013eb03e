// Brings sealed records into memory at the start, and again when a locked store may have been opened.
import type { Connections } from "./connections.ts";
import type { Notices } from "./notices.ts";
import type { Ports } from "./ports.ts";
import type { Store } from "./store.ts";
import { storageState, type Accounts } from "./tokens/accounts.ts";
import type { AccountRecord } from "./tokens/accountRecord.ts";
import { backOffMs } from "./tokens/freshness.ts";
import type { Schedule } from "./tokens/schedule.ts";
import type { Vault } from "./vault.ts";

export interface RecordLoader {
  /** Reads every record not in memory yet. Damaged ones are set aside and reported; locked ones wait. */
  load(): Promise<void>;
  /** Tries again what waits, to be read or to be written, now. */
  retry(): void;
  /** The same after a while that grows with every try in vain. */
  retryLater(): void;
  /** Brings the storage line of the snapshot up to date. */
  showStorage(): Promise<void>;
  stop(): void;
}

interface Deps {
  readonly ports: Ports;
  readonly store: Store;
  readonly vault: Vault;
  readonly accounts: Accounts;
  readonly connections: Connections;
  readonly schedule: Schedule;
  readonly notices: Notices;
}

const readAtOnce = 8;

export function createRecordLoader(deps: Deps): RecordLoader {
  const { ports, store, vault, accounts, notices } = deps;
  let waiting = 0;
  let triesInVain = 0;
  let cancelRetry: (() => void) | undefined;
  let loading: Promise<void> | undefined;
  let stopped = false;

  const showStorage = async (): Promise<void> => {
    const state = await vault.state();
    store.update((snapshot) => ({ ...snapshot, storage: storageState(state, waiting) }));
    if (state.kind === "locked") notices.say({ kind: "storageLocked" });
    else notices.withdraw("storageLocked");
  };

  const readAll = async (): Promise<void> => {
    const missing = (await vault.list()).filter((accountId) => accounts.get(accountId) === undefined);
    let locked = 0;
    const next = missing[Symbol.iterator]();
    const worker = async (): Promise<void> => {
      for (const accountId of next) if ((await readOne(deps, accountId)) === "locked") locked += 1;
    };
    await Promise.all(Array.from({ length: readAtOnce }, worker));
    waiting = locked;
    await accounts.saveUnsaved();
    await showStorage();
    if ((await vault.state()).kind === "locked") retryLater();
    else if (cancelRetry === undefined) triesInVain = 0;
  };

  // Locked, nothing is to come back into memory before somebody unlocks.
  const load = (): Promise<void> =>
    store.get().lock !== undefined ? Promise.resolve() : (loading ??= readAll().finally(() => (loading = undefined)));

  const retryLater = (): void => {
    if (stopped || cancelRetry !== undefined) return;
    triesInVain += 1;
    cancelRetry = ports.clock.after(backOffMs(triesInVain, ports.random()), retry);
  };

  const retry = (): void => {
    if (stopped) return;
    cancelRetry?.();
    cancelRetry = undefined;
    vault.recheck();
    void load();
  };

  return {
    load,
    retry,
    retryLater,
    showStorage,
    stop() {
      stopped = true;
      cancelRetry?.();
    },
  };
}

async function readOne(deps: Deps, accountId: string): Promise<"read" | "locked" | "gone"> {
  const { vault, accounts, connections, schedule, notices } = deps;
  const read = await vault.read(accountId);
  if (read.kind === "locked") return "locked";
  if (read.kind === "damaged" || read.kind === "unreadable") {
    const aside = read.kind === "damaged" ? read.setAsideAs : undefined;
    notices.say({ kind: "recordSetAside", parts: aside === undefined ? {} : { file: aside }, accountId }, true);
    return "gone";
  }
  if (read.kind === "none") return "gone";
  if (deps.store.get().lock !== undefined) return "gone";
  // Signed in again while this was being read: what is in memory is newer.
  if (accounts.get(accountId) !== undefined) return "read";
  restoreConnection(connections, read.record);
  accounts.adopt(read.record);
  if (read.resealWanted) await accounts.saveAgain(accountId);
  schedule.plan(accountId);
  return "read";
}

// Settings may have been set aside; the record knows the connection it belongs to.
function restoreConnection(connections: Connections, { connection }: AccountRecord): void {
  if (connections.get(connection.id) === undefined) connections.put(connection);
}
