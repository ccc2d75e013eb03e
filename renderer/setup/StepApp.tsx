// Step 2: the app registration, which one has or is helped to make.
import type { SubmitEvent } from "react";
import { companyTenant, practiceTenant } from "../../shared/practicePeople.ts";
import { appStepWords } from "../../shared/setupUiWords.ts";
import { AppHelp } from "./AppHelp.tsx";
import { CopyLine } from "./CopyLine.tsx";
import { GuideField } from "./GuideField.tsx";
import { suggestedLabel } from "./places.ts";
import { RadioCards } from "./RadioCards.tsx";
import { StepButtons } from "./StepButtons.tsx";
import type { Guide } from "./useGuide.ts";

export function StepApp({ guide }: { readonly guide: Guide }) {
  const { answers, change, toStep, refuse } = guide;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (answers.draft.clientId.trim() === "") refuse({ clientId: "empty" });
    else toStep(3);
  };
  if (answers.place === "practice") {
    return (
      <form onSubmit={submit}>
        <p>{appStepWords.practice}</p>
        <CopyLine label={appStepWords.clientId} text={practiceTenant.clientId} labelled />
        <StepButtons guide={guide} />
      </form>
    );
  }
  return (
    <form noValidate onSubmit={submit}>
      <p>{appStepWords.needs}</p>
      <RadioCards<"have" | "make">
        legend={appStepWords.choice}
        options={[
          { value: "have", title: appStepWords.have },
          { value: "make", title: appStepWords.make },
        ]}
        chosen={answers.knowsClientId ? "have" : "make"}
        onChoose={(value) => change({ knowsClientId: value === "have" })}
      />
      {!answers.knowsClientId && <AppHelp guide={guide} />}
      <AppFields guide={guide} />
      <StepButtons guide={guide} />
    </form>
  );
}

function AppFields({ guide }: { readonly guide: Guide }) {
  const { answers, problems, type } = guide;
  const { draft, knowsClientId, place } = answers;
  return (
    <>
      <GuideField
        label={appStepWords.clientId}
        hint={`${knowsClientId ? "" : `${appStepWords.clientIdAfter} `}${appStepWords.clientIdHint}`}
        value={draft.clientId}
        longest={1000}
        problem={problems.clientId}
        onType={(clientId) => type({ clientId })}
      />
      {place === "company" && draft.clientId === "" && (
        <button type="button" onClick={() => type({ clientId: companyTenant.clientId })}>
          {appStepWords.takeCompany}
        </button>
      )}
      <GuideField
        label={appStepWords.label}
        hint={appStepWords.labelHint(suggestedLabel(answers))}
        value={draft.label}
        longest={80}
        problem={problems.label}
        takesFocus={problems.clientId === undefined}
        onType={(label) => type({ label })}
      />
    </>
  );
}
