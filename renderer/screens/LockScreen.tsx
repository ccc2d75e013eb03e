// All that shows while the program is locked: why it is, and the way back.
import { useState } from "react";
import { lockCauseWords, lockWords } from "../../shared/lockWords.ts";
import type { Snapshot } from "../../shared/snapshot.ts";
import { ScreenHeading } from "../components/ScreenHeading.tsx";
import { useApp } from "../state/appContext.ts";

export function LockScreen({ lock }: { readonly lock: NonNullable<Snapshot["lock"]> }) {
  const { ask } = useApp();
  const [state, setState] = useState<"locked" | "asking" | "notYou" | "cannotAsk" | "storeLocked">("locked");
  const unlock = async (): Promise<void> => {
    setState("asking");
    const outcome = await ask("unlock", {});
    if (outcome.ok) return;
    const { kind, evidence } = outcome.failure;
    if (kind === "vaultLocked") setState("storeLocked");
    else setState(evidence.systemError === "cannotAsk" ? "cannotAsk" : "notYou");
  };
  return (
    <main className="alone">
      <ScreenHeading title={lockWords.title} />
      <p>{lockCauseWords[lock.because]}</p>
      <p className="hint">{lockWords.lead}</p>
      <div role="alert">
        {state === "notYou" && <p>{lockWords.notYou}</p>}
        {state === "cannotAsk" && <p>{lockWords.cannotAsk}</p>}
        {state === "storeLocked" && <p>{lockWords.stillLocked}</p>}
      </div>
      <button type="button" className="primary" disabled={state === "asking"} onClick={() => void unlock()}>
        {state === "asking" ? lockWords.unlocking : lockWords.unlock}
      </button>
    </main>
  );
}
