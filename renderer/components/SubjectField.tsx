// A choice of whom something is about.
import { Field } from "./Field.tsx";
import type { Subject } from "../state/subjects.ts";

interface SubjectFieldProps {
  readonly label: string;
  readonly subjects: readonly Subject[];
  readonly chosen: string;
  /** A first choice that stands for all of them. */
  readonly all?: string;
  readonly onChoose: (key: string) => void;
}

export function SubjectField({ label, subjects, chosen, all, onChoose }: SubjectFieldProps) {
  return (
    <Field label={label}>
      {(ids) => (
        <select {...ids} value={chosen} onChange={(event) => onChoose(event.target.value)}>
          {all !== undefined && <option value="">{all}</option>}
          {subjects.map(({ key, label: name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
