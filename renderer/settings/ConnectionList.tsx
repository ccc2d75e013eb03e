// The connections: edit, remove after a word about whom that signs out, and add.
import { useState } from "react";
import type { Connection } from "../../shared/connection.ts";
import { settingsWords } from "../../shared/settingsWords.ts";
import { connectionWords, frameWords } from "../../shared/uiWords.ts";
import { visibleProse } from "../../shared/visibleText.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { ConnectionTag } from "../components/ConnectionTag.tsx";
import { useApp } from "../state/appContext.ts";

export function ConnectionList() {
  const { snapshot, go } = useApp();
  const [removing, setRemoving] = useState<Connection>();
  return (
    <section aria-labelledby="connectionsTitle">
      <h2 id="connectionsTitle">{settingsWords.connections}</h2>
      <ul className="rows">
        {snapshot.connections.map((connection) => (
          <li key={connection.id}>
            <ConnectionTag connection={connection} />
            {connection.id !== "practice" && (
              <span className="buttons">
                {connection.kind !== "practice" && (
                  <button
                    type="button"
                    aria-label={settingsWords.edit(visibleProse(connection.label))}
                    onClick={() => go({ name: "connection", connectionId: connection.id })}
                  >
                    {frameWords.edit}
                  </button>
                )}
                <button
                  type="button"
                  className="danger"
                  aria-label={settingsWords.removeNamed(visibleProse(connection.label))}
                  onClick={() => setRemoving(connection)}
                >
                  {settingsWords.remove}
                </button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <div className="buttons start">
        <button type="button" onClick={() => go({ name: "setup" })}>
          {settingsWords.setUp}
        </button>
        <button type="button" onClick={() => go({ name: "connection" })}>
          {settingsWords.add}
        </button>
      </div>
      {removing && <RemoveDialog connection={removing} onClose={() => setRemoving(undefined)} />}
    </section>
  );
}

interface RemoveDialogProps {
  readonly connection: Connection;
  readonly onClose: () => void;
}

function RemoveDialog({ connection, onClose }: RemoveDialogProps) {
  const { snapshot, run, toast } = useApp();
  const { id } = connection;
  const label = visibleProse(connection.label);
  const users = snapshot.accounts.filter(({ connectionId }) => connectionId === id).length;
  const remove = async (): Promise<void> => {
    const outcome = await run("removeConnection", { connectionId: id });
    if (outcome.ok) toast(settingsWords.removed(label));
  };
  return (
    <ConfirmDialog
      title={connectionWords.removeTitle(label)}
      confirm={connectionWords.removeButton}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>{connectionWords.removeText(users)}</p>
    </ConfirmDialog>
  );
}
