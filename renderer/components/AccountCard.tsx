// One account: who, through which connection, its scope sets, and a fold with what is seldom needed.
import type { Connection } from "../../shared/connection.ts";
import { accountName, oneLine, tenantName } from "../../shared/displayNames.ts";
import { refreshTokenSurvives } from "../../shared/failure.ts";
import type { Account } from "../../shared/snapshot.ts";
import { accountsWords, grantWords } from "../../shared/uiWords.ts";
import { visible } from "../../shared/visibleText.ts";
import { useApp } from "../state/appContext.ts";
import { AddScopeSet } from "./AddScopeSet.tsx";
import { ConnectionTag } from "./ConnectionTag.tsx";
import { PasswordBadge } from "./PasswordBadge.tsx";
import { RenameForm } from "./RenameForm.tsx";
import { ScopeSetRow } from "./ScopeSetRow.tsx";
import { SignOut } from "./SignOut.tsx";
import { timeInWords } from "./time.ts";

interface AccountCardProps {
  readonly account: Account;
  readonly unfolded: boolean;
}

export function AccountCard({ account, unfolded }: AccountCardProps) {
  const { snapshot, screen } = useApp();
  const connection = snapshot.connections.find(({ id }) => id === account.connectionId);
  const name = accountName(account);

  return (
    <details className="card account" open={unfolded} data-asked={screen.accountId === account.id || undefined}>
      <summary>
        <h2>{name}</h2>
        <ConnectionTag connection={connection} />
        <PasswordBadge signedInBy={account.signedInBy} />
        {name !== visible(account.username) && account.unnamed !== true && (
          <span className="hint value">{visible(account.username)}</span>
        )}
      </summary>
      <AccountNotes account={account} />
      <ul className="scopeSets">
        {account.scopeSets.map((scopeSet) => (
          <li key={scopeSet.id}>
            <ScopeSetRow account={account} scopeSet={scopeSet} connection={connection} />
          </li>
        ))}
      </ul>
      <ManageAccount account={account} connection={connection} />
    </details>
  );
}

function AccountNotes({ account }: { readonly account: Account }) {
  const ends = account.refreshTokenEndsAt;
  return (
    <>
      {!account.saved && <p className="hint">{accountsWords.notSaved}</p>}
      {!account.hasRefreshToken && (
        <p className="hint">{wasRefused(account) ? accountsWords.refreshRefused : accountsWords.noRefresh}</p>
      )}
      {ends !== undefined && <p className="hint">{accountsWords.refreshEnds(timeInWords(ends))}</p>}
      {account.tenantProfiles
        ?.filter(({ isHome }) => !isHome)
        .map((profile) => (
          <p key={profile.tenant} className="hint" title={profile.tenant}>
            {accountsWords.guestIn(tenantName(profile), oneLine(profile.username ?? profile.localAccountId, 120))}
          </p>
        ))}
    </>
  );
}

/** A refresh token that was there and that the server no longer takes. */
function wasRefused({ scopeSets }: Account): boolean {
  return scopeSets.some(({ failure }) => failure !== undefined && !refreshTokenSurvives(failure));
}

interface ManageAccountProps {
  readonly account: Account;
  readonly connection: Connection | undefined;
}

function ManageAccount({ account, connection }: ManageAccountProps) {
  const { run, go, toast } = useApp();
  const rename = async (label: string): Promise<void> => {
    const outcome = await run("renameAccount", { accountId: account.id, label });
    if (outcome.ok) toast(accountsWords.renamed);
  };
  const signedIn = accountsWords.signedIn(grantWords[account.signedInBy], timeInWords(account.signedInAt));

  return (
    <details className="more">
      <summary>
        {accountsWords.manage} <span className="forEars">{accountName(account)}</span>
      </summary>
      <p className="hint">{signedIn}</p>
      <RenameForm
        label={accountsWords.rename}
        hint={accountsWords.renameHint}
        button={accountsWords.save}
        name={account.label ?? ""}
        onSave={(label) => void rename(label)}
      />
      <AddScopeSet accountId={account.id} kind={connection?.kind} />
      <div className="buttons start">
        <button
          type="button"
          onClick={() => go({ name: "signIn", accountId: account.id, connectionId: account.connectionId })}
        >
          {accountsWords.again}
        </button>
        <SignOut account={account} />
      </div>
    </details>
  );
}
