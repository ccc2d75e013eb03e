// What runs here, where things are kept, what is good to know, and the way to start over.
import { useState } from "react";
import { aboutWords, frameWords } from "../../shared/uiWords.ts";
import { AboutFacts } from "../components/AboutFacts.tsx";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { LinkList } from "../components/LinkList.tsx";
import { PasswordAdvice } from "../components/PasswordAdvice.tsx";
import { useQuit } from "../components/useQuit.tsx";
import { ScreenHeading } from "../components/ScreenHeading.tsx";
import { useApp } from "../state/appContext.ts";

export function AboutScreen() {
  const { quit, question } = useQuit();
  return (
    <>
      <ScreenHeading title={frameWords.about} />
      <AboutFacts />
      <section aria-labelledby="linksTitle">
        <h2 id="linksTitle">{aboutWords.links}</h2>
        <LinkList />
        <PasswordAdvice />
      </section>
      <StartOver />
      <p className="hint">{aboutWords.trademark}</p>
      <button type="button" onClick={quit}>
        {aboutWords.quit}
      </button>
      {question}
    </>
  );
}

function StartOver() {
  const { snapshot, run, toast, go } = useApp();
  const keeperIsSystem = snapshot.about.host === "desktop" && snapshot.storage.kind !== "memoryOnly";
  const [asking, setAsking] = useState(false);
  const removeEverything = async (): Promise<void> => {
    const outcome = await run("removeEverything", { confirmed: true });
    if (!outcome.ok) return;
    go({ name: "welcome" });
    toast(aboutWords.removed);
  };
  return (
    <section aria-labelledby="startOverTitle">
      <h2 id="startOverTitle">{aboutWords.removeTitle}</h2>
      <p>{aboutWords.removeText}</p>
      <button type="button" className="danger" onClick={() => setAsking(true)}>
        {aboutWords.remove}
      </button>
      {asking && (
        <ConfirmDialog
          title={aboutWords.removeConfirmTitle}
          confirm={aboutWords.removeConfirm}
          onConfirm={() => void removeEverything()}
          onClose={() => setAsking(false)}
        >
          <p>{aboutWords.removeConfirmText}</p>
          {keeperIsSystem && <p>{aboutWords.keyStays}</p>}
        </ConfirmDialog>
      )}
    </section>
  );
}
