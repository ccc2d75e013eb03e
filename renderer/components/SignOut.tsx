// Signs an account out, after saying what that does and what it cannot do.
import { useState } from "react";
import { accountName } from "../../shared/displayNames.ts";
import type { Account } from "../../shared/snapshot.ts";
import { accountsWords } from "../../shared/uiWords.ts";
import { useApp } from "../state/appContext.ts";
import { ConfirmDialog } from "./ConfirmDialog.tsx";
import { ExternalLink } from "./ExternalLink.tsx";

export function SignOut({ account }: { readonly account: Account }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" className="danger" onClick={() => setAsking(true)}>
        {accountsWords.signOut}
      </button>
      {asking && <SignOutDialog account={account} onClose={() => setAsking(false)} />}
    </>
  );
}

interface SignOutDialogProps {
  readonly account: Account;
  readonly onClose: () => void;
}

export function SignOutDialog({ account, onClose }: SignOutDialogProps) {
  const { snapshot, run } = useApp();
  const kind = snapshot.connections.find(({ id }) => id === account.connectionId)?.kind;
  return (
    <ConfirmDialog
      title={accountsWords.signOutTitle(accountName(account))}
      confirm={accountsWords.signOutButton}
      onConfirm={() => void run("signOut", { accountId: account.id })}
      onClose={onClose}
    >
      <p>
        {accountsWords.signOutText} {accountsWords.signOutLives}
      </p>
      {kind === "entra" && (
        <p>
          <ExternalLink link="signOutEverywhere">{accountsWords.signOutEverywhere}</ExternalLink>
        </p>
      )}
    </ConfirmDialog>
  );
}
