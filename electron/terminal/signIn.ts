// Signs in with a password that is asked for here and is gone afterwards.
import type { CommandInput } from "../../shared/contract.ts";
import type { Failure } from "../../shared/failure.ts";
import { practicePeople } from "../../shared/practicePeople.ts";
import { answerWords, usageWords } from "../../shared/terminalWords.ts";
import type { App } from "../core/app.ts";
import { exitCodes } from "./exitCodes.ts";
import { askPassword, type Password } from "./password.ts";
import type { FoundPlace } from "./place.ts";
import { type PlaceValues, scopesOf } from "./placeOptions.ts";
import { refuse, type Refused, sameName } from "./refused.ts";
import type { Terminal } from "./terminal.ts";

export interface SignInValues extends PlaceValues {
  readonly "password-stdin"?: boolean | undefined;
  readonly "token-origin"?: string | undefined;
}

export type SignedIn = { readonly ok: true; readonly accountId: string } | Refused;

export async function signInAt(
  app: App,
  terminal: Terminal,
  place: FoundPlace,
  values: SignInValues,
): Promise<SignedIn> {
  const { connection, username } = place;
  if (username === undefined) return refuse(usageWords.usernameMissing);
  const password = await passwordFor(terminal, place, values["password-stdin"] === true);
  if (!password.ok) return password;
  const scopes = scopesOf(values);
  const input: CommandInput<"signIn"> = {
    connectionId: connection.id,
    username,
    password: password.text,
    ...(scopes !== undefined && { scopes: [...scopes] }),
  };
  const first = await app.handlers.signIn(input);
  if (first.ok) return { ok: true, accountId: first.value.accountId };
  const origin = first.failure.evidence.tokenOrigin;
  if (first.failure.kind !== "tokenOriginUnconfirmed" || origin === undefined) return first;
  const agreed = await agreement(terminal, origin, values["token-origin"], first.failure);
  if (!agreed.ok) return agreed;
  const confirmed = await app.handlers.confirmTokenOrigin({ connectionId: connection.id, origin });
  if (!confirmed.ok) return confirmed;
  const second = await app.handlers.signIn(input);
  return second.ok ? { ok: true, accountId: second.value.accountId } : second;
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

async function agreement(
  terminal: Terminal,
  origin: string,
  agreedBefore: string | undefined,
  failure: Failure,
): Promise<{ readonly ok: true } | Refused> {
  if (agreedBefore !== undefined && URL.parse(agreedBefore)?.origin === origin) return { ok: true };
  if (!terminal.interactive) {
    terminal.err(`${answerWords.otherOriginHint(origin)}\n`);
    return { ok: false, failure };
  }
  const answer = await terminal.askLine(answerWords.otherOrigin(origin));
  if (answer.kind === "interrupted") return { ok: false, exitCode: exitCodes.interrupted };
  return answer.kind === "answered" && answerWords.yes.test(answer.text) ? { ok: true } : { ok: false, failure };
}
