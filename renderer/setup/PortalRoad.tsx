// The two roads through the portal: its page, what to press there, and for one's own grant the command that does it.
import { useState } from "react";
import { azCommands } from "../../shared/setup/azCommands.ts";
import { azStepWords } from "../../shared/setup/azWords.ts";
import { portalLink } from "../../shared/setup/portalLinks.ts";
import { appStepWords, consentStepWords } from "../../shared/setupUiWords.ts";
import { ExternalLink } from "../components/ExternalLink.tsx";
import { CopyLine } from "./CopyLine.tsx";
import { PageAddress } from "./PageAddress.tsx";
import { cloudAt } from "./places.ts";
import type { RoadProps } from "./RoadCard.tsx";
import { useCompanyPage } from "../state/useCompanyPage.ts";

export function PortalRoad(props: RoadProps) {
  const { road, recommended } = props;
  const [shown, setShown] = useState(false);
  const name = consentStepWords.buttons[road];
  return (
    <>
      <button
        type="button"
        className={recommended ? "primary" : ""}
        aria-expanded={shown}
        onClick={() => setShown(!shown)}
      >
        {name}
      </button>
      {shown && <Where {...props} />}
    </>
  );
}

function Where({ guide, connection, road, scopes }: RoadProps) {
  const { place } = guide.answers;
  const company = useCompanyPage(place === "company");
  const own = road === "developerGrant";
  if (place === "practice") return <p>{consentStepWords.noPortal}</p>;
  if (company !== undefined) {
    return (
      <>
        <PageAddress label={appStepWords.openCompany} address={company} page={{ page: "apiPermissions" }} />
        <p>{own ? consentStepWords.press.companyGrant : consentStepWords.press.companyAdmin}</p>
      </>
    );
  }
  const { clientId, tenant } = connection;
  const cloud = cloudAt(connection);
  const target = cloud && portalLink("apiPermissions", cloud, { clientId });
  const commands = cloud && azCommands({ cloud, tenant, clientId, appName: guide.answers.appName, scopes }, "sh");
  const steps = commands?.ok === true ? commands.steps : [];
  const command = steps.find(({ id }) => id === (own ? "grantMyself" : "grantAll"));
  const app = steps.find(({ id }) => id === "useApp");
  return (
    <>
      {target && (
        <PageAddress
          label={consentStepWords.page}
          address={target.url}
          page={{ page: "apiPermissions", host: cloud.host, clientId }}
        />
      )}
      <p>{consentStepWords.press[own ? "developerGrant" : "adminInPortal"]}</p>
      {command && <p className="hint">{azStepWords[command.id]}</p>}
      {[...(app?.lines ?? []), ...(command?.lines ?? [])].map((line) => (
        <CopyLine key={line} label={appStepWords.command(azStepWords[command?.id ?? "useApp"])} text={line} />
      ))}
      <ExternalLink link={own ? "userConsent" : "grantAdminConsent"} />
    </>
  );
}
