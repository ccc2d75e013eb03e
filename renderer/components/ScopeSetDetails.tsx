// What is seldom needed of a scope set: scopes, times, claims, its name, its removal.
import { useState } from "react";
import type { ScopeSet } from "../../shared/snapshot.ts";
import { scopeSetWords } from "../../shared/uiWords.ts";
import { visible } from "../../shared/visibleText.ts";
import { useApp } from "../state/appContext.ts";
import { ClaimsTable } from "./ClaimsTable.tsx";
import { ConfirmDialog } from "./ConfirmDialog.tsx";
import { RenameForm } from "./RenameForm.tsx";
import { timeInWords } from "./time.ts";

interface ScopeSetDetailsProps {
  readonly ids: { readonly accountId: string; readonly scopeSetId: string };
  readonly scopeSet: ScopeSet;
  readonly name: string;
}

export function ScopeSetDetails({ ids, scopeSet, name }: ScopeSetDetailsProps) {
  const { run, toast } = useApp();
  const [removing, setRemoving] = useState(false);
  const rename = async (label: string): Promise<void> => {
    const outcome = await run("renameScopeSet", { ...ids, label });
    if (outcome.ok) toast(scopeSetWords.renamed);
  };

  return (
    <details className="more">
      <summary>
        {scopeSetWords.more} <span className="forEars">{name}</span>
      </summary>
      <Facts scopeSet={scopeSet} />
      {scopeSet.token && <ClaimsTable key={scopeSet.token.issuedAt} ids={ids} name={name} />}
      <RenameForm
        label={scopeSetWords.rename}
        hint={scopeSetWords.renameHint}
        button={scopeSetWords.save}
        name={scopeSet.label ?? ""}
        onSave={(label) => void rename(label)}
      />
      <button type="button" className="danger" onClick={() => setRemoving(true)}>
        {scopeSetWords.remove}
      </button>
      {removing && (
        <ConfirmDialog
          title={scopeSetWords.removeTitle(name)}
          confirm={scopeSetWords.removeButton}
          onConfirm={() => void run("removeScopeSet", ids)}
          onClose={() => setRemoving(false)}
        >
          <p>{scopeSetWords.removeText}</p>
        </ConfirmDialog>
      )}
    </details>
  );
}

function Facts({ scopeSet }: { readonly scopeSet: ScopeSet }) {
  const { token } = scopeSet;
  return (
    <dl className="facts">
      <dt>{scopeSetWords.scopes}</dt>
      <dd className="value">{visible(scopeSet.scopes.join(" "))}</dd>
      {scopeSet.tenant !== undefined && (
        <>
          <dt>{scopeSetWords.tenant}</dt>
          <dd className="value">{visible(scopeSet.tenant)}</dd>
        </>
      )}
      {token && (
        <>
          <dt>{scopeSetWords.granted}</dt>
          <dd className="value">{visible(token.grantedScopes.join(" "))}</dd>
          {token.declinedScopes && (
            <>
              <dt>{scopeSetWords.declined}</dt>
              <dd className="value">{visible(token.declinedScopes.join(" "))}</dd>
            </>
          )}
          <dt>{scopeSetWords.issued}</dt>
          <dd>{timeInWords(token.issuedAt)}</dd>
          <dt>{scopeSetWords.ends}</dt>
          <dd>{timeInWords(token.expiresAt)}</dd>
          {token.extendedExpiresAt !== undefined && (
            <>
              <dt>{scopeSetWords.outageEnd}</dt>
              <dd>{timeInWords(token.extendedExpiresAt)}</dd>
            </>
          )}
        </>
      )}
    </dl>
  );
}
