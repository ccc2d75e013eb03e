// Brings sealed records into memory at the start, and again when a locked store may have been opened.
import type { StorageCause } from "../../shared/snapshot.ts";
import type { Connections } from "./connections.ts";
import type { Notices } from "./notices.ts";
import { causeOf } from "./openRecord.ts";
import type { Ports } from "./ports.ts";
import type { Store } from "./store.ts";
import { storageState, type Accounts } from "./tokens/accounts.ts";
import type { AccountRecord } from "./tokens/accountRecord.ts";
import { backOffMs } from "./tokens/freshness.ts";
import type { Schedule } from "./tokens/schedule.ts";
import type { Vault, VaultRead } from "./vault.ts";

export interface RecordLoader {
  /** Reads every record not in memory yet. Damaged ones are set aside and reported; those that cannot be opened now wait. */
  load(): Promise<void>;
  /** Reads one account's record ahead of the others, where it is not in memory yet. */
  need(accountId: string): Promise<"there" | "waiting" | "gone">;
  /** Signs out, unopened, every account whose record waits; answers how many. */
  forgetWaiting(): Promise<number>;
  /** Tries again what waits, to be read or to be written, now. */
  retry(): void;
  /** The same after a while that grows with every try in vain. */
  retryLater(): void;
  /**
   * The same where it is the store that has to be asked again. Not in a terminal: each question may put a dialog before a
   * person who has just turned one down. The next command asks.
   */
  askStoreLater(): void;
  /** Brings the storage line of the snapshot up to date, and what is said about it. */
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
  /** Of the accounts whose records cannot be opened now, why not. */
  let waiting: ReadonlyMap<string, StorageCause> = new Map();
  let said = "";
  let triesInVain = 0;
  let cancelRetry: (() => void) | undefined;
  let loading: Promise<void> | undefined;
  let stopped = false;

  /** Whoever has signed in again meanwhile waits for nothing. */
  const stillWaiting = (): readonly string[] => [...waiting.keys()].filter((id) => accounts.get(id) === undefined);

  const showStorage = async (): Promise<void> => {
    const state = await vault.state();
    const ids = stillWaiting();
    const cause = state.kind === "protected" ? waiting.get(ids[0] ?? "") : causeOf(state);
    store.update((snapshot) => ({ ...snapshot, storage: storageState(state, ids.length, cause) }));
    const parts = { count: String(ids.length), cause: cause ?? "", backEnd: state.backEnd };
    // What was read and put away is not said again with each try.
    if (said === JSON.stringify([state.kind, parts])) return;
    said = JSON.stringify([state.kind, parts]);
    if (state.kind === "locked") notices.say({ kind: "storageLocked", parts });
    else notices.withdraw("storageLocked");
    if (ids.length > 0 && state.kind !== "locked") notices.say({ kind: "recordsWaiting", parts }, true);
    else notices.withdraw("recordsWaiting");
  };

  const readAll = async (): Promise<void> => {
    await vault.bringBack();
    const missing = (await vault.list()).filter((accountId) => accounts.get(accountId) === undefined);
    const next = missing.values();
    const shut = new Map<string, StorageCause>();
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
        if (read === "gone") continue;
        if (read.kind === "waiting") shut.set(accountId, read.cause);
        else batch.push(read);
        // The more there are, the more come at once: each change of the snapshot takes as long as it is large.
        if (batch.length > taken) await take();
      }
      await take();
    };
    await Promise.all(Array.from({ length: readAtOnce }, worker));
    waiting = shut;
    await accounts.saveUnsaved();
    await showStorage();
    if (shut.size > 0 || (await vault.state()).kind === "locked") askStoreLater();
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

  const askStoreLater = (): void => {
    if (ports.about.host !== "terminal") retryLater();
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
      if (read === "gone") return read;
      if (read.kind === "waiting") return read.kind;
      await takeAll(deps, [read]);
      return accounts.get(accountId) === undefined ? "gone" : "there";
    },
    async forgetWaiting() {
      const ids = stillWaiting();
      for (const accountId of ids) await accounts.forget(accountId);
      waiting = new Map();
      await showStorage();
      return ids.length;
    },
    retry,
    retryLater,
    askStoreLater,
    showStorage,
    stop() {
      stopped = true;
      cancelRetry?.();
    },
  };
}

type Read = Extract<VaultRead, { readonly kind: "record" }>;
type Waiting = Extract<VaultRead, { readonly kind: "waiting" }>;

async function readOne({ vault, notices }: Deps, accountId: string): Promise<Read | Waiting | "gone"> {
  const read = await vault.read(accountId);
  if (read.kind === "record" || read.kind === "waiting") return read;
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
