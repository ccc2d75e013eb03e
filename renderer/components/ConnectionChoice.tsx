// Which connection to sign in with, and the ways to add or edit one.
import type { Connection } from "../../shared/connection.ts";
import { frameWords, signInWords } from "../../shared/uiWords.ts";
import { visibleProse } from "../../shared/visibleText.ts";
import { useApp } from "../state/appContext.ts";
import { useEditConnection } from "../state/useEditConnection.ts";
import { Field } from "./Field.tsx";

interface ConnectionChoiceProps {
  readonly chosen: Connection;
  readonly onChoose: (connectionId: string) => void;
}

export function ConnectionChoice({ chosen, onChoose }: ConnectionChoiceProps) {
  const { snapshot, go } = useApp();
  const edit = useEditConnection()(chosen);
  return (
    <div className="connectionChoice">
      <Field label={signInWords.connection}>
        {(ids) => (
          <select {...ids} value={chosen.id} onChange={(event) => onChoose(event.target.value)}>
            {snapshot.connections.map((connection) => (
              <option key={connection.id} value={connection.id}>
                {visibleProse(connection.label)}
                {connection.kind === "practice" && ` (${frameWords.practice})`}
              </option>
            ))}
          </select>
        )}
      </Field>
      <p className="inlineActions">
        <button type="button" className="link" onClick={() => go({ name: "connection" })}>
          {signInWords.addConnection}
        </button>
        {edit && (
          <button type="button" className="link" onClick={edit}>
            {signInWords.editConnection}
          </button>
        )}
      </p>
    </div>
  );
}
