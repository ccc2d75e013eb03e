// A sign-in that went well.
import { useEffect, useRef } from "react";
import { accountName } from "../../shared/displayNames.ts";
import { signInWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";

export function SignedIn({ accountId, onAnother }: { readonly accountId: string; readonly onAnother: () => void }) {
  const { snapshot, go } = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const account = snapshot.accounts.find(({ id }) => id === accountId);

  return (
    <section className="card good" aria-labelledby="signedInTitle">
      <h2 id="signedInTitle" ref={heading} tabIndex={-1}>
        {signInWords.succeededTitle}
      </h2>
      {account && <p>{signInWords.succeeded(accountName(account))}</p>}
      <div className="buttons">
        <button type="button" className="primary" onClick={() => go({ name: "accounts", accountId })}>
          {signInWords.toAccounts}
        </button>
        <button type="button" onClick={onAnother}>
          {signInWords.another}
        </button>
      </div>
    </section>
  );
}
