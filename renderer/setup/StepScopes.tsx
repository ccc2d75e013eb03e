// Step 3: what the tokens are for. Leaving it saves the connection; each problem leads back to its field.
import type { SubmitEvent } from "react";
import { passwordNeedsConsent } from "../../shared/setup/scopeWords.ts";
import { scopeStepWords } from "../../shared/setupUiWords.ts";
import { takesPassword } from "../../shared/takesPassword.ts";
import { useApp } from "../state/appContext.ts";
import { kindOf } from "./places.ts";
import { ScopeSetCard } from "./ScopeSetCard.tsx";
import { setsOf, textOf } from "./scopeSets.ts";
import { StepButtons } from "./StepButtons.tsx";
import type { Guide } from "./useGuide.ts";
import { useSaveConnection } from "./useSaveConnection.ts";

export function StepScopes({ guide }: { readonly guide: Guide }) {
  const { toast } = useApp();
  const save = useSaveConnection(guide);
  const sets = setsOf(guide.answers.draft.scopes);
  const put = (next: readonly string[]): void => guide.type({ scopes: textOf(next) });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void save();
  };
  const remove = (index: number): void => {
    put(sets.toSpliced(index, 1));
    toast(scopeStepWords.removed);
  };
  return (
    <form noValidate onSubmit={submit}>
      <p>{scopeStepWords.hint}</p>
      {takesPassword(kindOf[guide.answers.place]) && <p className="honest">{passwordNeedsConsent}</p>}
      {sets.map((set, index) => (
        <ScopeSetCard
          key={index}
          guide={guide}
          number={index + 1}
          text={set}
          onChange={(text) => put(sets.with(index, text))}
          {...(index > 0 && { onRemove: () => remove(index) })}
        />
      ))}
      <button type="button" className="alone" onClick={() => put([...sets, ""])}>
        {scopeStepWords.add}
      </button>
      <StepButtons guide={guide} next={scopeStepWords.save} />
    </form>
  );
}
