// Brings sealed records into memory at the start, and again when a locked store may have been opened.
import type { Connections } from "./connections.ts";
import type { Notices } from "./notices.ts";
import type { Ports } from "./ports.ts";
import type { Store } from "./store.ts";
import { storageState, type Accounts } from "./tokens/accounts.ts";
import type { AccountRecord } from "./tokens/accountRecord.ts";
import { backOffMs } from "./tokens/freshness.ts";
import type { Schedule } from "./tokens/schedule.ts";
import type { Vault, VaultRead } from "./vault.ts";

export interface RecordLoader {
  /** Reads every record not in memory yet. Damaged ones are set aside and reported; locked ones wait. */
  load(): Promise<void>;
  /** Reads one account's record ahead of the others, where it is not in memory yet. */
  need(accountId: string): Promise<"there" | "locked" | "gone">;
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
    const next = missing.values();
    let locked = 0;
    let taken = 0;
    let batch: Read[] = [];
    const take = (): Promise<void> => {
      const ready = batch;
      batch = [];
      taken += ready.length;
      return takeAll(deps, ready);
    };
    const worker = async (): Promise<void> => {
      for (const accountId of next) {
        const read = await readOne(deps, accountId);
        if (read === "locked") locked += 1;
        else if (read !== "gone") batch.push(read);
        // The more there are, the more come at once: each change of the snapshot takes as long as it is large.
        if (batch.length > taken) await take();
      }
      await take();
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
    async need(accountId) {
      if (accounts.get(accountId) !== undefined) return "there";
      const read = await readOne(deps, accountId);
      if (typeof read === "string") return read;
      await takeAll(deps, [read]);
      return accounts.get(accountId) === undefined ? "gone" : "there";
    },
    retry,
    retryLater,
    showStorage,
    stop() {
      stopped = true;
      cancelRetry?.();
    },
  };
}

type Read = Extract<VaultRead, { readonly kind: "record" }>;

async function readOne({ vault, notices }: Deps, accountId: string): Promise<Read | "locked" | "gone"> {
  const read = await vault.read(accountId);
  if (read.kind === "record" || read.kind === "locked") return read.kind === "locked" ? "locked" : read;
  if (read.kind === "none") return "gone";
  const aside = read.kind === "damaged" ? read.setAsideAs : undefined;
  notices.say({ kind: "recordSetAside", parts: aside === undefined ? {} : { file: aside }, accountId }, true);
  return "gone";
}

/** Into memory at once; resolves when those that wanted it are sealed anew. */
async function takeAll({ store, accounts, connections, schedule }: Deps, reads: readonly Read[]): Promise<void> {
  if (store.get().lock !== undefined) return;
  // Signed in again, or out, while this was being read: what is in memory is newer.
  const fresh = reads.filter(({ record: { id } }) => accounts.get(id) === undefined && !accounts.isForgotten(id));
  for (const { record } of fresh) restoreConnection(connections, record);
  accounts.adopt(...fresh.map(({ record }) => record));
  for (const { record } of fresh) schedule.plan(record.id);
  for (const { record, resealWanted } of fresh) if (resealWanted) await accounts.saveAgain(record.id);
}

// Settings may have been set aside; the record knows the connection it belongs to.
function restoreConnection(connections: Connections, { connection }: AccountRecord): void {
  if (connections.get(connection.id) === undefined) connections.put(connection);
}
