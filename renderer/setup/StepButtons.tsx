// The way on, back and out of a step.
import { setupWords } from "../../shared/setupUiWords.ts";
import { useApp } from "../state/appContext.ts";
import type { Guide } from "./useGuide.ts";

interface StepButtonsProps {
  readonly guide: Guide;
  /** In place of "Next". */
  readonly next?: string;
  /** Left out where the step is a form, which the button then submits. */
  readonly onNext?: () => void;
  /** Something else on the step is the thing to press. */
  readonly quiet?: boolean;
}

export function StepButtons({ guide, next = setupWords.next, onNext, quiet = false }: StepButtonsProps) {
  const { snapshot, go } = useApp();
  const { step } = guide.answers;
  return (
    <div className="stepButtons">
      <div className="buttons">
        {step > 1 && (
          <button type="button" onClick={() => guide.toStep(step - 1)}>
            {setupWords.back}
          </button>
        )}
        <button type={onNext ? "button" : "submit"} className={quiet ? "" : "primary"} onClick={onNext}>
          {next}
        </button>
      </div>
      <p className="hint">
        <button
          type="button"
          className="link"
          onClick={() => go({ name: snapshot.accounts.length === 0 ? "welcome" : "accounts" })}
        >
          {setupWords.skip}
        </button>{" "}
        {setupWords.skipHint}
      </p>
    </div>
  );
}
