// What runs here, where things are kept, the settings, and the way to start over.
import { useState } from "react";
import { aboutWords, frameWords, screenTitles } from "../../shared/uiWords.ts";
import { AboutFacts } from "../components/AboutFacts.tsx";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { ConnectionTag } from "../components/ConnectionTag.tsx";
import { LinkList } from "../components/LinkList.tsx";
import { ScreenHeading } from "../components/ScreenHeading.tsx";
import { SettingsForm } from "../components/SettingsForm.tsx";
import { useApp } from "../state/appContext.ts";

export function AboutScreen() {
  const { run } = useApp();
  return (
    <>
      <ScreenHeading title={screenTitles.about} />
      <AboutFacts />
      <SettingsForm />
      <Connections />
      <section aria-labelledby="linksTitle">
        <h2 id="linksTitle">{aboutWords.links}</h2>
        <LinkList />
      </section>
      <StartOver />
      <p className="hint">{aboutWords.trademark}</p>
      <button type="button" onClick={() => void run("quit", {})}>
        {aboutWords.quit}
      </button>
    </>
  );
}

function Connections() {
  const { snapshot, go } = useApp();
  return (
    <section aria-labelledby="connectionsTitle">
      <h2 id="connectionsTitle">{aboutWords.connections}</h2>
      <ul className="rows">
        {snapshot.connections.map((connection) => (
          <li key={connection.id}>
            <ConnectionTag connection={connection} />
            {connection.kind !== "practice" && (
              <button
                type="button"
                aria-label={aboutWords.editConnection(connection.label)}
                onClick={() => go({ name: "connection", connectionId: connection.id })}
              >
                {frameWords.edit}
              </button>
            )}
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => go({ name: "connection" })}>
        {aboutWords.addConnection}
      </button>
    </section>
  );
}

function StartOver() {
  const { run, say, go } = useApp();
  const [asking, setAsking] = useState(false);
  const removeEverything = async (): Promise<void> => {
    const outcome = await run("removeEverything", { confirmed: true });
    if (!outcome.ok) return;
    go({ name: "welcome" });
    say(aboutWords.removed);
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
        </ConfirmDialog>
      )}
    </section>
  );
}
