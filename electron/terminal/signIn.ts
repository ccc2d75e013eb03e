// Signs in: with a password that is asked for here and is gone afterwards, or where the person acts elsewhere.
import type { CommandInput } from "../../shared/contract.ts";
import { accountName, oneLine, sameUserName } from "../../shared/displayNames.ts";
import type { Outcome } from "../../shared/failure.ts";
import { practicePeople } from "../../shared/practicePeople.ts";
import { signsInElsewhere } from "../../shared/takesPassword.ts";
import { answerWords, passwordWords, usageWords } from "../../shared/terminalWords.ts";
import type { App } from "../core/app.ts";
import { withAgreements } from "./agreements.ts";
import { exitCodes } from "./exitCodes.ts";
import { askPassword, type Password } from "./password.ts";
import type { FoundPlace } from "./place.ts";
import { type PlaceValues, scopesOf } from "./placeOptions.ts";
import { refuse, type Refused, sameName } from "./refused.ts";
import { signInElsewhere } from "./signInElsewhere.ts";
import type { Terminal } from "./terminal.ts";
import { type ElsewhereWay, wayOf, type WayValues } from "./wayOptions.ts";

export interface SignInValues extends PlaceValues, WayValues {
  readonly json?: boolean | undefined;
  /** Another directory than the connection's, whose refusal may have to be met at that directory. */
  readonly "in-tenant"?: string | undefined;
}

export type SignedIn = { readonly ok: true; readonly accountId: string } | Refused;

export async function signInAt(
  app: App,
  terminal: Terminal,
  place: FoundPlace,
  values: SignInValues,
): Promise<SignedIn> {
  const way = wayOf(values);
  const ready = way.kind === "password" ? await byPassword(app, terminal, place, values) : elsewhere(way);
  if (!ready.ok) return ready;
  const outcome = await withAgreements(app, terminal, place.connection.id, values, ready.send);
  if (!outcome.ok) return outcome;
  const { accountId } = outcome.value;
  return way.kind === "password" ? signedInAs(app, terminal, accountId, place, values) : { ok: true, accountId };

  function elsewhere(by: ElsewhereWay): Ready {
    const wish = {
      way: by,
      scopes: scopesOf(values),
      tenant: values["in-tenant"],
      asJson: values.json === true,
      anyAccount: values["any-account"] === true || !namesSomebody(values),
    };
    return { ok: true, send: () => signInElsewhere(app, terminal, place, wish) };
  }
}

type Ready = { readonly ok: true; readonly send: () => Promise<Outcome<{ readonly accountId: string }>> } | Refused;

async function byPassword(app: App, terminal: Terminal, place: FoundPlace, values: SignInValues): Promise<Ready> {
  const { connection, username } = place;
  if (username === undefined || username === "") return refuse(usageWords.usernameMissing);
  const { account } = place;
  const fromInput = values["password-stdin"] === true;
  // What comes on standard input may be anything, and was not said to be a password of this account's.
  if (account !== undefined && signsInElsewhere(account) && !terminal.interactive && !fromInput)
    return refuse(passwordWords.signsInElsewhere(accountName(account)), exitCodes.refused);
  void app.handlers.prepareSignIn({ connectionId: connection.id });
  const password = await passwordFor(terminal, place, fromInput);
  if (!password.ok) return password;
  const scopes = scopesOf(values);
  const input: CommandInput<"signIn"> = {
    connectionId: connection.id,
    username,
    password: password.text,
    ...(scopes !== undefined && { scopes: [...scopes] }),
  };
  return { ok: true, send: () => app.handlers.signIn(input) };
}

/**
 * A password is that of whoever the server says, who may be called something else than was typed. But whoever named an
 * account that is signed in is not handed the token of another one.
 */
function signedInAs(
  app: App,
  { err }: Terminal,
  accountId: string,
  { account, username = "" }: FoundPlace,
  values: SignInValues,
): SignedIn {
  const signedIn = app.snapshot().accounts.find(({ id }) => id === accountId);
  const name = signedIn === undefined ? "" : accountName(signedIn);
  const isAnother = account !== undefined && account.id !== accountId;
  if (isAnother && namesSomebody(values) && values["any-account"] !== true)
    return refuse(`${answerWords.somebodyElse(name, accountName(account))} ${answerWords.keptAll}`, exitCodes.refused);
  if (signedIn !== undefined && signedIn.unnamed !== true && !sameUserName(signedIn.username, username))
    err(`${answerWords.calledElse(oneLine(username, 200), name)}\n`);
  return { ok: true, accountId };
}

function namesSomebody({ account, username }: SignInValues): boolean {
  return (account ?? username) !== undefined;
}

/** The practice people's passwords are known to everybody. */
async function passwordFor(
  terminal: Terminal,
  { connection, username = "" }: FoundPlace,
  fromInput: boolean,
): Promise<Password> {
  const person =
    connection.kind === "practice" ? practicePeople.find((one) => sameName(one.username, username)) : undefined;
  if (person !== undefined && !fromInput) return { ok: true, text: person.password };
  return askPassword(terminal, username, fromInput);
}
