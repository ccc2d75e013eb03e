// Sign in, by password or without: what a password can do, the form, the steps as they happen, and how it ended.
import { useEffect, useRef, useState } from "react";
import type { Connection } from "../../shared/connection.ts";
import type { CommandInput } from "../../shared/contract.ts";
import type { SignIn, Snapshot } from "../../shared/snapshot.ts";
import { signInWords } from "../../shared/uiWords.ts";
import { ConnectionTag } from "../components/ConnectionTag.tsx";
import { ExternalLink } from "../components/ExternalLink.tsx";
import { FailureCard } from "../components/FailureCard.tsx";
import { PasswordAdvice } from "../components/PasswordAdvice.tsx";
import { ScreenHeading } from "../components/ScreenHeading.tsx";
import { SignInForm, type OtherWay, type SignInFormHandle } from "../components/SignInForm.tsx";
import { SignInProgress } from "../components/SignInProgress.tsx";
import { SignedIn } from "../components/SignedIn.tsx";
import { useApp, type Place } from "../state/appContext.ts";
import type { FormWish } from "../state/useSigningIn.ts";
import type { NextSteps } from "../state/useWaysOn.ts";

export function SignInScreen() {
  const { snapshot, screen, ask, signingIn } = useApp();
  const form = useRef<SignInFormHandle>(null);
  const [chosenId, setChosenId] = useState<string>();
  const { sending, answered, begin, forget, wish, takeWish } = signingIn;

  const [found] = useState(snapshot.signIn);
  const start = startingPoint(snapshot, screen, found);
  const connection = connectionOf(snapshot, chosenId ?? start.connectionId) ?? snapshot.connections[0];
  const { signIn } = snapshot;
  const running = signIn !== undefined && signIn.result === undefined && answered === undefined;
  const failure = signIn?.result?.ok === false ? signIn.result.failure : answered;

  const takeOtherWay = (way: OtherWay, input: CommandInput<"signInWithDeviceCode">): void => {
    // What the failed attempt was asked for is met only by the account that it was asked of.
    const attempt = snapshot.attempts.find(({ id }) => id === screen.attemptId);
    const same = attempt?.connectionId === input.connectionId && input.username === attempt.username;
    begin(way, { ...input, ...(same && { attemptId: attempt.id }) });
  };
  const backToForm = (next: FormWish): void => {
    wish(next);
    forget();
    void ask("dismissSignIn", {});
  };
  // The form can take the focus only once the picture without the old sign-in has come and the form is there again.
  const formHidden = running || signIn?.result?.ok === true;
  useEffect(() => {
    if (formHidden || form.current === null) return;
    const next = takeWish();
    if (next !== undefined) form.current[next]();
  });
  const tryAgain = (): void => backToForm("focus");
  const otherAccount = (): void => backToForm("startAnew");
  const steps: NextSteps = { tryAgain, signInAgain: tryAgain, unlockStorage: tryAgain, otherAccount };

  if (connection === undefined) return <NoConnection />;
  return (
    <>
      <ScreenHeading
        title={start.again === undefined ? signInWords.title : signInWords.titleAgain(start.again)}
        takesFocus={start.username === ""}
      >
        <ConnectionTag connection={connection} />
      </ScreenHeading>
      {running && <SignInProgress signIn={signIn} />}
      {signIn?.result?.ok && <SignedIn accountId={signIn.result.accountId} onAnother={otherAccount} />}
      {failure !== undefined && !running && failure.kind !== "cancelled" && (
        <FailureCard
          key={failure.at}
          failure={failure}
          connection={connectionOf(snapshot, signIn?.connectionId) ?? connection}
          username={signIn?.username}
          steps={steps}
          takesFocus
        />
      )}
      <div className="signIn" hidden={formHidden}>
        <p className="honest">
          {signInWords.honest} <ExternalLink link="passwordGrant">{signInWords.adviceLink}</ExternalLink>
        </p>
        <PasswordAdvice />
        <SignInForm
          key={start.username}
          handle={form}
          connection={connection}
          username={start.username}
          busy={sending || running}
          quiet={failure !== undefined && failure.kind !== "cancelled"}
          onChoose={setChosenId}
          onSubmit={(input) => begin("signIn", input)}
          onOtherWay={takeOtherWay}
        />
      </div>
    </>
  );
}

function NoConnection() {
  const { go } = useApp();
  return (
    <>
      <ScreenHeading title={signInWords.title} />
      <p>{signInWords.noConnection}</p>
      <button type="button" className="primary" onClick={() => go({ name: "connection" })}>
        {signInWords.addConnection}
      </button>
    </>
  );
}

function connectionOf({ connections }: Snapshot, connectionId: string | undefined): Connection | undefined {
  return connections.find(({ id }) => id === connectionId);
}

interface StartingPoint {
  readonly connectionId: string | undefined;
  readonly username: string;
  /** Whose sign-in is renewed. */
  readonly again?: string;
}

/** `found`: the sign-in that was there, under way or ended, when the screen was opened for nothing else. */
function startingPoint(
  { accounts, lastUsed }: Snapshot,
  { accountId, connectionId, username }: Place,
  found: SignIn | undefined,
): StartingPoint {
  const account = accounts.find(({ id }) => id === accountId);
  if (account !== undefined) {
    return { connectionId: account.connectionId, username: account.username, again: account.username };
  }
  if (username !== undefined) return { connectionId, username };
  if (connectionId === undefined && found !== undefined) return found;
  if (lastUsed !== undefined && (connectionId === undefined || connectionId === lastUsed.connectionId)) return lastUsed;
  return { connectionId, username: "" };
}
