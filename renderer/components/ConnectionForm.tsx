// The fields of a connection. What is typed stays in the fields; problems come from the program.
import { useEffect, useRef, useState, type SubmitEvent } from "react";
import type { ConnectionDraft, ConnectionField, ConnectionProblems } from "../../shared/connection.ts";
import { connectionProblemWords } from "../../shared/connectionWords.ts";
import { placeStepWords } from "../../shared/setupUiWords.ts";
import { colourWords, connectionFieldWords, connectionWords, frameWords, kindWords } from "../../shared/uiWords.ts";
import { ConnectionAdvanced } from "./ConnectionAdvanced.tsx";
import { Field, type FieldIds } from "./Field.tsx";

interface ConnectionFormProps {
  readonly draft: ConnectionDraft;
  readonly problems: ConnectionProblems;
  /** The field that a failure points at. */
  readonly focusOn?: ConnectionField | undefined;
  readonly onSave: (draft: ConnectionDraft) => void;
  readonly onCancel: () => void;
}

export function ConnectionForm({ draft, problems, focusOn, onSave, onCancel }: ConnectionFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState(draft.kind);

  useEffect(() => {
    if (Object.keys(problems).length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [problems]);
  useEffect(() => {
    if (focusOn !== undefined) form.current?.querySelector<HTMLElement>(`[name=${focusOn}]`)?.focus();
  }, [focusOn]);

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onSave(readDraft(new FormData(event.currentTarget)));
  };
  const text = (name: ConnectionField, hint = connectionFieldWords[name].hint) => (
    <Field label={connectionFieldWords[name].label} hint={hint} problem={words(problems, name)}>
      {(ids) => <TextInput {...ids} name={name} typed={draft[name] ?? ""} />}
    </Field>
  );

  return (
    <form ref={form} noValidate onSubmit={submit}>
      <Field label={connectionFieldWords.kind.label} problem={words(problems, "kind")}>
        {(ids) => (
          <select {...ids} name="kind" value={kind} onChange={(event) => setKind(event.target.value)}>
            {kinds.map((one) => (
              <option key={one} value={one}>
                {kindWords[one]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {text("label")}
      <Field
        label={connectionFieldWords.colour.label}
        hint={connectionFieldWords.colour.hint}
        problem={words(problems, "colour")}
      >
        {(ids) => (
          <select {...ids} name="colour" defaultValue={draft.colour}>
            {Object.entries(colourWords).map(([colour, word]) => (
              <option key={colour} value={colour}>
                {word}
              </option>
            ))}
          </select>
        )}
      </Field>
      {text("authority", addressHint(kind))}
      <div hidden={kind !== "entra"}>{text("tenant")}</div>
      {text("clientId")}
      {text("scopes")}
      <ConnectionAdvanced kind={kind} draft={draft} problemOf={(field) => words(problems, field)} focusOn={focusOn} />
      <div className="buttons">
        <button type="button" onClick={onCancel}>
          {frameWords.cancel}
        </button>
        <button type="submit" className="primary">
          {connectionWords.save}
        </button>
      </div>
    </form>
  );
}

const kinds = ["entra", "adfs", "b2c", "ciam", "openid"] as const;

function addressHint(kind: string): string {
  if (kind === "openid") return connectionWords.issuerHint;
  return kind === "adfs" || kind === "b2c" || kind === "ciam"
    ? placeStepWords.addressHint[kind]
    : connectionFieldWords.authority.hint;
}

type TextInputProps = FieldIds & { readonly name: ConnectionField; readonly typed: string };

function TextInput({ typed, ...input }: TextInputProps) {
  const type = input.name === "authority" ? "url" : "text";
  return (
    <input {...input} type={type} defaultValue={typed} autoComplete="off" autoCapitalize="none" spellCheck={false} />
  );
}

function words(problems: ConnectionProblems, field: ConnectionField): string | undefined {
  const problem = problems[field];
  return problem && connectionProblemWords[problem];
}

function readDraft(data: FormData): ConnectionDraft {
  const typed = (name: ConnectionField): string => {
    const value = data.get(name);
    return typeof value === "string" ? value : "";
  };
  const kind = typed("kind");
  return {
    kind,
    label: typed("label"),
    colour: typed("colour"),
    authority: typed("authority"),
    tenant: kind === "entra" ? typed("tenant") : "",
    clientId: typed("clientId"),
    scopes: typed("scopes"),
    ...(kind === "entra" ? { federation: typed("federation"), mexAddress: typed("mexAddress") } : {}),
    caFile: typed("caFile"),
  };
}
