// Sign in, by password or without: what a password can do, the form, the steps as they happen, and how it ended.
import { useState } from "react";
import type { Connection } from "../../shared/connection.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import { signInWords } from "../../shared/uiWords.ts";
import { ConnectionTag } from "../components/ConnectionTag.tsx";
import { FailureCard } from "../components/FailureCard.tsx";
import type { OnOtherWay } from "../components/OtherWays.tsx";
import { ScreenHeading } from "../components/ScreenHeading.tsx";
import { SignInArea } from "../components/SignInArea.tsx";
import { SignInProgress } from "../components/SignInProgress.tsx";
import { SignedIn } from "../components/SignedIn.tsx";
import { useApp } from "../state/appContext.ts";
import { startingPoint } from "../state/startingPoint.ts";
import { useFormAgain } from "../state/useFormAgain.ts";

export function SignInScreen() {
  const { snapshot, screen, signingIn } = useApp();
  const [chosenId, setChosenId] = useState<string>();
  const { sending, answered, begin } = signingIn;

  const [found] = useState(snapshot.signIn);
  const start = startingPoint(snapshot, screen, found);
  const connection = connectionOf(snapshot, chosenId ?? start.connectionId) ?? snapshot.connections[0];
  const { signIn } = snapshot;
  const running = signIn !== undefined && signIn.result === undefined && answered === undefined;
  const failure = signIn?.result?.ok === false ? signIn.result.failure : answered;

  const takeOtherWay: OnOtherWay = (way, input) => {
    // What the failed attempt was asked for is met only by the account that it was asked of.
    const attempt = snapshot.attempts.find(({ id }) => id === screen.attemptId);
    const same = attempt?.connectionId === input.connectionId && input.username === attempt.username;
    begin(way, { ...input, ...(same && { attemptId: attempt.id }) });
  };
  const formHidden = running || signIn?.result?.ok === true;
  const { form, steps, startAnew } = useFormAgain(formHidden);

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
      {signIn?.result?.ok && <SignedIn accountId={signIn.result.accountId} onAnother={startAnew} />}
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
      <SignInArea
        key={start.username}
        hidden={formHidden}
        handle={form}
        connection={connection}
        username={start.username}
        busy={sending || running}
        quiet={failure !== undefined && failure.kind !== "cancelled"}
        onChoose={setChosenId}
        onSubmit={(input) => begin("signIn", input)}
        onOtherWay={takeOtherWay}
      />
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
