// A page that the browser would have blocked, to be opened by the person: a link, and the address to copy.
import { useEffect } from "react";
import { frameWords, browserHostWords, waitingWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import { CopyRow } from "./CopyRow.tsx";
import { hostOf } from "./hostOf.ts";
import { OutLink } from "./OutLink.tsx";

export function OutsideOffer() {
  const { snapshot, outside } = useApp();
  const { offered, dismiss } = outside;
  // Where a page is waited for, the link to it is there already.
  const awaited = [snapshot.signIn?.waiting, snapshot.adminConsent?.waiting].some(
    (waiting) => waiting?.kind === "browser" && waiting.address === offered,
  );
  useEffect(() => {
    if (awaited) dismiss();
  }, [awaited, dismiss]);
  return (
    <div role="alert">
      {offered !== undefined && !awaited && (
        <div className="offer">
          <p>{browserHostWords.blocked(hostOf(offered))}</p>
          <ul className="details">
            <CopyRow label={waitingWords.addressName} value={offered} />
          </ul>
          <div className="buttons start">
            <OutLink href={offered} className="button primary" onDesktop={dismiss}>
              {waitingWords.openPage}
            </OutLink>
            <button type="button" onClick={dismiss}>
              {frameWords.dismiss}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
