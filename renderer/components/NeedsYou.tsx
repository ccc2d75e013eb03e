// What a scope set that needs a person offers: the way on that its failure names, and why.
import { actionLabel, explain, type Action } from "../../shared/explain.ts";
import type { Account, ScopeSet } from "../../shared/snapshot.ts";
import { scopeSetName } from "../../shared/displayNames.ts";
import { failureWords } from "../../shared/uiWords.ts";
import { useWaysOn } from "../state/useWaysOn.ts";
import { useWhy } from "../state/useWhy.ts";

interface NeedsYouProps {
  readonly account: Account;
  readonly scopeSet: ScopeSet;
}

const again: Action = { kind: "signInAgain" };

export function NeedsYou({ account, scopeSet }: NeedsYouProps) {
  const failure = scopeSet.failure ?? { kind: "signInNeeded", at: 0, evidence: {} };
  const ways = useWaysOn({ failure, accountId: account.id, scopes: scopeSet.scopes, tenant: scopeSet.tenant });
  const why = useWhy({ accountId: account.id, scopeSetId: scopeSet.id });
  const named = explain(failure, { signedInBy: account.signedInBy }).action;
  // Where the password form cannot help, it is not what is offered first.
  const action = named?.kind === "browserSignIn" || named?.kind === "deviceCodeSignIn" ? named : again;
  const name = <span className="forEars"> {scopeSetName(scopeSet)}</span>;
  return (
    <>
      <button type="button" className="primary" onClick={ways.press(action)}>
        {actionLabel(action)}
        {name}
      </button>
      {why && (
        <button type="button" onClick={why}>
          {failureWords.whyNeeded}
          {name}
        </button>
      )}
    </>
  );
}
