// The accounts: what each is called, and the way out for each.
import { accountName } from "../../shared/displayNames.ts";
import { settingsWords } from "../../shared/settingsWords.ts";
import type { Account } from "../../shared/snapshot.ts";
import { accountsWords } from "../../shared/uiWords.ts";
import { PasswordBadge } from "../components/PasswordBadge.tsx";
import { RenameForm } from "../components/RenameForm.tsx";
import { SignOut } from "../components/SignOut.tsx";
import { useApp } from "../state/appContext.ts";

export function AccountList() {
  const { accounts } = useApp().snapshot;
  return (
    <section aria-labelledby="accountsTitle">
      <h2 id="accountsTitle">{settingsWords.accounts}</h2>
      {accounts.length === 0 && <p className="hint">{settingsWords.noAccounts}</p>}
      <ul className="accountRows">
        {accounts.map((account) => (
          <li key={account.id} aria-label={accountName(account)}>
            <AccountRow account={account} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function AccountRow({ account }: { readonly account: Account }) {
  const { run, toast } = useApp();
  const rename = async (label: string): Promise<void> => {
    const outcome = await run("renameAccount", { accountId: account.id, label });
    if (outcome.ok) toast(accountsWords.renamed);
  };
  return (
    <>
      <PasswordBadge signedInBy={account.signedInBy} />
      <RenameForm
        label={settingsWords.nameOf(accountName({ ...account, label: undefined }))}
        hint={accountsWords.renameHint}
        button={accountsWords.save}
        name={account.label ?? ""}
        onSave={(label) => void rename(label)}
      />
      <SignOut account={account} />
    </>
  );
}
