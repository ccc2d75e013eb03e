// The user name, for the password and as a hint for the other ways.
import type { Ref } from "react";
import { signInWords } from "../../shared/uiWords.ts";
import { Field } from "./Field.tsx";
import type { TextProblem } from "./textProblem.ts";

interface UsernameFieldProps {
  readonly ref: Ref<HTMLInputElement>;
  readonly problem: TextProblem | undefined;
  readonly defaultValue: string;
  readonly onType: (text: string) => void;
}

export function UsernameField({ ref, problem, defaultValue, onType }: UsernameFieldProps) {
  return (
    <Field label={signInWords.username} problem={problem && signInWords.usernameProblem[problem]}>
      {(ids) => (
        <input
          {...ids}
          ref={ref}
          name="username"
          type="text"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          defaultValue={defaultValue}
          onInput={(event) => onType(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
