// Chosen connections as a JSON text without secrets, for others.
import { useState, type SubmitEvent } from "react";
import { settingsWords } from "../../shared/settingsWords.ts";
import { visibleProse } from "../../shared/visibleText.ts";
import { CopyLine } from "../setup/CopyLine.tsx";
import { useApp } from "../state/appContext.ts";

interface Exported {
  readonly count: number;
  readonly text: string;
  readonly file?: string;
}

export function ExportConnections() {
  const { snapshot, run } = useApp();
  const [exported, setExported] = useState<Exported>();
  const [none, setNone] = useState(false);
  const own = snapshot.connections.filter(({ kind }) => kind !== "practice");

  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const chosen = new FormData(event.currentTarget).getAll("connection");
    const connectionIds = own.map(({ id }) => id).filter((id) => chosen.includes(id));
    setNone(connectionIds.length === 0);
    setExported(undefined);
    if (connectionIds.length === 0) return;
    const outcome = await run("exportConnections", { connectionIds });
    if (outcome.ok) setExported({ ...outcome.value, count: connectionIds.length });
  };
  return (
    <section aria-labelledby="exportTitle">
      <h2 id="exportTitle">{settingsWords.exportTitle}</h2>
      <p className="hint">{settingsWords.exportHint}</p>
      {own.length === 0 ? (
        <p>{settingsWords.exportNoOwn}</p>
      ) : (
        <form onSubmit={(event) => void submit(event)}>
          <fieldset>
            <legend>{settingsWords.exportWhich}</legend>
            {own.map((connection) => (
              <label key={connection.id} className="check">
                <input type="checkbox" name="connection" value={connection.id} defaultChecked />
                {visibleProse(connection.label)}
              </label>
            ))}
          </fieldset>
          <button type="submit" className="alone">
            {settingsWords.export}
          </button>
        </form>
      )}
      <div aria-live="polite">
        {none && <p className="problem">{settingsWords.exportNone}</p>}
        {exported && (
          <p>
            {settingsWords.exported(exported.count)}{" "}
            {exported.file !== undefined && settingsWords.exportedTo(exported.file)}
          </p>
        )}
      </div>
      {exported && <CopyLine label={settingsWords.exportText} text={exported.text} labelled />}
    </section>
  );
}
