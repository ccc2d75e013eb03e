// What few connections need: where passwords are checked, and a certificate authority of the company's own.
import { useState } from "react";
import type { ConnectionDraft, ConnectionField, FederationMode } from "../../shared/connection.ts";
import { connectionFieldWords, connectionWords, federationModeWords } from "../../shared/uiWords.ts";
import { Field, type FieldIds } from "./Field.tsx";

interface ConnectionAdvancedProps {
  readonly kind: string;
  readonly draft: ConnectionDraft;
  readonly problemOf: (field: ConnectionField) => string | undefined;
  /** The field that a failure points at. */
  readonly focusOn?: ConnectionField | undefined;
}

/** Folded, unless there is something in it that the person should see. */
export function ConnectionAdvanced({ kind, draft, problemOf, focusOn }: ConnectionAdvancedProps) {
  const [unfolded, setUnfolded] = useState(() => fields.some((field) => field === focusOn || isUsed(draft[field])));
  const [mode, setMode] = useState(modeOf(draft));
  const hasProblem = fields.some((field) => problemOf(field) !== undefined);
  const text = (name: "mexAddress" | "caFile") => (
    <Field {...connectionFieldWords[name]} problem={problemOf(name)}>
      {(ids) => <PlainInput {...ids} name={name} typed={draft[name] ?? ""} />}
    </Field>
  );
  return (
    <details className="more" open={unfolded || hasProblem} onToggle={(event) => setUnfolded(event.currentTarget.open)}>
      <summary>{connectionWords.advanced}</summary>
      <div className="fields" hidden={kind !== "entra"}>
        <Field {...connectionFieldWords.federation} problem={problemOf("federation")}>
          {(ids) => (
            <select {...ids} name="federation" value={mode} onChange={(event) => setMode(event.target.value)}>
              {Object.entries(federationModeWords).map(([one, words]) => (
                <option key={one} value={one}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div hidden={mode !== "ownMex"}>{text("mexAddress")}</div>
      </div>
      {text("caFile")}
    </details>
  );
}

const fields = ["federation", "mexAddress", "caFile"] as const;
const usual: FederationMode = "automatic";

function modeOf({ federation = "" }: ConnectionDraft): string {
  return federation === "" ? usual : federation;
}

function isUsed(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== usual;
}

type PlainInputProps = FieldIds & { readonly name: string; readonly typed: string };

function PlainInput({ typed, ...input }: PlainInputProps) {
  const type = input.name === "mexAddress" ? "url" : "text";
  return (
    <input {...input} type={type} defaultValue={typed} autoComplete="off" autoCapitalize="none" spellCheck={false} />
  );
}
