// Sign in with user name and password: what it can do, the form, the steps as they happen, and how it ended.
import { useEffect, useRef, useState } from "react";
import type { Failure } from "../../shared/failure.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import { signInWords } from "../../shared/uiWords.ts";
import { ConnectionTag } from "../components/ConnectionTag.tsx";
import { ExternalLink } from "../components/ExternalLink.tsx";
import { FailureCard, type NextSteps } from "../components/FailureCard.tsx";
import { ScreenHeading } from "../components/ScreenHeading.tsx";
import { SignInForm, type SignInFormHandle, type SignInInput } from "../components/SignInForm.tsx";
import { SignInProgress } from "../components/SignInProgress.tsx";
import { SignedIn } from "../components/SignedIn.tsx";
import { useApp } from "../state/appContext.ts";

export function SignInScreen() {
  const { snapshot, screen, ask, go } = useApp();
  const form = useRef<SignInFormHandle>(null);
  const wish = useRef<keyof SignInFormHandle>(undefined);
  const [chosenId, setChosenId] = useState<string>();
  const [sending, setSending] = useState(false);
  /** What the command itself answered: there before, or without, a result in the picture. */
  const [answered, setAnswered] = useState<Failure>();

  const start = startingPoint(snapshot, screen.accountId, screen.connectionId);
  const connection =
    snapshot.connections.find(({ id }) => id === (chosenId ?? start.connectionId)) ?? snapshot.connections[0];
  const { signIn } = snapshot;
  const running = signIn !== undefined && signIn.result === undefined && answered === undefined;
  const failure = signIn?.result?.ok === false ? signIn.result.failure : answered;

  const send = async (input: SignInInput): Promise<void> => {
    setSending(true);
    setAnswered(undefined);
    const outcome = await ask("signIn", input);
    setSending(false);
    if (!outcome.ok) setAnswered(outcome.failure);
  };
  const backToForm = (begin: keyof SignInFormHandle): void => {
    wish.current = begin;
    setAnswered(undefined);
    void ask("dismissSignIn", {});
  };
  // The form can take the focus only once the picture without the old sign-in has come and the form is there again.
  const formHidden = running || signIn?.result?.ok === true;
  useEffect(() => {
    if (formHidden || wish.current === undefined) return;
    form.current?.[wish.current]();
    wish.current = undefined;
  });
  const tryAgain = (): void => backToForm("focus");
  const otherAccount = (): void => backToForm("startAnew");
  const steps: NextSteps = { tryAgain, signInAgain: tryAgain, unlockStorage: tryAgain, otherAccount };

  if (connection === undefined) {
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
          connection={connection}
          username={signIn?.username}
          steps={steps}
          takesFocus
        />
      )}
      <div className="signIn" hidden={formHidden}>
        <p className="honest">
          {signInWords.honest} <ExternalLink link="passwordGrant">{signInWords.adviceLink}</ExternalLink>
        </p>
        <SignInForm
          key={start.username}
          handle={form}
          connection={connection}
          username={start.username}
          busy={sending || running}
          onChoose={setChosenId}
          onSubmit={(input) => void send(input)}
        />
      </div>
    </>
  );
}

interface StartingPoint {
  readonly connectionId: string | undefined;
  readonly username: string;
  /** Whose sign-in is renewed. */
  readonly again?: string;
}

function startingPoint(
  snapshot: Snapshot,
  accountId: string | undefined,
  connectionId: string | undefined,
): StartingPoint {
  const account = snapshot.accounts.find(({ id }) => id === accountId);
  if (account !== undefined) {
    return { connectionId: account.connectionId, username: account.username, again: account.username };
  }
  const { lastUsed } = snapshot;
  if (lastUsed !== undefined && (connectionId === undefined || connectionId === lastUsed.connectionId)) return lastUsed;
  return { connectionId, username: "" };
}
