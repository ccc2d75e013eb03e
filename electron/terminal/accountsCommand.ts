// `tokentray accounts`: who is signed in, and how long each token lives.
import { accountName, connectionName, scopeSetName } from "../../shared/displayNames.ts";
import { plainJson } from "../../shared/plainJson.ts";
import type { Account, ScopeSet, Snapshot } from "../../shared/snapshot.ts";
import { answerWords } from "../../shared/terminalWords.ts";
import { timeLeft } from "../../shared/timeWords.ts";
import { accountFacts } from "./accountFacts.ts";
import type { Command, Host } from "./command.ts";
import { exitCodes } from "./exitCodes.ts";
import { readOptions } from "./options.ts";
import { report, reportUsage } from "./report.ts";
import { shutOut } from "./storageWords.ts";
import { table } from "./table.ts";

export const accountsCommand: Command = { run };

async function run(args: readonly string[], { terminal, open }: Host): Promise<number> {
  const read = readOptions(args, { json: { type: "boolean" } });
  if (!read.ok) return reportUsage(terminal, "accounts", read.problem, args);
  const { app } = open();
  await app.start();
  const shut = shutOut(app);
  const asJson = read.values.json === true;
  const snapshot = app.snapshot();
  const { accounts } = snapshot;
  if (asJson) {
    await terminal.out(
      `${plainJson(
        accounts.map((account) => accountFacts(account, snapshot)),
        2,
      )}\n`,
    );
  } else if (accounts.length > 0) {
    await terminal.out(
      table([answerWords.accountColumns, ...accounts.flatMap((account) => rowsOf(account, snapshot))]),
    );
  } else if (shut === undefined) terminal.err(`${answerWords.noAccounts}\n${answerWords.noAccountsHint}\n`);
  return shut === undefined ? exitCodes.ok : report(terminal, shut, { command: "accounts", asJson });
}

function rowsOf(account: Account, { connections }: Snapshot): readonly (readonly string[])[] {
  const connection = connections.find(({ id }) => id === account.connectionId);
  const place = connection === undefined ? "" : connectionName(connection);
  return account.scopeSets.map((set) => [accountName(account), place, scopeSetName(set), tokenState(set), account.id]);
}

function tokenState({ state, token }: ScopeSet): string {
  const leftMs = token === undefined ? 0 : token.expiresAt - Date.now();
  if (state === "needsYou" || state === "waiting" || leftMs <= 0) {
    return answerWords.states[state === "ready" ? "expired" : state];
  }
  return timeLeft(leftMs);
}
