// "Help me make one": the checklist, the same as commands, and a text for whoever may do it.
import { setupSteps } from "../../shared/setup/setupSteps.ts";
import { appStepWords, makeAppLetter } from "../../shared/setupUiWords.ts";
import { Checklist } from "./Checklist.tsx";
import { Commands } from "./Commands.tsx";
import { CopyLine } from "./CopyLine.tsx";
import { GraphCommands } from "./GraphCommands.tsx";
import { GuideField } from "./GuideField.tsx";
import { cloudAt, kindOf } from "./places.ts";
import { listOf } from "./scopeSets.ts";
import type { Guide } from "./useGuide.ts";

export function AppHelp({ guide }: { readonly guide: Guide }) {
  const { answers, change } = guide;
  const { appName, draft, place } = answers;
  const kind = place === "company" ? "company" : kindOf[place];
  const scopes = listOf(draft.scopes);
  const steps = setupSteps(kind === "practice" ? "entra" : kind, { appName, scopes });
  const cloud = cloudAt(draft);
  const clientId = draft.clientId.trim();
  const choices = cloud && {
    cloud,
    tenant: draft.tenant.trim(),
    appName,
    scopes,
    ...(clientId !== "" && { clientId }),
  };
  const letter = makeAppLetter(
    appName,
    steps.map(({ title, detail, copy }) => ({ title, detail, values: copy.map(({ value }) => value) })),
  );
  // One does it oneself there, on one page, and the app has its name.
  if (place === "company") return <Checklist steps={steps} place={place} cloud={undefined} clientId={clientId} />;
  return (
    <>
      <GuideField
        label={appStepWords.appName}
        hint={appStepWords.appNameHint}
        value={appName}
        longest={120}
        onType={(text) => change({ appName: text })}
      />
      {scopes.length > 0 && <p className="hint">{appStepWords.forScopes(scopes.join(" "))}</p>}
      <details className="card" open>
        <summary>
          <h2>{appStepWords.portal}</h2>
        </summary>
        <Checklist steps={steps} place={place} cloud={cloud} clientId={clientId} />
      </details>
      {choices && <Commands choices={choices} />}
      {choices && <GraphCommands choices={choices} />}
      <details className="card">
        <summary>
          <h2>{appStepWords.admin}</h2>
        </summary>
        <p className="hint">{appStepWords.adminHint}</p>
        <CopyLine label={appStepWords.adminName} text={letter} />
      </details>
    </>
  );
}
