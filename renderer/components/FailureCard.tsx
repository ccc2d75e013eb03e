// What went wrong, why, who can do what about it, and the one next step; technical details are folded.
import { useEffect, useId, useRef } from "react";
import type { Connection } from "../../shared/connection.ts";
import { actionLabels, explain, whoActsLabels, type Action } from "../../shared/explain.ts";
import type { Failure } from "../../shared/failure.ts";
import { failureWords, frameWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import { ExternalLink } from "./ExternalLink.tsx";
import { TechnicalDetails } from "./TechnicalDetails.tsx";
import { timeInWords } from "./time.ts";

/** What the place of the card can do. An action without its step here has no button. */
export type NextSteps = Partial<Record<Exclude<Action["kind"], "editConnection" | "confirmTokenOrigin">, () => void>>;

export interface FailureCardProps {
  readonly failure: Failure;
  readonly connection?: Connection | undefined;
  readonly username?: string | undefined;
  readonly steps?: NextSteps;
  readonly takesFocus?: boolean;
  readonly onDismiss?: () => void;
}

export function FailureCard({ failure, connection, username, steps = {}, takesFocus, onDismiss }: FailureCardProps) {
  const { snapshot } = useApp();
  const titleId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  const words = explain(failure, { connection, username, host: snapshot.about.host });

  return (
    <article className="card bad" aria-labelledby={titleId}>
      <h2 id={titleId} ref={heading} tabIndex={-1}>
        {words.title}
      </h2>
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
      <TechnicalDetails failure={failure} />
      <div className="buttons">
        {onDismiss && (
          <button type="button" onClick={onDismiss}>
            {frameWords.dismiss}
          </button>
        )}
        {words.action && <ActionButton action={words.action} steps={steps} connection={connection} />}
      </div>
    </article>
  );
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

interface ActionButtonProps {
  readonly action: Action;
  readonly steps: NextSteps;
  readonly connection: Connection | undefined;
}

function ActionButton({ action, steps, connection }: ActionButtonProps) {
  const { go, run } = useApp();
  const editable = connection !== undefined && connection.kind !== "practice";
  const confirmOrigin = async (connectionId: string, origin: string): Promise<void> => {
    const outcome = await run("confirmTokenOrigin", { connectionId, origin });
    if (outcome.ok) steps.tryAgain?.();
  };
  const step = (): (() => void) | undefined => {
    if (action.kind === "editConnection") {
      return editable ? () => go({ name: "connection", connectionId: connection.id }) : undefined;
    }
    if (action.kind !== "confirmTokenOrigin") return steps[action.kind];
    return connection && (() => void confirmOrigin(connection.id, action.origin));
  };
  const press = step();
  if (press === undefined) return null;
  return (
    <button type="button" className="primary" onClick={press}>
      {actionLabels[action.kind]}
    </button>
  );
}
