// Cloud and tenant of Microsoft Entra ID. The cloud can be chosen by hand, whatever was found.
import { connectionProblemWords } from "../../shared/connectionWords.ts";
import { clouds } from "../../shared/setup/clouds.ts";
import { placeStepWords } from "../../shared/setupUiWords.ts";
import { Field } from "../components/Field.tsx";
import { GuideField } from "./GuideField.tsx";
import { cloudAt } from "./places.ts";
import type { Guide } from "./useGuide.ts";

export function EntraPlace({ guide }: { readonly guide: Guide }) {
  const { answers, problems, type } = guide;
  const { draft } = answers;
  const known = cloudAt(draft);
  const chosen = known === undefined ? draft.authority : `https://${known.host}`;
  return (
    <>
      <Field
        label={placeStepWords.cloud}
        hint={placeStepWords.cloudHint}
        problem={problems.authority && connectionProblemWords[problems.authority]}
      >
        {(ids) => (
          <select {...ids} value={chosen} onChange={(event) => type({ authority: event.target.value })}>
            {known === undefined && <option value={chosen}>{placeStepWords.otherCloud(chosen)}</option>}
            {clouds.map(({ host, id, name }) => (
              <option key={id} value={`https://${host}`}>
                {name} ({host})
              </option>
            ))}
          </select>
        )}
      </Field>
      <GuideField
        label={placeStepWords.tenant}
        hint={placeStepWords.tenantHint}
        value={draft.tenant}
        longest={1000}
        problem={problems.tenant}
        onType={(tenant) => type({ tenant })}
      />
    </>
  );
}
