// How the sign-in with the guide's connection stands, if there is one.
import type { Failure } from "../../shared/failure.ts";
import type { Account, SignIn, SignInMethod } from "../../shared/snapshot.ts";
import { useApp } from "../state/appContext.ts";

export interface GuideSignIn {
  readonly running: SignIn | undefined;
  readonly account: Account | undefined;
  /** Nothing to be told of a sign-in that the person stopped. */
  readonly failure: Failure | undefined;
  /** Who was to sign in, where that is known. */
  readonly username: string | undefined;
}

/** `method`: only sign-ins of this way are meant. */
export function useGuideSignIn(connectionId: string, method?: SignInMethod): GuideSignIn {
  const { snapshot, signingIn } = useApp();
  const { signIn } = snapshot;
  const mine = signIn?.connectionId === connectionId && signIn.method === (method ?? signIn.method);
  const result = mine ? signIn.result : undefined;
  const answered = mine || signIn === undefined ? signingIn.answered : undefined;
  const failure = result?.ok === false ? result.failure : answered;
  return {
    running: mine && signIn.result === undefined && answered === undefined ? signIn : undefined,
    account: result?.ok === true ? snapshot.accounts.find(({ id }) => id === result.accountId) : undefined,
    failure: failure?.kind === "cancelled" ? undefined : failure,
    username: mine ? signIn.username : undefined,
  };
}
