// Finds the place by a domain, a user name or an address, and says in plain words what was found.
import { useRef, useState, type SubmitEvent } from "react";
import type { Found } from "../../shared/contract.ts";
import type { Failure } from "../../shared/failure.ts";
import { companyTenant } from "../../shared/practicePeople.ts";
import type { SetupPlace } from "../../shared/setup/setupAnswers.ts";
import { foundWords, placeStepWords } from "../../shared/setupUiWords.ts";
import { FailureCard } from "../components/FailureCard.tsx";
import { Field } from "../components/Field.tsx";
import { useApp } from "../state/appContext.ts";
import type { Guide } from "./useGuide.ts";

type Answer = { readonly found: Found } | { readonly failure: Failure };

export function LookUp({ guide }: { readonly guide: Guide }) {
  const { ask } = useApp();
  const input = useRef<HTMLInputElement>(null);
  const [asking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<Answer>();
  const unreadable = answer !== undefined && "failure" in answer && answer.failure.kind === "badInput";

  const lookUp = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const text = input.current?.value.trim() ?? "";
    if (asking) return;
    setAsking(true);
    const outcome = await ask("lookUp", { text });
    setAsking(false);
    setAnswer(outcome.ok ? { found: outcome.value } : { failure: outcome.failure });
    if (outcome.ok) take(guide, text, outcome.value);
    else if (outcome.failure.kind === "badInput") input.current?.focus();
  };
  return (
    <form className="card" onSubmit={(event) => void lookUp(event)}>
      <Field
        label={placeStepWords.lookUpLabel}
        hint={placeStepWords.lookUpHint}
        problem={unreadable ? placeStepWords.notReadable : undefined}
      >
        {(ids) => (
          <div className="withButton">
            <input
              {...ids}
              ref={input}
              type="text"
              maxLength={1024}
              defaultValue={guide.answers.username}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
            <button type="submit" aria-disabled={asking}>
              {placeStepWords.lookUp}
            </button>
          </div>
        )}
      </Field>
      <div aria-live="polite">
        {asking && <p className="hint">{placeStepWords.lookingUp}</p>}
        {!asking && answer !== undefined && "found" in answer && <p className="honest">{foundWords(answer.found)}</p>}
      </div>
      {!asking && answer !== undefined && "failure" in answer && !unreadable && (
        <FailureCard failure={answer.failure} />
      )}
    </form>
  );
}

/** Fills in what was found. Of a personal account or of nothing at all there is nothing to take. */
function take({ change, choose }: Guide, text: string, found: Found): void {
  const { authority, domain = "", tenant = "" } = found;
  if (authority === undefined) return;
  if (text.includes("@") && found.kind === "organisation") change({ username: text });
  const place = placeOf(found);
  if (place === "entra") choose(place, { authority, tenant, label: domain.slice(0, 80) });
  else choose(place, authority === "" ? {} : { authority });
}

function placeOf({ authority, domain, kind, tenant }: Found): SetupPlace {
  if (kind !== "organisation" && kind !== "personal" && kind !== "nothing") return kind;
  if (authority !== "") return "entra";
  return tenant === companyTenant.tenantId || domain === companyTenant.domain ? "company" : "practice";
}
