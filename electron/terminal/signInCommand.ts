// `tokentray sign-in`: signs in once, so that `tokentray token` needs no password from then on.
import { accountName } from "../../shared/displayNames.ts";
import { plainJson } from "../../shared/plainJson.ts";
import { answerWords } from "../../shared/terminalWords.ts";
import type { Command, Host } from "./command.ts";
import { accountFacts } from "./accountFacts.ts";
import { exitCodes } from "./exitCodes.ts";
import { readOptions } from "./options.ts";
import { findPlace, type FoundPlace } from "./place.ts";
import { placeOptions, placeProblem } from "./placeOptions.ts";
import { report, reportUsage } from "./report.ts";
import { signInAt, type SignInValues } from "./signIn.ts";
import { sayHowKept, waitingWords } from "./storageWords.ts";
import { wayOf, wayOptions, wayProblem } from "./wayOptions.ts";

const options = { ...placeOptions, ...wayOptions, json: { type: "boolean" } } as const;

export const signInCommand: Command = { run };

async function run(args: readonly string[], { terminal, open }: Host): Promise<number> {
  const read = readOptions(args, options);
  if (!read.ok) return reportUsage(terminal, "sign-in", read.problem, args);
  const { values } = read;
  const problem = placeProblem(values) ?? wayProblem(values);
  if (problem !== undefined) return reportUsage(terminal, "sign-in", problem, args);

  const { app } = open();
  await app.start();
  const asJson = values.json === true;
  const place = await findPlace(app, values);
  if (!place.ok) return report(terminal, place, { command: "sign-in", asJson });
  const signedIn = await signInAt(app, terminal, subjectOf(place, values), values);
  if (!signedIn.ok) return report(terminal, signedIn, { command: "sign-in", asJson, place, args });

  const account = app.snapshot().accounts.find(({ id }) => id === signedIn.accountId);
  terminal.err(`${answerWords.signedIn(account === undefined ? "" : accountName(account), place.connection.label)}\n`);
  if (asJson && account !== undefined) {
    await terminal.out(`${plainJson(accountFacts(account, app.snapshot()), 2)}\n`);
  }
  const kept = await sayHowKept(app, terminal, signedIn.accountId);
  // What was asked for is done; the others are told all the same.
  const others = waitingWords(app);
  if (others !== undefined) terminal.err(`${others}\n`);
  return kept ? exitCodes.ok : exitCodes.storage;
}

/** Where nobody is named, the page asks who it is to be: not those who are signed in already. */
function subjectOf(place: FoundPlace, values: SignInValues): FoundPlace {
  const named = values.account ?? values.username;
  const asksThere = wayOf(values).kind !== "password" && named === undefined;
  return asksThere ? { ok: true, connection: place.connection } : place;
}
