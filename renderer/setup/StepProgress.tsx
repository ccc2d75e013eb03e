// How far one has come: all steps, the present one marked.
import { setupStepTitles, setupWords } from "../../shared/setupUiWords.ts";

export function StepProgress({ step }: { readonly step: number }) {
  return (
    <ol className="progress" aria-label={setupWords.progress}>
      {setupStepTitles.map((title, index) => (
        <li
          key={title}
          data-state={index + 1 < step ? "done" : undefined}
          aria-current={index + 1 === step ? "step" : undefined}
        >
          <span className="progressTitle">{title}</span>
          {index + 1 < step && <span className="forEars"> ({setupWords.done})</span>}
        </li>
      ))}
    </ol>
  );
}
