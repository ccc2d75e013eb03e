// Who is signed in, with the life of each access token and everything that can be done with it.
import { useEffect, useRef, useState } from "react";
import { lastUsedAccount } from "../../shared/accountOrder.ts";
import { cannotBeOpened, causeWords, comeBack } from "../../shared/storageCauseWords.ts";
import { accountsWords, screenTitles } from "../../shared/uiWords.ts";
import { AccountCard } from "../components/AccountCard.tsx";
import { ScreenHeading } from "../components/ScreenHeading.tsx";
import { useApp } from "../state/appContext.ts";

/** Above so many accounts only the one asked for, or the one used last, begins unfolded. */
const mostUnfolded = 8;

export function AccountsScreen() {
  const { snapshot, screen, go } = useApp();
  const { accounts } = snapshot;
  // As it was when the screen was opened: a copy must not fold one account and unfold another under the pointer.
  const [usedLast] = useState(() => lastUsedAccount(accounts)?.id);
  const opened = screen.accountId ?? usedLast;

  const count = accounts.length;
  const before = useRef(count);
  useEffect(() => {
    // The button that signed an account out has gone with it; a focus that is lost begins at the top of the window again.
    if (count < before.current && document.activeElement === document.body) document.querySelector("h1")?.focus();
    before.current = count;
  }, [count]);

  return (
    <>
      <ScreenHeading title={screenTitles.accounts} />
      {accounts.length === 0 ? (
        <section className="card">
          <Nobody />
        </section>
      ) : (
        <p className="hint">{accountsWords.count(accounts.length)}</p>
      )}
      <ul className="accounts">
        {accounts.map((account) => (
          <li key={account.id}>
            <AccountCard account={account} unfolded={accounts.length <= mostUnfolded || account.id === opened} />
          </li>
        ))}
      </ul>
      <button
        type="button"
        className={accounts.length === 0 ? "primary" : ""}
        onClick={() => go({ name: snapshot.connections.length === 0 ? "welcome" : "signIn" })}
      >
        {accounts.length === 0 ? screenTitles.signIn : accountsWords.signIn}
      </button>
    </>
  );
}

/** Whoever cannot be opened now is not called signed out. */
function Nobody() {
  const { waiting, cause, backEnd } = useApp().snapshot.storage;
  const { why, todo } = causeWords(cause, backEnd);
  return waiting === 0 ? (
    <p>
      <strong>{accountsWords.empty}</strong> {accountsWords.emptyHint}
    </p>
  ) : (
    <p>
      <strong>{cannotBeOpened(waiting)}.</strong> {accountsWords.reason(why)} {todo} {comeBack.desktop}
    </p>
  );
}
