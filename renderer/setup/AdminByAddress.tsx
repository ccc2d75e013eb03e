// Consent by an admin: on the authority's page if one is an admin, or by a letter to one.
import { useState } from "react";
import type { AdminLetter } from "../../shared/contract.ts";
import { consentStepWords } from "../../shared/setupUiWords.ts";
import { frameWords, waitingWords } from "../../shared/uiWords.ts";
import { FailureCard } from "../components/FailureCard.tsx";
import { OutLink } from "../components/OutLink.tsx";
import { TimeToFinish } from "../components/TimeToFinish.tsx";
import { useApp } from "../state/appContext.ts";
import { CopyLine } from "./CopyLine.tsx";
import { Letter } from "./Letter.tsx";
import type { RoadProps } from "./RoadCard.tsx";

export function AdminByAddress({ connection, road, scopes, recommended }: RoadProps) {
  const { snapshot, ask, run } = useApp();
  const [letter, setLetter] = useState<AdminLetter>();
  const input = { connectionId: connection.id, scopes: [...scopes] };
  const consent = snapshot.adminConsent?.connectionId === connection.id ? snapshot.adminConsent : undefined;
  const result = consent?.result;
  const inPage = snapshot.about.host === "browser";
  const begin = (): void => void ask("askAdminConsent", input);
  const write = async (): Promise<void> => {
    const outcome = await run("adminLetter", input);
    if (outcome.ok) setLetter(outcome.value);
  };

  return (
    <>
      <div className="buttons start">
        <button
          type="button"
          className={recommended ? "primary" : ""}
          disabled={consent !== undefined && result === undefined}
          onClick={begin}
        >
          {consentStepWords.buttons[road]}
        </button>
        <button type="button" onClick={() => void write()}>
          {consentStepWords.letter}
        </button>
      </div>
      <div aria-live="polite">
        {consent !== undefined && result === undefined && <p>{consentStepWords.adminWaiting}</p>}
        {result?.ok === true && <p className="good">{consentStepWords.adminDone(result.tenant)}</p>}
      </div>
      {consent !== undefined && result === undefined && (
        <>
          {consent.waiting && <TimeToFinish endsAt={consent.waiting.endsAt} />}
          {consent.waiting && inPage && (
            <OutLink href={consent.waiting.address} className="button" onDesktop={() => undefined}>
              {waitingWords.openPage}
            </OutLink>
          )}
          {consent.waiting?.notOpened && <p>{waitingWords.browserNotOpened}</p>}
          {consent.waiting && <CopyLine label={waitingWords.addressName} text={consent.waiting.address} labelled />}
          <button type="button" onClick={() => void run("cancelAdminConsent", {})}>
            {consentStepWords.adminCancel} <span className="forEars">({frameWords.cancel})</span>
          </button>
        </>
      )}
      {result?.ok === false && result.failure.kind !== "cancelled" && (
        <FailureCard
          key={result.failure.at}
          failure={result.failure}
          connection={connection}
          steps={{ tryAgain: begin, browserSignIn: begin }}
          takesFocus
        />
      )}
      {letter && <Letter letter={letter} input={input} />}
    </>
  );
}
