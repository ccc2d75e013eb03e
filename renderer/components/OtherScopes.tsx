// Scopes in place of the connection's, folded away.
import type { Ref } from "react";
import { signInWords } from "../../shared/uiWords.ts";
import { visible } from "../../shared/visibleText.ts";
import { Field } from "./Field.tsx";
import type { TextProblem } from "./textProblem.ts";

interface OtherScopesProps {
  readonly ref: Ref<HTMLInputElement>;
  readonly problem: TextProblem | undefined;
  readonly usual: readonly string[];
}

export function OtherScopes({ ref, problem, usual }: OtherScopesProps) {
  return (
    <details className="more" open={problem !== undefined || undefined}>
      <summary>{signInWords.otherScopes}</summary>
      <Field
        label={signInWords.otherScopesLabel}
        hint={signInWords.otherScopesHint(visible(usual.join(" ")))}
        problem={problem && signInWords.scopesProblem[problem]}
      >
        {(ids) => <input {...ids} ref={ref} name="scopes" type="text" autoComplete="off" spellCheck={false} />}
      </Field>
    </details>
  );
}
