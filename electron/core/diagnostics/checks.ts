// Runs the diagnostic checks for whoever asks, and shows each result in the snapshot as it comes.
import type { CommandInput } from "../../../shared/contract.ts";
import { signInName } from "../../../shared/displayNames.ts";
import { done, failed, type Outcome } from "../../../shared/failure.ts";
import { checkIds, type CheckResult, type CheckRun } from "../../../shared/snapshot.ts";
import type { Connections } from "../connections.ts";
import { ownFailure } from "../failures.ts";
import type { Store } from "../store.ts";
import type { Accounts } from "../tokens/accounts.ts";
import type { CheckDeps, CheckSubject } from "./checks/runAll.ts";

export interface Checks {
  /** Ends when all checks have. A new run takes the place of one that is under way. */
  run(input: CommandInput<"runChecks">): Promise<Outcome<null>>;
  /** Ends what is under way; what it would have found is shown no more. */
  stop(): void;
}

interface Deps extends CheckDeps {
  readonly store: Store;
  readonly connections: Connections;
  readonly accounts: Pick<Accounts, "get">;
}

export function createChecks(deps: Deps): Checks {
  const { store, ports } = deps;
  let underWay = new AbortController();

  return {
    async run(input) {
      const subject = subjectOf(deps, input);
      if (typeof subject === "string") return failed(ownFailure("badInput", ports.clock.now(), { field: subject }));
      underWay.abort();
      underWay = new AbortController();
      const ended = underWay.signal;
      const run = firstPicture(subject, ports.clock.now());
      store.update((snapshot) => ({ ...snapshot, checks: run }));
      const { runAll } = await import("./checks/runAll.ts");
      await runAll(subject, deps, ended, (result) => change(store, run.id, (shown) => withResult(shown, result)));
      change(store, run.id, (shown) => ({ ...shown, running: false }));
      return done(null);
    },
    stop: () => underWay.abort(),
  };
}

/** What is to be checked, or the name of the field that names nothing. */
function subjectOf(
  { connections, accounts }: Deps,
  { connectionId, accountId, username = "" }: CommandInput<"runChecks">,
): CheckSubject | "connectionId" | "accountId" {
  const connection = connections.get(connectionId);
  if (connection === undefined) return "connectionId";
  const account = accountId === undefined ? undefined : accounts.get(accountId);
  if (accountId !== undefined && account?.connection.id !== connectionId) return "accountId";
  const name = account === undefined ? username.trim() : signInName(account);
  return { connection, ...(account && { account }), ...(name !== "" && { username: name }) };
}

function firstPicture({ connection, account }: CheckSubject, at: number): CheckRun {
  return {
    id: crypto.randomUUID(),
    at,
    connectionId: connection.id,
    ...(account && { accountId: account.id }),
    running: true,
    results: checkIds.map((id) => ({ id, state: "waiting", facts: {} })),
  };
}

/** Nothing happens once another run has taken the place. */
function change(store: Store, runId: string, next: (run: CheckRun) => CheckRun): void {
  store.update((snapshot) =>
    snapshot.checks?.id === runId ? { ...snapshot, checks: next(snapshot.checks) } : snapshot,
  );
}

function withResult(run: CheckRun, result: CheckResult): CheckRun {
  return { ...run, results: run.results.map((old) => (old.id === result.id ? result : old)) };
}
