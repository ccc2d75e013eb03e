// While a person signs in on the authority's page in the system browser.
import type { WaitingForPerson } from "../../shared/snapshot.ts";
import { waitingWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import { CopyRow } from "./CopyRow.tsx";
import { OpenPage } from "./OpenPage.tsx";
import { TimeToFinish } from "./TimeToFinish.tsx";

type Waiting = Extract<WaitingForPerson, { readonly kind: "browser" }>;

export function WaitForBrowser({ waiting: { address, endsAt, notOpened } }: { readonly waiting: Waiting }) {
  const { snapshot, run, outside } = useApp();
  const inPage = snapshot.about.host === "browser";
  // In the browser host the page itself opened it, where the browser let it.
  const opened = inPage ? outside.opened === address : notOpened !== true;
  return (
    <>
      <p className="lead">
        {opened ? waitingWords.browser : inPage ? waitingWords.browserLink : waitingWords.browserNotOpened}
      </p>
      <TimeToFinish endsAt={endsAt} />
      <OpenPage
        address={address}
        label={opened ? waitingWords.again : waitingWords.openPage}
        primary={!opened}
        onDesktop={() => void run("openSignInPage", {})}
      />
      <details key={String(opened)} className="more" open={!opened}>
        <summary>{waitingWords.address}</summary>
        <p className="hint">{waitingWords.addressHint}</p>
        <ul className="details">
          <CopyRow label={waitingWords.addressName} value={address} />
        </ul>
      </details>
    </>
  );
}
