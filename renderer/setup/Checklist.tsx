// What to do in the portal, line by line: a drawing of the panel, what to copy, and the address of the page.
import type { Cloud } from "../../shared/setup/clouds.ts";
import { portalLink } from "../../shared/setup/portalLinks.ts";
import type { SetupPlace } from "../../shared/setup/setupAnswers.ts";
import type { SetupStep } from "../../shared/setup/setupSteps.ts";
import { appStepWords } from "../../shared/setupUiWords.ts";
import { ExternalLink } from "../components/ExternalLink.tsx";
import { CopyLine } from "./CopyLine.tsx";
import { PageAddress } from "./PageAddress.tsx";
import { PanelDrawing } from "./PanelDrawing.tsx";
import { panelOf } from "./panels.ts";
import { useCompanyPage } from "../state/useCompanyPage.ts";

interface ChecklistProps {
  readonly steps: readonly SetupStep[];
  readonly place: SetupPlace;
  readonly cloud: Cloud | undefined;
  /** Empty as long as there is none. */
  readonly clientId: string;
}

export function Checklist({ steps, place, cloud, clientId }: ChecklistProps) {
  const company = useCompanyPage(place === "company");
  return (
    <>
      {company !== undefined && (
        <>
          <p>{appStepWords.portalCompany}</p>
          <PageAddress label={appStepWords.openCompany} address={company} page={{ page: "appOverview" }} />
        </>
      )}
      <ol className="checklist">
        {steps.map((step) => (
          <li key={step.id}>
            <ChecklistStep step={step} cloud={cloud} clientId={clientId} />
          </li>
        ))}
      </ol>
    </>
  );
}

type ChecklistStepProps = Pick<ChecklistProps, "cloud" | "clientId"> & { readonly step: SetupStep };

function ChecklistStep({ step, cloud, clientId }: ChecklistStepProps) {
  const { copy, detail, id, link, page, title } = step;
  const panel = panelOf(id);
  const target = page && cloud && portalLink(page, cloud, { clientId });
  return (
    <>
      <h3>{title}</h3>
      <p>{detail}</p>
      {panel && <PanelDrawing panel={panel} />}
      {copy.map(({ label, value }) => (
        <CopyLine key={value} label={label} text={value} labelled />
      ))}
      {target && (
        <>
          <PageAddress
            label={appStepWords.openPage(title)}
            address={target.url}
            page={{ page, host: cloud.host, clientId }}
          />
          <p className="hint">{appStepWords.way(target.path.join(" › "))}</p>
        </>
      )}
      {link && <ExternalLink link={link} />}
    </>
  );
}
