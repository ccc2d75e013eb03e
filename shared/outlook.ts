// What a failure says of the next try: whether it passes, takes a person, or ends the saved sign-in; and how long that holds.
import { mayRetry, refreshTokenSurvives, type Failure, type FailureKind } from "./failure.ts";

export type Outlook =
  /** It passes: the program asks again by itself, less and less often. */
  | "passes"
  /** A person or an admin has to act, here or elsewhere: nothing is sent by itself, but whoever asks later is asked for anew. */
  | "person"
  /** The refresh token is no longer accepted for these scopes: nothing is sent before the next sign-in. */
  | "over";

/**
 * The one place that decides. Where a code of a server says that a refusal passes, it is asked about again; no code makes
 * a passing failure last, and none costs a refresh token (see `refreshTokenSurvives`).
 */
export function outlookOf(failure: Failure): Outlook {
  const { kind, retryAt, evidence } = failure;
  const { grant, status, error, ofDocument } = evidence;
  if (mayRetry(failure)) return "passes";
  if (status === undefined) return "person";
  // A wrong password stays wrong however long one waits.
  if (retryAt !== undefined && kind !== "wrongCredentials") return "passes";
  if (passingKinds.has(kind)) return "passes";
  const rejected = grant === "refreshToken" && error === "invalid_grant" && ofDocument !== true;
  return rejected && endingKinds.has(kind) ? "over" : "person";
}

/** As the server's words and codes have it: AADSTS90033, 50196 and their like come under 400 `invalid_grant`, too. */
const passingKinds: ReadonlySet<FailureKind> = new Set<FailureKind>(["throttled", "serviceDown"]);

/** `invalid_grant` for any other reason (consent, a second step, a rule, an account's state) can be put right elsewhere. */
const endingKinds: ReadonlySet<FailureKind> = new Set<FailureKind>([
  "refreshRejected",
  "signInNeeded",
  "refusedByServer",
]);

/** As long as MSAL for .NET answers by itself after a refusal. */
const keptMs = 120_000;

/**
 * Until when the same question of a program or a person is answered with this failure and nothing is sent: for as long as
 * the server said, else two minutes at most, because consent may have been given or a rule changed elsewhere meanwhile.
 */
export function keptUntil(failure: Failure): number {
  return outlookOf(failure) === "over" ? Infinity : (failure.retryAt ?? failure.at + keptMs);
}

/** Does it take a person to go on, so that nothing is sent again by itself? */
export function needsPerson(failure: Failure): boolean {
  return failure.kind !== "cancelled" && failure.kind !== "unexpected" && outlookOf(failure) !== "passes";
}

/** Would signing in anew with the password go on from here? A rule, a consent or a blocked account would refuse it as well. */
export function passwordHelps(failure: Failure): boolean {
  const { kind, retryAt, evidence } = failure;
  const { grant, status = 0, codes, ofDocument } = evidence;
  const refused = grant === "refreshToken" && ofDocument !== true && status >= 400 && status < 500;
  // Nobody said what this refusal is, or whether it passes: a password that is offered is a way on all the same.
  if (refused && kind === "refusedByServer" && retryAt === undefined) return true;
  if (outlookOf(failure) === "passes") return false;
  if (!refreshTokenSurvives(failure)) return true;
  // Where a code says that app or scopes are wrong they are so for every grant; OAuth's own word may be about this one.
  return endedKinds.has(kind) || (refused && codes === undefined && perhapsOfThisGrant.has(kind));
}

const endedKinds: ReadonlySet<FailureKind> = new Set<FailureKind>(["signInNeeded", "refreshRejected", "vaultDamaged"]);

const perhapsOfThisGrant: ReadonlySet<FailureKind> = new Set<FailureKind>([
  "wrongScope",
  "grantNotAllowed",
  "wrongClient",
  "notPublicClient",
]);
