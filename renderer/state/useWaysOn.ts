// What each next step of a failure does when it is pressed. A step that nothing can be done for has no button.
import { useState } from "react";
import { attemptWith } from "../../shared/attemptWith.ts";
import { signInName } from "../../shared/displayNames.ts";
import type { Connection } from "../../shared/connection.ts";
import type { Action } from "../../shared/explain.ts";
import type { Failure, Grant } from "../../shared/failure.ts";
import { scopeRules } from "../../shared/scopeRules.ts";
import type { Attempt, Snapshot } from "../../shared/snapshot.ts";
import { useApp } from "./appContext.ts";
import { useEditConnection } from "./useEditConnection.ts";
import { type LetterWish, useLetter } from "./useLetter.ts";

/** What the place of the failure can do by itself. */
export type NextSteps = Partial<
  Record<Exclude<Action["kind"], "editConnection" | "askAdmin" | "openCompanyApp" | Agreement>, () => void>
>;
type Agreement = "confirmTokenOrigin" | "trustAuthority";

/** What a failure is about, as far as its place knows. What is missing is looked up. */
export interface FailureSubject {
  readonly failure: Failure;
  readonly connection?: Connection | undefined;
  readonly username?: string | undefined;
  readonly accountId?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  /** Another tenant than the connection's, which the token was asked of. */
  readonly tenant?: string | undefined;
  readonly steps?: NextSteps | undefined;
  /** The place shows by itself how a sign-in goes, so that one begun from the card begins there. */
  readonly signsInHere?: boolean | undefined;
}

export interface WaysOn {
  readonly connection: Connection | undefined;
  readonly username: string | undefined;
  readonly attempt: Attempt | undefined;
  readonly accountId: string | undefined;
  /** How the account signed in. */
  readonly signedInBy: Grant | undefined;
  readonly press: (action: Action) => (() => void) | undefined;
  /** The page that the server named was not opened, because it is not the authority's own. */
  readonly helpRefused: boolean;
  readonly letter: LetterWish | undefined;
}

export function useWaysOn(subject: FailureSubject): WaysOn {
  const { snapshot, go, run, ask, signingIn } = useApp();
  const [helpRefused, setHelpRefused] = useState(false);
  const known = lookUp(snapshot, subject);
  const { connection, username, accountId, signedInBy, attempt, scopeSet } = known;
  const { steps = {}, signsInHere = false } = subject;
  const edit = useEditConnection();
  const { letter, write } = useLetter(connection, subject.scopes ?? attempt?.scopes);

  const toForm = (): void =>
    go({ name: "signIn", connectionId: connection?.id, accountId, username, attemptId: attempt?.id });
  const elsewhere = (way: "signInWithBrowser" | "signInWithDeviceCode", prompt?: "consent"): (() => void) | undefined =>
    connection &&
    (() => {
      if (!signsInHere) toForm();
      const input = {
        connectionId: connection.id,
        ...(username !== undefined && username !== "" && { username }),
        // The challenge is with the attempt, or with the account where the program was started anew since.
        ...(attempt ? { attemptId: attempt.id } : scopeSet),
      };
      if (way === "signInWithBrowser") signingIn.begin(way, { ...input, ...(prompt && { prompt }) });
      else signingIn.begin(way, input);
    });
  const openHelp = async (attemptId: string): Promise<void> => {
    const outcome = await ask("openHelp", { attemptId });
    if (!outcome.ok) setHelpRefused(true);
  };
  const agreeTo = async (to: Agreement, connectionId: string, origin: string): Promise<void> => {
    const command = to === "trustAuthority" ? "confirmAuthority" : to;
    const outcome = await run(command, { connectionId, origin });
    if (outcome.ok) (steps.tryAgain ?? toForm)();
  };
  const otherAccount = (): void => {
    go({ name: "signIn", connectionId: connection?.id });
    signingIn.wish("startAnew");
  };
  const newToken = scopeSet && (() => void run("newToken", scopeSet));

  const press = (action: Action): (() => void) | undefined => {
    if (action.kind === "editConnection") return connection && edit(connection, action.field);
    if (action.kind === "askAdmin") return write;
    // That is a link: see FailureActions.
    if (action.kind === "openCompanyApp") return undefined;
    if (action.kind === "confirmTokenOrigin" || action.kind === "trustAuthority") {
      return connection && (() => void agreeTo(action.kind, connection.id, action.origin));
    }
    if (steps[action.kind] !== undefined) return steps[action.kind];
    if (action.kind === "browserSignIn") return elsewhere("signInWithBrowser", action.prompt);
    if (action.kind === "deviceCodeSignIn") return elsewhere("signInWithDeviceCode");
    if (action.kind === "changePassword")
      return attempt ? () => void openHelp(attempt.id) : elsewhere("signInWithBrowser");
    if (action.kind === "newToken" || action.kind === "unlockStorage") return newToken;
    if (connection === undefined) return undefined;
    return action.kind === "otherAccount" ? otherAccount : toForm;
  };
  return { connection, username, accountId, signedInBy, attempt, press, helpRefused, letter };
}

interface Known extends Pick<WaysOn, "connection" | "username" | "attempt" | "accountId" | "signedInBy"> {
  readonly scopeSet: { readonly accountId: string; readonly scopeSetId: string } | undefined;
}

function lookUp({ attempts, accounts, connections }: Snapshot, subject: FailureSubject): Known {
  const attempt = attemptWith(attempts, subject.failure);
  const account = accounts.find(({ id }) => id === (subject.accountId ?? attempt?.accountId));
  const connectionId = account?.connectionId ?? attempt?.connectionId;
  const asked = subject.scopes ?? attempt?.scopes ?? [];
  const tenant = subject.tenant ?? attempt?.tenant;
  const connection = subject.connection ?? connections.find(({ id }) => id === connectionId);
  const { same } = scopeRules(connection?.kind ?? "openid");
  const scopeSet = account?.scopeSets.find((set) => set.tenant === tenant && same(set.scopes, asked));
  return {
    attempt,
    // What is said and linked is about the tenant that answered.
    connection: connection && tenant !== undefined ? { ...connection, tenant } : connection,
    username: subject.username ?? (account && signInName(account)) ?? attempt?.username,
    accountId: account?.id,
    signedInBy: account?.signedInBy,
    scopeSet: account && scopeSet && { accountId: account.id, scopeSetId: scopeSet.id },
  };
}
