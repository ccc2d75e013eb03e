// The schedule on real accounts and a clock that stands still, with refreshes that a test answers.
import { createLog } from "../../../electron/core/log.ts";
import { createStore } from "../../../electron/core/store.ts";
import type { AccountRecord } from "../../../electron/core/tokens/accountRecord.ts";
import { createAccounts, type Accounts } from "../../../electron/core/tokens/accounts.ts";
import { createSchedule, type Schedule } from "../../../electron/core/tokens/schedule.ts";
import { createVault } from "../../../electron/core/vault.ts";
import { createMemoryFiles } from "../../../electron/node/memoryFiles.ts";
import { memoryStore } from "../../../electron/node/memoryStore.ts";
import { firstSnapshot } from "../../../shared/snapshot.ts";
import { createVirtualClock, type VirtualClock } from "../../support/virtualClock.ts";
import { tokenOf } from "./records.ts";

export interface Scheduled {
  readonly clock: VirtualClock;
  readonly accounts: Accounts;
  readonly schedule: Schedule;
  /** When each refresh began, by account. */
  readonly begun: { readonly accountId: string; readonly at: number }[];
  readonly warned: string[];
  mostAtOnce: number;
  /** How the first account's scope set is shown. */
  state(): string | undefined;
  /** Ends the refreshes under way, each with a new token. */
  answer(): Promise<void>;
}

export function scheduled(records: readonly AccountRecord[], random: () => number = () => 0): Scheduled {
  const clock = createVirtualClock(0);
  const store = createStore(
    firstSnapshot({ version: "", host: "desktop", platform: "", tray: "unknown", runtime: "" }),
  );
  const log = createLog({ write: () => undefined }, clock);
  const vault = createVault({ files: createMemoryFiles(), secretStore: memoryStore, clock, log });
  const accounts = createAccounts({ store, vault, clock, onWritten: () => undefined });
  let answers: (() => void)[] = [];
  const s: Scheduled = {
    clock,
    accounts,
    begun: [],
    warned: [],
    mostAtOnce: 0,
    state: () => store.get().accounts[0]?.scopeSets[0]?.state,
    schedule: createSchedule({
      accounts,
      clock,
      random,
      refresh: (accountId) => {
        s.begun.push({ accountId, at: clock.now() });
        return new Promise<void>((resolve) => {
          answers.push(() => {
            const record = accounts.get(accountId);
            if (record !== undefined) accounts.adopt({ ...record, tokens: [tokenOf({ issuedAt: clock.now() })] });
            resolve();
          });
          s.mostAtOnce = Math.max(s.mostAtOnce, answers.length);
        });
      },
      onLastDays: (accountId) => void s.warned.push(accountId),
    }),
    async answer() {
      const [now, later] = [answers, []];
      answers = later;
      for (const answer of now) answer();
      await clock.advance(0);
    },
  };
  for (const record of records) {
    accounts.adopt(record);
    s.schedule.plan(record.id);
  }
  return s;
}
