// A sign-in of the guide that went well: who it is, and tokens for the other scope sets.
import { useEffect, useRef, useState } from "react";
import { accountName } from "../../shared/displayNames.ts";
import type { Failure } from "../../shared/failure.ts";
import type { Account } from "../../shared/snapshot.ts";
import { scopeRules } from "../../shared/scopeRules.ts";
import { tryStepWords } from "../../shared/setupUiWords.ts";
import { FailureCard } from "../components/FailureCard.tsx";
import { useApp } from "../state/appContext.ts";
import { kindOf } from "./places.ts";
import { listOf, setsOf } from "./scopeSets.ts";
import type { Guide } from "./useGuide.ts";

interface TriedWellProps {
  readonly guide: Guide;
  readonly account: Account;
  readonly onAnother: () => void;
}

export function TriedWell({ guide, account, onAnother }: TriedWellProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="card good">
      <h3 ref={heading} tabIndex={-1}>
        {tryStepWords.works(accountName(account))}
      </h3>
      <OtherSets guide={guide} account={account} />
      <button type="button" onClick={onAnother}>
        {tryStepWords.another}
      </button>
    </div>
  );
}

function OtherSets({ guide, account }: Pick<TriedWellProps, "guide" | "account">) {
  const { ask } = useApp();
  const [failure, setFailure] = useState<Failure>();
  const { same } = scopeRules(kindOf[guide.answers.place]);
  const has = (set: string): boolean =>
    account.scopeSets.some(({ scopes, tenant }) => tenant === undefined && same(scopes, listOf(set)));
  const wanted = setsOf(guide.answers.draft.scopes)
    .slice(1)
    .map((set) => listOf(set).join(" "))
    .filter((set) => set !== "");
  const missing = wanted.filter((set) => !has(set));

  const add = async (): Promise<void> => {
    setFailure(undefined);
    for (const scopes of missing) {
      const outcome = await ask("addScopeSet", { accountId: account.id, scopes });
      if (!outcome.ok) return setFailure(outcome.failure);
    }
  };
  return (
    <>
      {missing.length > 0 && (
        <button type="button" onClick={() => void add()}>
          {tryStepWords.otherSets(missing.length)}
        </button>
      )}
      <div aria-live="polite">{wanted.length > 0 && missing.length === 0 && <p>{tryStepWords.otherSetsDone}</p>}</div>
      {failure && (
        <FailureCard
          key={failure.at}
          failure={failure}
          accountId={account.id}
          steps={{ tryAgain: () => void add(), newToken: () => void add() }}
          takesFocus
        />
      )}
    </>
  );
}
