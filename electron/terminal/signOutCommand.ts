// `tokentray sign-out`: forgets an account, and says what no sign-out can reach.
import { accountName } from "../../shared/displayNames.ts";
import { answerWords, usageWords } from "../../shared/terminalWords.ts";
import type { Command, Host } from "./command.ts";
import { exitCodes } from "./exitCodes.ts";
import { findAccount } from "./findAccount.ts";
import { readOptions } from "./options.ts";
import { report, reportUsage } from "./report.ts";
import { shutOut } from "./storageWords.ts";

export const signOutCommand: Command = { run };

async function run(args: readonly string[], { terminal, open }: Host): Promise<number> {
  const read = readOptions(args, { account: { type: "string" }, all: { type: "boolean" } });
  if (!read.ok) return reportUsage(terminal, "sign-out", read.problem, args);
  const { account: name, all } = read.values;
  if ((name === undefined) === (all !== true)) return reportUsage(terminal, "sign-out", usageWords.accountOrAll, args);

  const { app } = open();
  await app.start();
  const found = name === undefined ? undefined : findAccount(app, name);
  if (found?.ok === false) return report(terminal, shutOut(app) ?? found, { command: "sign-out" });
  const leaving = found === undefined ? app.snapshot().accounts : [found.account];
  for (const account of leaving) {
    const outcome = await app.handlers.signOut({ accountId: account.id });
    if (!outcome.ok) return report(terminal, outcome, { command: "sign-out" });
    terminal.err(`${answerWords.signedOut(accountName(account))}\n`);
  }
  // Whoever wants all of them gone need not open them first, and cannot where their key is lost.
  const unopened = all === true ? await app.forgetWaiting() : 0;
  if (unopened > 0) terminal.err(`${answerWords.forgotWaiting(unopened)}\n`);
  if (leaving.length + unopened === 0) terminal.err(`${answerWords.noAccounts}\n`);
  else terminal.err(`${answerWords.tokensLiveOn}\n${answerWords.endsAll}\n`);
  return exitCodes.ok;
}
