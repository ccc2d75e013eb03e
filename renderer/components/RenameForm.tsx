// A name that a person gives: one field and a button.
import type { SubmitEvent } from "react";
import { Field } from "./Field.tsx";

interface RenameFormProps {
  readonly label: string;
  readonly hint: string;
  readonly button: string;
  readonly name: string;
  readonly onSave: (name: string) => void;
}

export function RenameForm({ label, hint, button, name, onSave }: RenameFormProps) {
  const save = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get("label");
    onSave(typeof typed === "string" ? typed.trim() : "");
  };
  return (
    <form onSubmit={save}>
      <Field label={label} hint={hint}>
        {(ids) => (
          <div className="withButton">
            <input {...ids} key={name} name="label" type="text" maxLength={80} defaultValue={name} autoComplete="off" />
            <button type="submit">{button}</button>
          </div>
        )}
      </Field>
    </form>
  );
}
