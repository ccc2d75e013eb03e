// Step 4: the four roads to consent side by side, the one that fits marked, and the proof that it was given.
import { useState } from "react";
import type { Connection } from "../../shared/connection.ts";
import { becauseWords } from "../../shared/setup/consentWords.ts";
import { recommendRoad } from "../../shared/setup/consentRoads.ts";
import { consentStepWords } from "../../shared/setupUiWords.ts";
import { Field } from "../components/Field.tsx";
import { useApp } from "../state/appContext.ts";
import { CheckNow } from "./CheckNow.tsx";
import { consentFacts, roadsAt, type Who } from "./consentFacts.ts";
import { RoadCard } from "./RoadCard.tsx";
import { setsOf, listOf } from "./scopeSets.ts";
import { StepButtons } from "./StepButtons.tsx";
import type { Guide } from "./useGuide.ts";

export function StepConsent({ guide }: { readonly guide: Guide }) {
  const { snapshot } = useApp();
  const connection = snapshot.connections.find(({ id }) => id === guide.answers.connectionId);
  return (
    <>
      {connection === undefined ? (
        <p className="warn">{consentStepWords.gone}</p>
      ) : (
        <Consent guide={guide} connection={connection} />
      )}
      <StepButtons guide={guide} onNext={() => guide.toStep(5)} quiet={connection !== undefined} />
    </>
  );
}

interface ConsentProps {
  readonly guide: Guide;
  readonly connection: Connection;
}

function Consent({ guide, connection }: ConsentProps) {
  const { snapshot } = useApp();
  const [who, setWho] = useState<Who>("unknown");
  const scopes = [...new Set(setsOf(guide.answers.draft.scopes).flatMap(listOf))];
  const advice = recommendRoad(consentFacts({ snapshot, connection, scopes, who }));
  const roads = roadsAt[connection.kind];
  return (
    <>
      {roads.length > 1 && <p>{consentStepWords.lead}</p>}
      {roads.length > 1 && (
        <Field label={consentStepWords.you}>
          {(ids) => (
            <select {...ids} value={who} onChange={(event) => setWho(event.target.value as Who)}>
              {Object.entries(consentStepWords.who).map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {advice.road === undefined && <p className="honest">{becauseWords[advice.because]}</p>}
      <ul className="roads">
        {roads.map((road) => (
          <li key={road}>
            <RoadCard
              guide={guide}
              connection={connection}
              road={road}
              scopes={scopes}
              because={road === advice.road ? becauseWords[advice.because] : undefined}
            />
          </li>
        ))}
      </ul>
      <CheckNow guide={guide} connection={connection} />
    </>
  );
}
