// One scope set: its state, the life of its access token, and the ways to copy it.
import { scopeSetName } from "../../shared/displayNames.ts";
import type { Connection } from "../../shared/connection.ts";
import type { Account, ScopeSet } from "../../shared/snapshot.ts";
import { servesUntil } from "../../shared/outage.ts";
import { needsPerson } from "../../shared/outlook.ts";
import { scopeSetStateWords, scopeSetWords } from "../../shared/uiWords.ts";
import { visible } from "../../shared/visibleText.ts";
import { useApp } from "../state/appContext.ts";
import { useNow } from "../state/useNow.ts";
import { CopyAs } from "./CopyAs.tsx";
import { CopyButton } from "./CopyButton.tsx";
import { FailureCard } from "./FailureCard.tsx";
import { NeedsYou } from "./NeedsYou.tsx";
import { LifeBar } from "./LifeBar.tsx";
import { ScopeSetDetails } from "./ScopeSetDetails.tsx";
import { StateIcon } from "./StateIcon.tsx";
import { timeInWords } from "./time.ts";

interface ScopeSetRowProps {
  readonly account: Account;
  readonly scopeSet: ScopeSet;
  readonly connection: Connection | undefined;
}

export function ScopeSetRow({ account, scopeSet, connection }: ScopeSetRowProps) {
  const { run, toast } = useApp();
  const name = scopeSetName(scopeSet);
  const ids = { accountId: account.id, scopeSetId: scopeSet.id };
  const newToken = async (): Promise<void> => {
    const outcome = await run("newToken", ids);
    if (outcome.ok) toast(scopeSetWords.gotNew(timeInWords(outcome.value.expiresAt)));
  };
  // The token at hand still lives, and is the last one until somebody signs in.
  const refused = scopeSet.state === "ready" && scopeSet.failure && needsPerson(scopeSet.failure) && scopeSet.token;
  const getNew = (): void => void newToken();

  return (
    <article className="scopeSet" aria-label={name}>
      <ScopeSetHead scopeSet={scopeSet} name={name} />
      {scopeSet.token ? (
        <LifeBar token={scopeSet.token} name={name} />
      ) : (
        <p className="hint">{scopeSetWords.noToken}</p>
      )}
      <InOutage scopeSet={scopeSet} />
      {scopeSet.state === "waiting" && scopeSet.nextTryAt !== undefined && (
        <p className="hint">{scopeSetWords.nextTry(timeInWords(scopeSet.nextTryAt))}</p>
      )}
      {refused && <p className="warn">{scopeSetWords.refusedSoon(timeInWords(refused.expiresAt))}</p>}
      <div className="actions">
        {(scopeSet.state === "needsYou" || refused) && <NeedsYou account={account} scopeSet={scopeSet} />}
        <CopyButton name={name} onCopy={() => run("copyToken", { ...ids, format: "raw" })} />
        <button type="button" onClick={getNew}>
          {scopeSetWords.newToken}
          <span className="forEars"> {name}</span>
        </button>
        <CopyAs ids={ids} name={name} />
      </div>
      {scopeSet.failure && (
        <details className="more">
          <summary>{scopeSetWords.whatHappened}</summary>
          <FailureCard
            failure={scopeSet.failure}
            connection={connection}
            accountId={account.id}
            scopes={scopeSet.scopes}
            tenant={scopeSet.tenant}
            steps={{ tryAgain: getNew, newToken: getNew, unlockStorage: getNew }}
            unnamed
          />
        </details>
      )}
      <ScopeSetDetails ids={ids} scopeSet={scopeSet} name={name} />
    </article>
  );
}

function InOutage({ scopeSet }: { readonly scopeSet: ScopeSet }) {
  const until = servesUntil(scopeSet, useNow());
  return until === undefined ? null : <p className="hint">{scopeSetWords.inOutage(timeInWords(until))}</p>;
}

function ScopeSetHead({ scopeSet, name }: { readonly scopeSet: ScopeSet; readonly name: string }) {
  const now = useNow();
  const resource = scopeSet.token?.resource;
  // The clock may be ahead of the picture: a token that has ended is not called ready.
  const ended = scopeSet.state === "ready" && scopeSet.token !== undefined && scopeSet.token.expiresAt <= now;
  const state = ended ? "expired" : scopeSet.state;
  return (
    <div className="scopeSetHead">
      <h3>{name}</h3>
      {scopeSet.label !== undefined && resource !== undefined && resource !== scopeSet.label && (
        <span className="hint">{visible(resource)}</span>
      )}
      <span className="state" data-state={state}>
        <StateIcon state={state} />
        {scopeSetStateWords[state]}
      </span>
    </div>
  );
}
