// What went wrong, why, who can do what about it, the one next step and quieter ones; technical details are folded.
import { lazy, Suspense, useEffect, useId, useRef } from "react";
import { connectionName, oneLine } from "../../shared/displayNames.ts";
import { explain, whoActsLabels } from "../../shared/explain.ts";
import { failureWords, frameWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import { useWaysOn, type FailureSubject, type WaysOn } from "../state/useWaysOn.ts";
import { CopyRow } from "./CopyRow.tsx";
import { ExternalLink } from "./ExternalLink.tsx";
import { FailureActions } from "./FailureActions.tsx";
import { hostOf } from "./hostOf.ts";
import { TechnicalDetails } from "./TechnicalDetails.tsx";
import { timeInWords } from "./time.ts";

// Few failures are an admin's to mend.
const LetterToAdmin = lazy(async () => ({ default: (await import("../setup/LetterToAdmin.tsx")).LetterToAdmin }));

interface FailureCardProps extends FailureSubject {
  readonly takesFocus?: boolean;
  /** The place says already whose failure it is. */
  readonly unnamed?: boolean;
  readonly onDismiss?: () => void;
}

export function FailureCard({ takesFocus, unnamed = false, onDismiss, ...subject }: FailureCardProps) {
  const { failure } = subject;
  const { snapshot } = useApp();
  const ways = useWaysOn(subject);
  const titleId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  const { connection, username } = ways;
  const words = explain(failure, { connection, username, signedInBy: ways.signedInBy, host: snapshot.about.host });
  const { helpUrl } = failure.evidence;

  return (
    <article className="card bad" aria-labelledby={titleId}>
      <h2 id={titleId} ref={heading} tabIndex={-1}>
        {words.title}
      </h2>
      {!unnamed && <Whose ways={ways} />}
      <p>
        {words.whatHappened} <strong>{whoActsLabels[words.whoActs]}</strong>
      </p>
      {failure.retryAt !== undefined && <p>{failureWords.retryAt(timeInWords(failure.retryAt))}</p>}
      {words.why !== undefined && (
        <p>
          <strong>{failureWords.why}:</strong> {words.why}
        </p>
      )}
      <Advice title={failureWords.you} lines={words.you} />
      <Advice title={failureWords.others} lines={words.others} />
      {words.links.length > 0 && (
        <ul className="links">
          {words.links.map((link) => (
            <li key={link}>
              <ExternalLink link={link} />
            </li>
          ))}
        </ul>
      )}
      <TechnicalDetails failure={failure} connection={connection} attempt={ways.attempt} />
      <div aria-live="polite">
        {ways.helpRefused && helpUrl !== undefined && (
          <div className="honest">
            <p>{failureWords.helpRefused(hostOf(helpUrl))}</p>
            <ul className="details">
              <CopyRow label={failureWords.helpName} value={helpUrl} />
            </ul>
          </div>
        )}
      </div>
      {ways.letter && (
        <Suspense>
          <LetterToAdmin {...ways.letter} />
        </Suspense>
      )}
      <div className="buttons">
        {onDismiss && (
          <button type="button" onClick={onDismiss}>
            {frameWords.dismiss}
          </button>
        )}
        <FailureActions words={words} ways={ways} />
      </div>
    </article>
  );
}

/** Of two failures nobody could tell which is whose. */
function Whose({ ways: { username = "", connection } }: { readonly ways: WaysOn }) {
  if (username === "") return null;
  const place = connection === undefined ? "" : ` · ${connectionName(connection)}`;
  return <p className="hint value">{`${oneLine(username, 60)}${place}`}</p>;
}

function Advice({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div className="advice">
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
