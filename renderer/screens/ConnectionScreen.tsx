// Where one signs in and as which app: a plain form, checked by the program, with each problem at its field.
import { useState } from "react";
import type { ConnectionDraft, ConnectionProblems } from "../../shared/connection.ts";
import { connectionWords } from "../../shared/uiWords.ts";
import { visibleProse } from "../../shared/visibleText.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { ConnectionForm } from "../components/ConnectionForm.tsx";
import { ScreenHeading } from "../components/ScreenHeading.tsx";
import { useApp } from "../state/appContext.ts";

const emptyDraft: ConnectionDraft = {
  kind: "entra",
  label: "",
  colour: "blue",
  authority: "https://login.microsoftonline.com",
  tenant: "",
  clientId: "",
  scopes: "https://graph.microsoft.com/User.Read",
};

export function ConnectionScreen() {
  const { snapshot, screen, run, go, say, toast } = useApp();
  const [problems, setProblems] = useState<ConnectionProblems>({});
  const [removing, setRemoving] = useState(false);
  const edited = snapshot.connections.find(({ id, kind }) => id === screen.connectionId && kind !== "practice");
  const users = snapshot.accounts.filter(({ connectionId }) => connectionId === edited?.id).length;

  const save = async (draft: ConnectionDraft): Promise<void> => {
    const outcome = await run("saveConnection", { draft, ...(edited && { connectionId: edited.id }) });
    if (!outcome.ok) return;
    if (!outcome.value.saved) {
      setProblems(outcome.value.problems);
      say(connectionWords.problems(Object.keys(outcome.value.problems).length));
      return;
    }
    toast(connectionWords.saved);
    go({ name: "signIn", connectionId: outcome.value.connectionId });
  };
  const remove = async (connectionId: string): Promise<void> => {
    const outcome = await run("removeConnection", { connectionId });
    if (outcome.ok) go({ name: "settings" });
  };

  return (
    <>
      <ScreenHeading
        title={edited ? connectionWords.editTitle(visibleProse(edited.label)) : connectionWords.addTitle}
        takesFocus={screen.field === undefined}
      />
      <p className="lead">{connectionWords.lead}</p>
      <ConnectionForm
        key={edited?.id ?? "new"}
        draft={edited ? { ...pick(edited), scopes: edited.scopes.join(" ") } : emptyDraft}
        problems={problems}
        focusOn={screen.field}
        onSave={(draft) => void save(draft)}
        onCancel={() => go({ name: "signIn", ...(edited && { connectionId: edited.id }) })}
      />
      {edited && (
        <div className="apart">
          <button type="button" className="danger" onClick={() => setRemoving(true)}>
            {connectionWords.remove}
          </button>
        </div>
      )}
      {edited && removing && (
        <ConfirmDialog
          title={connectionWords.removeTitle(visibleProse(edited.label))}
          confirm={connectionWords.removeButton}
          onConfirm={() => void remove(edited.id)}
          onClose={() => setRemoving(false)}
        >
          <p>{connectionWords.removeText(users)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function pick(connection: Omit<ConnectionDraft, "scopes">): Omit<ConnectionDraft, "scopes"> {
  const { kind, label, colour, authority, tenant, clientId, federation, mexAddress, caFile } = connection;
  return { kind, label, colour, authority, tenant, clientId, federation, mexAddress, caFile };
}
