// One token request in the history; unfolded it shows its failure and its exchange.
import { useState } from "react";
import { explain } from "../../shared/explain.ts";
import { oneLine } from "../../shared/displayNames.ts";
import type { Attempt } from "../../shared/snapshot.ts";
import { durationWords } from "../../shared/timeWords.ts";
import { attemptOutcomeWords, diagnosticsWords, grantNames } from "../../shared/diagnosticsWords.ts";
import { AttemptFacts, Exchange } from "./AttemptFacts.tsx";
import { FailureCard } from "./FailureCard.tsx";
import { OutcomeIcon } from "./OutcomeIcon.tsx";
import { timeInWords } from "./time.ts";

export function AttemptRow({ attempt }: { readonly attempt: Attempt }) {
  // What is folded away is not drawn: there may be two hundred.
  const [open, setOpen] = useState(false);
  const { outcome, failure } = attempt;
  const word =
    outcome === "failed" && failure ? diagnosticsWords.failed(explain(failure).title) : attemptOutcomeWords[outcome];
  return (
    <details className="attempt" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="outcome" data-outcome={outcome}>
          <OutcomeIcon outcome={outcome} />
          {word}
        </span>
        <span className="hint">
          {[grantNames[attempt.grant], timeInWords(attempt.at), durationWords(attempt.durationMs)].join(" · ")}
        </span>
        <span className="hint">
          {oneLine(attempt.username || diagnosticsWords.noName, 60)} · {oneLine(attempt.scopes.join(" "), 60)}
        </span>
      </summary>
      {open && <AttemptBody attempt={attempt} />}
    </details>
  );
}

/** Everything that is known of a request: what to do about its failure first. */
export function AttemptBody({ attempt }: { readonly attempt: Attempt }) {
  const { failure } = attempt;
  return (
    <div className="attemptBody">
      {failure && failure.kind !== "cancelled" && <FailureCard failure={failure} username={attempt.username} />}
      <AttemptFacts attempt={attempt} />
      <Exchange attempt={attempt} />
    </div>
  );
}
