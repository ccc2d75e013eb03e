// Consent by oneself, from the app: a sign-in in the browser that shows the consent page. The token that comes of it is kept.
import { accountName } from "../../shared/displayNames.ts";
import { consentStepWords } from "../../shared/setupUiWords.ts";
import { FailureCard } from "../components/FailureCard.tsx";
import { SignInProgress } from "../components/SignInProgress.tsx";
import { useApp } from "../state/appContext.ts";
import type { RoadProps } from "./RoadCard.tsx";
import { useGuideSignIn } from "./useGuideSignIn.ts";

export function UserInBrowser({ guide, connection, road, recommended }: RoadProps) {
  const { signingIn } = useApp();
  const { account, failure, running, username: named } = useGuideSignIn(connection.id, "browser");
  const { username } = guide.answers;
  const begin = (): void =>
    signingIn.begin("signInWithBrowser", {
      connectionId: connection.id,
      prompt: "consent",
      ...(username !== "" && { username }),
    });

  if (running !== undefined) return <SignInProgress signIn={running} />;
  return (
    <>
      <button type="button" className={recommended ? "primary" : ""} disabled={signingIn.sending} onClick={begin}>
        {consentStepWords.buttons[road]}
      </button>
      <div aria-live="polite">
        {account && <p className="good">{consentStepWords.userDone(accountName(account))}</p>}
      </div>
      {failure && (
        <FailureCard
          key={failure.at}
          failure={failure}
          connection={connection}
          username={named ?? username}
          steps={{ tryAgain: begin, signInAgain: begin }}
          signsInHere
          takesFocus
        />
      )}
    </>
  );
}
