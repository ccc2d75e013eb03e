// A text field of the guide, with the problem that the program found in it.
import { useEffect, useRef } from "react";
import type { ConnectionProblem } from "../../shared/connection.ts";
import { connectionProblemWords } from "../../shared/connectionWords.ts";
import { Field } from "../components/Field.tsx";

interface GuideFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly longest: number;
  readonly problem?: ConnectionProblem | undefined;
  /** The first of several problems takes the focus. */
  readonly takesFocus?: boolean;
  readonly onType: (text: string) => void;
}

export function GuideField({ label, hint, value, longest, problem, takesFocus = true, onType }: GuideFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (problem !== undefined && takesFocus) input.current?.focus();
  }, [problem, takesFocus]);
  return (
    <Field label={label} hint={hint} problem={problem && connectionProblemWords[problem]}>
      {(ids) => (
        <input
          {...ids}
          ref={input}
          type="text"
          value={value}
          maxLength={longest}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </Field>
  );
}
