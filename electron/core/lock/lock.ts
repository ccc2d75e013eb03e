// The lock: tokens leave the memory and names leave the screen, until the sealed records are opened once more.
import type { CommandName, Handlers } from "../../../shared/contract.ts";
import { done, failed, type Outcome } from "../../../shared/failure.ts";
import type { LockCause } from "../../../shared/snapshot.ts";
import type { Copying } from "../copying.ts";
import { ownFailure } from "../failures.ts";
import type { Clock, Desktop } from "../ports.ts";
import type { RecordLoader } from "../recordLoader.ts";
import type { SettingsKeeper } from "../settingsKeeper.ts";
import type { Store } from "../store.ts";
import type { Accounts } from "../tokens/accounts.ts";
import type { Schedule } from "../tokens/schedule.ts";
import type { SilentTokens } from "../tokens/silent.ts";
import type { Vault } from "../vault.ts";
import type { PresenceCheck } from "./presence.ts";

export interface Lock {
  isLocked(): boolean;
  /**
   * Hides everything at once; then ends what is under way, clears our text from the clipboard and drops from memory what
   * is sealed on disk. What could not be saved stays in memory, hidden: nothing is lost by locking. It lasts until it is
   * unlocked, whatever ends and starts the program meanwhile.
   */
  lock(because: LockCause): Promise<void>;
  /** Asks the system who is there, where it can tell, then opens the records through the secret store. */
  unlock(): Promise<Outcome<null>>;
}

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly desktop: Pick<Desktop, "withdrawNotices">;
  readonly presence: PresenceCheck;
  readonly accounts: Accounts;
  readonly vault: Vault;
  readonly records: RecordLoader;
  readonly schedule: Schedule;
  readonly tokens: SilentTokens;
  readonly copying: Copying;
  readonly settings: Pick<SettingsKeeper, "store">;
  /** Sign-ins, checks and whatever else waits for an answer. */
  readonly cancelAll: () => void;
}

export function createLock(deps: Deps): Lock {
  const { store, clock, accounts } = deps;
  const isLocked = (): boolean => store.get().lock !== undefined;
  // One after the other, so that records being dropped and records being read do not meet.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work, work);
    turn = result;
    return result;
  };

  const dropRecords = async (): Promise<void> => {
    try {
      await deps.tokens.finish();
      await accounts.saveUnsaved();
    } finally {
      for (const accountId of accounts.unload()) deps.schedule.plan(accountId);
    }
  };

  const open = async (): Promise<Outcome<null>> => {
    const presence = await deps.presence.prove(store.get().lock);
    if (presence !== "proven") {
      const why = presence === "cannotAsk" ? { systemError: presence } : {};
      return failed(ownFailure("cancelled", clock.now(), why));
    }
    deps.vault.recheck();
    if ((await deps.vault.state()).kind === "locked") return failed(ownFailure("vaultLocked", clock.now()));
    // Not "nobody is signed in" but "not known yet", until the records are read.
    store.update(({ lock: _, ...snapshot }) => ({ ...snapshot, storage: { ...snapshot.storage, kind: "loading" } }));
    deps.settings.store();
    await deps.records.load();
    return done(null);
  };

  return {
    isLocked,
    async lock(because) {
      if (isLocked()) return;
      store.update((snapshot) => ({
        ...snapshot,
        lock: { because, at: clock.now(), couldAsk: deps.presence.couldAsk() },
      }));
      deps.settings.store();
      deps.cancelAll();
      const dropped = inTurn(async () => {
        try {
          await deps.copying.clear();
        } finally {
          // Whatever goes wrong before, what is on disk leaves the memory.
          await dropRecords();
        }
      });
      // They name people; what is said from now on does not.
      deps.desktop.withdrawNotices();
      await dropped;
    },
    unlock: () => inTurn(() => (isLocked() ? open() : Promise.resolve(done(null)))),
  };
}

/** What may be asked for while it is locked. None of these shows or uses anything of an account. */
const allowedWhileLocked: ReadonlySet<CommandName> = new Set<CommandName>([
  "unlock",
  "lock",
  "quit",
  "openScreen",
  "openLink",
  "dismissSignIn",
  "cancelSignIn",
]);

/** The same commands, most of them refused while it is locked; and what one has found is not told once that has happened. */
export function behindLock(handlers: Handlers, lock: Lock, clock: Clock): Handlers {
  const guard = (name: CommandName, handle: (input: never) => Promise<unknown>) => async (input: never) => {
    const refusal = () =>
      lock.isLocked() && !allowedWhileLocked.has(name) ? failed(ownFailure("appLocked", clock.now())) : undefined;
    const refused = refusal();
    if (refused !== undefined) return refused;
    const outcome = await handle(input);
    return refusal() ?? outcome;
  };
  return Object.fromEntries(
    (Object.entries(handlers) as [CommandName, (input: never) => Promise<unknown>][]).map(([name, handle]) => [
      name,
      guard(name, handle),
    ]),
  ) as unknown as Handlers;
}
