// While a person signs in on the authority's page in the system browser.
import type { WaitingForPerson } from "../../shared/snapshot.ts";
import { waitingWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import { CopyRow } from "./CopyRow.tsx";
import { TimeToFinish } from "./TimeToFinish.tsx";

type Waiting = Extract<WaitingForPerson, { readonly kind: "browser" }>;

export function WaitForBrowser({ waiting: { address, endsAt } }: { readonly waiting: Waiting }) {
  const { run } = useApp();
  return (
    <>
      <p className="lead">{waitingWords.browser}</p>
      <TimeToFinish endsAt={endsAt} />
      <button type="button" onClick={() => void run("openSignInPage", {})}>
        {waitingWords.again}
      </button>
      <details className="more">
        <summary>{waitingWords.address}</summary>
        <p className="hint">{waitingWords.addressHint}</p>
        <ul className="details">
          <CopyRow label={waitingWords.addressName} value={address} />
        </ul>
      </details>
    </>
  );
}
