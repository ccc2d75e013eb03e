// One road to consent: who goes it, its steps, what to mind, and the button that goes it.
import { useId } from "react";
import type { Connection } from "../../shared/connection.ts";
import type { Road } from "../../shared/setup/consentRoads.ts";
import { roadWords } from "../../shared/setup/consentWords.ts";
import { consentStepWords } from "../../shared/setupUiWords.ts";
import { AdminByAddress } from "./AdminByAddress.tsx";
import { PortalRoad } from "./PortalRoad.tsx";
import type { Guide } from "./useGuide.ts";
import { UserInBrowser } from "./UserInBrowser.tsx";

export interface RoadProps {
  readonly guide: Guide;
  readonly connection: Connection;
  readonly road: Road;
  readonly scopes: readonly string[];
  readonly recommended: boolean;
}

interface RoadCardProps extends Omit<RoadProps, "recommended"> {
  /** Why this is the road to go; only one has it. */
  readonly because: string | undefined;
}

const ways = {
  developerGrant: PortalRoad,
  adminInPortal: PortalRoad,
  userInBrowser: UserInBrowser,
  adminByAddress: AdminByAddress,
} as const;

export function RoadCard({ because, ...road }: RoadCardProps) {
  const titleId = useId();
  const words = roadWords[road.road];
  const Way = ways[road.road];
  return (
    <article className="card road" aria-labelledby={titleId} data-recommended={because !== undefined || undefined}>
      <h2 id={titleId}>
        {words.title}
        {because !== undefined && <span className="badge recommended">{consentStepWords.recommended}</span>}
      </h2>
      {because !== undefined && <p>{because}</p>}
      <p className="hint">{words.who}</p>
      <ol className="roadSteps">
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="hint">{words.mind}</p>
      <Way {...road} recommended={because !== undefined} />
    </article>
  );
}
