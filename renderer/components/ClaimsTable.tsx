// The decoded claims of an access token, fetched when asked for and forgotten when folded away. Never the token.
import { useState } from "react";
import type { Claims } from "../../shared/contract.ts";
import { scopeSetWords } from "../../shared/uiWords.ts";
import { visible } from "../../shared/visibleText.ts";
import { useApp } from "../state/appContext.ts";
import { useShield } from "../state/useShield.ts";

interface ClaimsTableProps {
  readonly ids: { readonly accountId: string; readonly scopeSetId: string };
  readonly name: string;
}

export function ClaimsTable({ ids, name }: ClaimsTableProps) {
  const { run } = useApp();
  const [claims, setClaims] = useState<Claims>();
  useShield(claims !== undefined);

  const toggle = async (): Promise<void> => {
    if (claims !== undefined) return setClaims(undefined);
    const outcome = await run("showClaims", ids);
    if (outcome.ok) setClaims(outcome.value);
  };

  return (
    <div className="claims">
      <button type="button" aria-expanded={claims !== undefined} onClick={() => void toggle()}>
        {claims === undefined ? scopeSetWords.showClaims : scopeSetWords.hideClaims}
      </button>
      {claims?.readable === false && <p className="hint">{scopeSetWords.unreadable}</p>}
      {claims?.readable && (
        <table>
          <caption>{scopeSetWords.claimsCaption(name)}</caption>
          <thead>
            <tr>
              <th scope="col">{scopeSetWords.claimName}</th>
              <th scope="col">{scopeSetWords.claimValue}</th>
            </tr>
          </thead>
          <tbody>
            {claims.claims.map((claim, index) => (
              <tr key={`${index} ${claim.name}`}>
                <th scope="row">{visible(claim.name)}</th>
                <td className="value">{visible(claim.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
