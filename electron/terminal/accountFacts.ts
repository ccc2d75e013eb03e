// An account as the terminal's JSON shows it.
import { expiryJson } from "../core/tokens/tokenJson.ts";
import type { Account, Snapshot } from "../../shared/snapshot.ts";

export function accountFacts(account: Account, { connections }: Snapshot): Readonly<Record<string, unknown>> {
  const connection = connections.find(({ id }) => id === account.connectionId);
  return {
    id: account.id,
    username: account.username,
    askedAs: account.askedAs,
    label: account.label,
    name: account.name,
    homeAccountId: account.homeAccountId,
    connection: connection?.label,
    kept: account.saved,
    tenants: account.tenantProfiles?.map(({ tenant, askedAs, localAccountId, username, isHome }) => ({
      tenant,
      askedAs,
      localAccountId,
      username,
      isHome,
    })),
    tokens: account.scopeSets.map(({ scopes, tenant, state, token }) => ({
      scopes,
      ...(tenant !== undefined && { tenant }),
      state,
      ...(token !== undefined && expiryJson(token.expiresAt)),
    })),
  };
}
