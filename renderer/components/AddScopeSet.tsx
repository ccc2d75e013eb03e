// Asks an account for tokens of another API, or of another tenant.
import { useRef, useState, type SubmitEvent } from "react";
import { hasTenants, otherTenantProblem, type AuthorityKind } from "../../shared/connection.ts";
import { accountsWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import { Field } from "./Field.tsx";

interface AddScopeSetProps {
  readonly accountId: string;
  readonly kind: AuthorityKind | undefined;
}

export function AddScopeSet({ accountId, kind }: AddScopeSetProps) {
  const { run, toast } = useApp();
  const scopes = useRef<HTMLInputElement>(null);
  const tenant = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string>();
  const [tenantProblem, setTenantProblem] = useState<string>();

  const add = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = readFields(new FormData(form));
    const found = problemOf(typed.scopes);
    const isNoTenant = typed.tenant !== "" && otherTenantProblem(kind ?? "openid", typed.tenant) !== undefined;
    setProblem(found);
    setTenantProblem(isNoTenant ? accountsWords.tenantProblem : undefined);
    if (found !== undefined) return scopes.current?.focus();
    if (isNoTenant) return tenant.current?.focus();
    const outcome = await run("addScopeSet", {
      accountId,
      scopes: typed.scopes,
      ...(typed.tenant !== "" && { tenant: typed.tenant }),
      ...(typed.label !== "" && { label: typed.label }),
    });
    if (!outcome.ok) return;
    form.reset();
    toast(accountsWords.added);
  };

  return (
    <form noValidate onSubmit={(event) => void add(event)}>
      <fieldset>
        <legend>{accountsWords.addScopeSet}</legend>
        <Field label={accountsWords.scopes} hint={accountsWords.addScopeSetHint} problem={problem}>
          {(ids) => <input {...ids} ref={scopes} name="scopes" type="text" autoComplete="off" spellCheck={false} />}
        </Field>
        {kind !== undefined && hasTenants(kind) && (
          <Field label={accountsWords.tenant} hint={accountsWords.tenantHint} problem={tenantProblem}>
            {(ids) => (
              <input
                {...ids}
                ref={tenant}
                name="tenant"
                type="text"
                maxLength={255}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
              />
            )}
          </Field>
        )}
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

function readFields(data: FormData): Readonly<Record<"scopes" | "tenant" | "label", string>> {
  const text = (name: string): string => {
    const value = data.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  return { scopes: text("scopes"), tenant: text("tenant").toLowerCase(), label: text("label") };
}

function problemOf(scopes: string): string | undefined {
  if (scopes === "") return accountsWords.scopesEmpty;
  return scopes.length > 20_000 ? accountsWords.scopesTooLong : undefined;
}
