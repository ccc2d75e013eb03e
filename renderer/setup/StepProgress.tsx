// How far one has come: all steps, the present one marked.
import { setupStepTitles, setupWords } from "../../shared/setupUiWords.ts";

interface StepProgressProps {
  readonly step: number;
  /** Steps that were passed without what they are for. */
  readonly open: readonly number[];
}

export function StepProgress({ step, open }: StepProgressProps) {
  const isDone = (index: number): boolean => index + 1 < step && !open.includes(index + 1);
  return (
    <ol className="progress" aria-label={setupWords.progress}>
      {setupStepTitles.map((title, index) => (
        <li
          key={title}
          data-state={isDone(index) ? "done" : undefined}
          aria-current={index + 1 === step ? "step" : undefined}
        >
          <span className="progressTitle">{title}</span>
          {isDone(index) && <span className="forEars"> ({setupWords.done})</span>}
        </li>
      ))}
    </ol>
  );
}
