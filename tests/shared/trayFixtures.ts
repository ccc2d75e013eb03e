// Small snapshots for the tests of what is drawn from them.
import type { Connection } from "../../shared/connection.ts";
import { firstSnapshot, type Account, type ScopeSet, type Snapshot } from "../../shared/snapshot.ts";

export const minute = 60_000;
export const now = 1_800_000_000_000;

export const connection: Connection = {
  id: "contoso",
  label: "Contoso test",
  colour: "blue",
  kind: "entra",
  authority: "https://login.microsoftonline.com",
  tenant: "contoso.onmicrosoft.com",
  clientId: "c",
  scopes: ["User.Read"],
};
export const practice: Connection = { ...connection, id: "practice", label: "Practice tenant", kind: "practice" };

export function scopeSet(id: string, leftMs?: number, rest: Partial<ScopeSet> = {}): ScopeSet {
  const token = {
    issuedAt: now - minute,
    expiresAt: now + (leftMs ?? 0),
    grantedScopes: ["User.Read"],
    tokenType: "Bearer",
    resource: "Graph",
  };
  return { id, scopes: ["User.Read"], state: "ready", ...(leftMs === undefined ? {} : { token }), ...rest };
}

export function account(id: string, scopeSets: readonly ScopeSet[], rest: Partial<Account> = {}): Account {
  return {
    id,
    connectionId: "contoso",
    homeAccountId: `${id}.tenant`,
    username: `${id}@contoso.example`,
    signedInBy: "password",
    signedInAt: now - minute,
    lastUsedAt: now,
    hasRefreshToken: true,
    saved: true,
    scopeSets,
    ...rest,
  };
}

export function snapshotOf(accounts: readonly Account[], rest: Partial<Snapshot> = {}): Snapshot {
  const about = { version: "0", host: "desktop", platform: "linux", tray: "shown", runtime: "test" } as const;
  const storage = { kind: "protected", backEnd: "test", waiting: 0 } as const;
  return { ...firstSnapshot(about), storage, connections: [connection, practice], accounts, ...rest };
}
