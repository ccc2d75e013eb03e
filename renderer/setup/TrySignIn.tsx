// The sign-in form for the connection that the guide has saved, and how the sign-in went.
import type { Connection } from "../../shared/connection.ts";
import { consentStepWords, tryStepWords } from "../../shared/setupUiWords.ts";
import { FailureCard } from "../components/FailureCard.tsx";
import { SignInArea } from "../components/SignInArea.tsx";
import { SignInProgress } from "../components/SignInProgress.tsx";
import { useApp } from "../state/appContext.ts";
import { useFormAgain } from "../state/useFormAgain.ts";
import { TriedWell } from "./TriedWell.tsx";
import type { Guide } from "./useGuide.ts";
import { useGuideSignIn } from "./useGuideSignIn.ts";

export function TrySignIn({ guide }: { readonly guide: Guide }) {
  const { snapshot } = useApp();
  const connection = snapshot.connections.find(({ id }) => id === guide.answers.connectionId);
  return (
    <section className="trySignIn" aria-label={tryStepWords.signIn}>
      <h2>{tryStepWords.signIn}</h2>
      {connection === undefined ? (
        <p className="warn">{consentStepWords.gone}</p>
      ) : (
        <Form guide={guide} connection={connection} />
      )}
    </section>
  );
}

interface FormProps {
  readonly guide: Guide;
  readonly connection: Connection;
}

function Form({ guide, connection }: FormProps) {
  const { go, signingIn } = useApp();
  const { sending, begin } = signingIn;
  const { account, failure, running, username } = useGuideSignIn(connection.id);
  const hidden = running !== undefined || account !== undefined;
  const { form, steps, startAnew } = useFormAgain(hidden);

  return (
    <>
      {running && <SignInProgress signIn={running} />}
      {account && <TriedWell guide={guide} account={account} onAnother={startAnew} />}
      {failure && !running && (
        <FailureCard
          key={failure.at}
          failure={failure}
          connection={connection}
          username={username ?? guide.answers.username}
          steps={steps}
          signsInHere
          takesFocus
        />
      )}
      <SignInArea
        hidden={hidden}
        handle={form}
        connection={connection}
        username={guide.answers.username}
        busy={sending || running !== undefined}
        quiet={failure !== undefined}
        onChoose={(connectionId) => go({ name: "signIn", connectionId })}
        onSubmit={(input) => {
          guide.change({ username: input.username });
          begin("signIn", input);
        }}
        onOtherWay={begin}
      />
    </>
  );
}
