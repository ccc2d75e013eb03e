// Step 1: the place to sign in, chosen from a list or found by a domain, a user name or an address.
import type { SetupPlace } from "../../shared/setup/setupAnswers.ts";
import { placeStepWords, placeWords } from "../../shared/setupUiWords.ts";
import { EntraPlace } from "./EntraPlace.tsx";
import { GuideField } from "./GuideField.tsx";
import { LookUp } from "./LookUp.tsx";
import { placesInOrder } from "./places.ts";
import { RadioCards } from "./RadioCards.tsx";
import { StepButtons } from "./StepButtons.tsx";
import type { Guide } from "./useGuide.ts";

export function StepPlace({ guide }: { readonly guide: Guide }) {
  const { answers, choose, toStep } = guide;
  const next = (): void => {
    const missing = missingIn(guide);
    if (missing === undefined) toStep(2);
    else guide.refuse({ [missing]: "empty" });
  };
  return (
    <>
      <LookUp guide={guide} />
      <RadioCards<SetupPlace>
        legend={placeStepWords.places}
        options={placesInOrder.map((value) => ({ value, ...placeWords[value] }))}
        chosen={answers.place}
        onChoose={choose}
      />
      <PlaceFields guide={guide} />
      <StepButtons guide={guide} onNext={next} />
    </>
  );
}

function PlaceFields({ guide }: { readonly guide: Guide }) {
  const { answers, problems, type } = guide;
  const { draft, place } = answers;
  if (place === "practice" || place === "company") return null;
  if (place === "entra") return <EntraPlace guide={guide} />;
  return (
    <GuideField
      key={place}
      label={placeStepWords.address}
      hint={placeStepWords.addressHint[place]}
      value={draft.authority}
      longest={4000}
      problem={problems.authority}
      onType={(authority) => type({ authority })}
    />
  );
}

function missingIn({ answers }: Guide): "authority" | "tenant" | undefined {
  const { draft, place } = answers;
  if (place !== "practice" && place !== "company" && draft.authority.trim() === "") return "authority";
  return place === "entra" && draft.tenant.trim() === "" ? "tenant" : undefined;
}
