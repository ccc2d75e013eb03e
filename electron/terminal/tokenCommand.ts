// `tokentray token`: a fresh access token on standard output, signing in first where needed.
import { type AuthorityKind, otherTenantProblem } from "../../shared/connection.ts";
import type { Failure } from "../../shared/failure.ts";
import { needsPerson, passwordHelps } from "../../shared/outlook.ts";
import { signsInElsewhere } from "../../shared/takesPassword.ts";
import { answerWords, passwordWords, usageWords } from "../../shared/terminalWords.ts";
import { timeLeft } from "../../shared/timeWords.ts";
import type { AcquiredToken, App, TokenRequest } from "../core/app.ts";
import type { Command, Host } from "./command.ts";
import { exitCodes } from "./exitCodes.ts";
import { readDuration, readOptions } from "./options.ts";
import { findPlace, type FoundPlace } from "./place.ts";
import { placeOptions, placeProblem, scopesOf } from "./placeOptions.ts";
import { provePractice } from "./practiceProof.ts";
import type { Refused } from "./refused.ts";
import { report, reportUsage } from "./report.ts";
import { signInAt, type SignInValues } from "./signIn.ts";
import { sayHowKept, shutOut } from "./storageWords.ts";
import { writeToken } from "./tokenAnswer.ts";
import { asksToSignIn, wayOf, wayOptions, wayProblem } from "./wayOptions.ts";

const options = {
  ...placeOptions,
  ...wayOptions,
  "in-tenant": { type: "string" },
  "min-life": { type: "string" },
  force: { type: "boolean" },
  json: { type: "boolean" },
} as const;

export const tokenCommand: Command = { run };

interface Wish extends SignInValues {
  readonly force?: boolean | undefined;
  readonly minLifeMs?: number;
}

async function run(args: readonly string[], host: Host): Promise<number> {
  const read = readOptions(args, options);
  if (!read.ok) return reportUsage(host.terminal, "token", read.problem, args);
  const { values } = read;
  const minLifeMs = values["min-life"] === undefined ? undefined : readDuration(values["min-life"]);
  const wrongLife = values["min-life"] !== undefined && minLifeMs === undefined;
  const wrongTenant = isWrongTenant("entra", values["in-tenant"]);
  const problem =
    placeProblem(values) ??
    wayProblem(values) ??
    (wrongLife ? usageWords.minLife : wrongTenant ? usageWords.inTenant : undefined);
  if (problem !== undefined) return reportUsage(host.terminal, "token", problem, args);

  const { app, practice } = host.open();
  await app.start();
  const asJson = values.json === true;
  const place = await findPlace(app, values);
  if (!place.ok) return report(host.terminal, shutOut(app) ?? place, { command: "token", asJson });
  if (isWrongTenant(place.connection.kind, values["in-tenant"])) {
    return reportUsage(host.terminal, "token", usageWords.inTenant, args);
  }
  // Who is asked for may be among those that cannot be opened: nobody signs in anew without having said so.
  const shut = place.account === undefined && !asksToSignIn(values) ? shutOut(app, answerWords.signInAnew) : undefined;
  if (shut !== undefined) return report(host.terminal, shut, { command: "token", asJson });
  const got = await acquire(app, host, place, { ...values, ...(minLifeMs !== undefined && { minLifeMs }) });
  if (!got.ok) return report(host.terminal, got, { command: "token", asJson, place, args });

  await sayHowKept(app, host.terminal, got.accountId);
  const { token } = got;
  if (token.extendedExpiresAt !== undefined) {
    host.terminal.err(`${answerWords.extended(timeLeft(token.extendedExpiresAt - Date.now()))}\n`);
  }
  if (token.declined !== undefined) host.terminal.err(`${answerWords.declined(token.declined)}\n`);
  if (token.short) host.terminal.err(`${answerWords.short(timeLeft(token.expiresAt - Date.now()))}\n`);
  const account = app.snapshot().accounts.find(({ id }) => id === got.accountId);
  await writeToken(
    host.terminal,
    token,
    account === undefined ? (place.username ?? "") : account.username || account.id,
    asJson,
  );
  if (token.refreshDue === true) renewBehind(app, got.request);
  if (place.connection.kind !== "practice") return exitCodes.ok;
  host.terminal.err(`${answerWords.practice}\n`);
  // Tokens for other APIs than the practice tenant's own `/me` would rightly be refused there.
  return scopesOf(values) === undefined ? provePractice(host.terminal, practice, token.token) : exitCodes.ok;
}

/**
 * Fetches the next token while there is still one, as the server wished. The old one is out already, so nobody is told
 * whether it can be had; the end of the command waits for it a little.
 */
function renewBehind(app: App, request: TokenRequest): void {
  const next = app.getToken({ ...request, forceRefresh: false, minLifeMs: Infinity });
  void next.catch((error: unknown) => void app.reportBug(error));
}

function isWrongTenant(kind: AuthorityKind, tenant: string | undefined): boolean {
  return tenant !== undefined && otherTenantProblem(kind, tenant.trim().toLowerCase()) !== undefined;
}

type Got =
  | { readonly ok: true; readonly token: AcquiredToken; readonly accountId: string; readonly request: TokenRequest }
  | Refused;

async function acquire(app: App, host: Host, place: FoundPlace, wish: Wish): Promise<Got> {
  const { account, connection } = place;
  const scopes = scopesOf(wish) ?? account?.scopeSets[0]?.scopes ?? connection.scopes;
  const tenant = wish["in-tenant"];
  const minLife = wish.minLifeMs === undefined ? {} : { minLifeMs: wish.minLifeMs };
  let refusal: Got | undefined;
  if (account !== undefined) {
    const silent = await getToken(app, {
      accountId: account.id,
      scopes,
      tenant,
      forceRefresh: wish.force === true,
      ...minLife,
    });
    if (silent.ok || !signInHelps(silent.failure, wish)) return silent;
    // Only for a page or a code would the person be told to come: a password was never this account's.
    if (wayOf(wish).kind === "password" && signsInElsewhere(account)) return silent;
    refusal = silent.failure.evidence.status === undefined ? undefined : silent;
  }
  const signedIn = await signInAt(app, host.terminal, place, wish);
  if (signedIn.ok) return getToken(app, { accountId: signedIn.accountId, scopes, tenant, ...minLife });
  // Where nobody offers a password, why one would be needed says more than that there is none.
  const isMissing = "problem" in signedIn && signedIn.problem === passwordWords.none;
  return isMissing ? (refusal ?? signedIn) : signedIn;
}

async function getToken(
  app: App,
  request: TokenRequest,
): Promise<Got & ({ readonly ok: true } | { readonly failure: Failure })> {
  const outcome = await app.getToken(request);
  return outcome.ok
    ? { ok: true, token: outcome.value, accountId: request.accountId, request }
    : { ...outcome, tenant: request.tenant };
}

/** A password answers for an ended sign-in alone; on a page a person can meet whatever the server asks for. */
function signInHelps(failure: Failure, wish: Wish): boolean {
  if (passwordHelps(failure)) return true;
  return wayOf(wish).kind !== "password" && needsPerson(failure) && failure.kind !== "badInput";
}
