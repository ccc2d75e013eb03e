// Asks an account for tokens of another API.
import { useRef, useState, type SubmitEvent } from "react";
import { accountsWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import { Field } from "./Field.tsx";

export function AddScopeSet({ accountId }: { readonly accountId: string }) {
  const { run, say } = useApp();
  const scopes = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string>();

  const add = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = readFields(new FormData(form));
    const found = problemOf(typed.scopes);
    setProblem(found);
    if (found !== undefined) return scopes.current?.focus();
    const label = typed.label === "" ? {} : { label: typed.label };
    const outcome = await run("addScopeSet", { accountId, scopes: typed.scopes, ...label });
    if (!outcome.ok) return;
    form.reset();
    say(accountsWords.added);
  };

  return (
    <form noValidate onSubmit={(event) => void add(event)}>
      <fieldset>
        <legend>{accountsWords.addScopeSet}</legend>
        <Field label={accountsWords.scopes} hint={accountsWords.addScopeSetHint} problem={problem}>
          {(ids) => <input {...ids} ref={scopes} name="scopes" type="text" autoComplete="off" spellCheck={false} />}
        </Field>
        <Field label={accountsWords.scopeSetLabel}>
          {(ids) => (
            <div className="withButton">
              <input {...ids} name="label" type="text" maxLength={80} autoComplete="off" />
              <button type="submit">{accountsWords.add}</button>
            </div>
          )}
        </Field>
      </fieldset>
    </form>
  );
}

function readFields(data: FormData): { readonly scopes: string; readonly label: string } {
  const text = (name: string): string => {
    const value = data.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  return { scopes: text("scopes"), label: text("label") };
}

function problemOf(scopes: string): string | undefined {
  if (scopes === "") return accountsWords.scopesEmpty;
  return scopes.length > 20_000 ? accountsWords.scopesTooLong : undefined;
}
