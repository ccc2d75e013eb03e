// The sign-in form for the connection that the guide has saved, and how the sign-in went.
import { useEffect, useRef } from "react";
import type { Connection } from "../../shared/connection.ts";
import { consentStepWords, tryStepWords } from "../../shared/setupUiWords.ts";
import { signInWords } from "../../shared/uiWords.ts";
import { ExternalLink } from "../components/ExternalLink.tsx";
import { FailureCard } from "../components/FailureCard.tsx";
import { PasswordAdvice } from "../components/PasswordAdvice.tsx";
import { SignInForm, type SignInFormHandle } from "../components/SignInForm.tsx";
import { SignInProgress } from "../components/SignInProgress.tsx";
import { useApp } from "../state/appContext.ts";
import type { FormWish } from "../state/useSigningIn.ts";
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
  const { ask, go, signingIn } = useApp();
  const { sending, begin, forget, wish, takeWish } = signingIn;
  const { account, failure, running } = useGuideSignIn(connection.id);
  const form = useRef<SignInFormHandle>(null);
  const hidden = running !== undefined || account !== undefined;
  useEffect(() => {
    const next = hidden ? undefined : takeWish();
    if (next !== undefined) form.current?.[next]();
  });
  const back = (next: FormWish) => (): void => {
    wish(next);
    forget();
    void ask("dismissSignIn", {});
  };
  const byBrowser = (): void => begin("signInWithBrowser", { connectionId: connection.id, prompt: "consent" });
  const again = back("focus");
  const steps = { tryAgain: again, signInAgain: again, unlockStorage: again, otherAccount: back("startAnew") };

  return (
    <>
      {running && <SignInProgress signIn={running} />}
      {account && <TriedWell guide={guide} account={account} onAnother={back("startAnew")} />}
      {failure && !running && (
        <FailureCard
          key={failure.at}
          failure={failure}
          connection={connection}
          steps={{ ...steps, browserSignIn: byBrowser }}
          takesFocus
        />
      )}
      <div className="signIn" hidden={hidden}>
        <p className="honest">
          {signInWords.honest} <ExternalLink link="passwordGrant">{signInWords.adviceLink}</ExternalLink>
        </p>
        <PasswordAdvice />
        <SignInForm
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
      </div>
    </>
  );
}
