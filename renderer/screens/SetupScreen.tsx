// The set-up guide: five steps, one decision each. It can be left at any time and is gone on with later.
import { setupStepTitles, setupWords } from "../../shared/setupUiWords.ts";
import { ScreenHeading } from "../components/ScreenHeading.tsx";
import { guideEdit } from "../setup/fieldSteps.ts";
import { StepApp } from "../setup/StepApp.tsx";
import { StepConsent } from "../setup/StepConsent.tsx";
import { StepPlace } from "../setup/StepPlace.tsx";
import { StepProgress } from "../setup/StepProgress.tsx";
import { StepScopes } from "../setup/StepScopes.tsx";
import { StepTry } from "../setup/StepTry.tsx";
import { useGuide } from "../setup/useGuide.ts";
import { isApproved } from "../setup/consentFacts.ts";
import { useApp } from "../state/appContext.ts";
import { GuideEditContext } from "../state/useEditConnection.ts";
import "../styles/setup.css";

const steps = [StepPlace, StepApp, StepScopes, StepConsent, StepTry] as const;

export function SetupScreen() {
  const { snapshot } = useApp();
  const guide = useGuide();
  const { step } = guide.answers;
  const Step = steps[step - 1] ?? StepPlace;
  return (
    <>
      <ScreenHeading key={step} title={setupStepTitles[step - 1] ?? ""}>
        <p className="hint">{setupWords.stepOf(step)}</p>
      </ScreenHeading>
      <StepProgress step={step} open={isApproved(snapshot, guide.answers.connectionId) ? [] : [4]} />
      {guide.resumed && (
        <p className="hint">
          {setupWords.resumed}{" "}
          <button type="button" className="link" onClick={guide.startOver}>
            {setupWords.startOver}
          </button>
        </p>
      )}
      {/* What was typed is kept as soon as its field is left. */}
      <div className="setupStep" onBlur={guide.keep}>
        <GuideEditContext value={guideEdit(guide)}>
          <Step guide={guide} />
        </GuideEditContext>
      </div>
    </>
  );
}
