// Proves by a real token request that consent was given; where nobody is signed in yet, the sign-in is the proof.
import { useState } from "react";
import type { Connection } from "../../shared/connection.ts";
import { accountName } from "../../shared/displayNames.ts";
import type { Failure, Outcome } from "../../shared/failure.ts";
import { consentStepWords } from "../../shared/setupUiWords.ts";
import { FailureCard } from "../components/FailureCard.tsx";
import { timeInWords } from "../components/time.ts";
import { useApp } from "../state/appContext.ts";
import type { Guide } from "./useGuide.ts";

type Answer = "asking" | Outcome<{ readonly expiresAt: number }>;

interface CheckNowProps {
  readonly guide: Guide;
  readonly connection: Connection;
}

export function CheckNow({ guide, connection }: CheckNowProps) {
  const { snapshot, ask } = useApp();
  const [answer, setAnswer] = useState<Answer>();
  const [signInFirst, setSignInFirst] = useState(false);
  const account = snapshot.accounts.find(({ connectionId }) => connectionId === connection.id);
  const wanted = connection.scopes.join(" ");
  const set = account?.scopeSets.find(({ scopes }) => scopes.join(" ") === wanted) ?? account?.scopeSets[0];

  const check = async (): Promise<void> => {
    setSignInFirst(account === undefined);
    if (account === undefined || set === undefined) return;
    if (answer === "asking") return;
    setAnswer("asking");
    setAnswer(await ask("newToken", { accountId: account.id, scopeSetId: set.id }));
  };
  const failure: Failure | undefined = answer !== "asking" && answer?.ok === false ? answer.failure : undefined;
  return (
    <section className="card" aria-label={consentStepWords.checkTitle}>
      <h2>{consentStepWords.checkTitle}</h2>
      <p>{account ? consentStepWords.checkAccount(accountName(account)) : consentStepWords.checkSignIn}</p>
      <button type="button" onClick={() => void check()}>
        {consentStepWords.check}
      </button>
      <div aria-live="polite">
        {signInFirst && account === undefined && (
          <p className="problem">
            {consentStepWords.signInFirst}{" "}
            <button type="button" className="link" onClick={() => guide.toStep(5)}>
              {consentStepWords.toSignIn}
            </button>
          </p>
        )}
        {answer === "asking" && <p className="hint">{consentStepWords.checking}</p>}
        {answer !== "asking" && answer?.ok === true && (
          <p className="good">{consentStepWords.checked(timeInWords(answer.value.expiresAt))}</p>
        )}
      </div>
      {failure && (
        <FailureCard
          key={failure.at}
          failure={failure}
          connection={connection}
          accountId={account?.id}
          scopes={set?.scopes}
          steps={{ tryAgain: () => void check(), newToken: () => void check() }}
          takesFocus
        />
      )}
    </section>
  );
}
