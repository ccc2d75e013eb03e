// While a person types a code on the authority's page, wherever there is a browser.
import { lazy, Suspense } from "react";
import type { WaitingForPerson } from "../../shared/snapshot.ts";
import { isOnThisComputer } from "../../shared/thisComputer.ts";
import { waitingWords } from "../../shared/uiWords.ts";
import { visible } from "../../shared/visibleText.ts";
import { useApp } from "../state/appContext.ts";
import { CopyRow } from "./CopyRow.tsx";
import { hostOf } from "./hostOf.ts";
import { OpenPage } from "./OpenPage.tsx";
import { TimeToFinish } from "./TimeToFinish.tsx";

type Waiting = Extract<WaitingForPerson, { readonly kind: "device" }>;

const QrCode = lazy(async () => ({ default: (await import("./QrCode.tsx")).QrCode }));
/** A longer address makes a picture that phones cannot read. */
const longestInQr = 300;

export function WaitForDevice({ waiting }: { readonly waiting: Waiting }) {
  const { run, toast } = useApp();
  const { userCode, verificationUri, mayOpen, endsAt, notOpened } = waiting;
  const isHere = isOnThisComputer(verificationUri);
  const copy = async (): Promise<void> => {
    const outcome = await run("copyUserCode", {});
    if (outcome.ok) toast(waitingWords.codeCopied);
  };
  return (
    <div className="device">
      <p className="lead">{isHere ? waitingWords.deviceHere : waitingWords.device}</p>
      <div className="userCode">
        <span className="hint">{waitingWords.code}</span>
        <output>{visible(userCode)}</output>
        <button type="button" className="copy" onClick={() => void copy()}>
          {waitingWords.copyCode}
        </button>
      </div>
      <TimeToFinish endsAt={endsAt} />
      <ul className="details">
        <CopyRow label={waitingWords.addressName} value={verificationUri} />
      </ul>
      {mayOpen ? (
        <OpenPage
          address={verificationUri}
          label={waitingWords.openPage}
          onDesktop={() => void run("openSignInPage", {})}
        />
      ) : (
        <p className="hint">{waitingWords.notOpened(hostOf(verificationUri))}</p>
      )}
      <div role="alert">{notOpened && <p>{waitingWords.browserNotOpened}</p>}</div>
      {mayOpen && !isHere && verificationUri.length <= longestInQr && (
        <Suspense>
          <QrCode text={verificationUri} title={waitingWords.qr(visible(verificationUri))} />
        </Suspense>
      )}
      <p className="warn">{waitingWords.warning}</p>
    </div>
  );
}
