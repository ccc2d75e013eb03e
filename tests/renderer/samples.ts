// Snapshots such as the program makes them: a first start, and a full desk with every state.
import type { Connection } from "../../shared/connection.ts";
import type { Failure } from "../../shared/failure.ts";
import { firstSnapshot, type Account, type ScopeSet, type Snapshot } from "../../shared/snapshot.ts";

export const practiceConnection: Connection = {
  id: "practice",
  label: "Practice tenant",
  colour: "orange",
  kind: "practice",
  authority: "",
  tenant: "",
  clientId: "c11e7701-5a3d-4b0a-8c2e-7e57ab1e0001",
  scopes: ["User.Read"],
};

export const contoso: Connection = {
  id: "contoso",
  label: "Contoso test",
  colour: "blue",
  kind: "entra",
  authority: "https://login.microsoftonline.com",
  tenant: "contoso.onmicrosoft.com",
  clientId: "11111111-2222-3333-4444-555555555555",
  scopes: ["https://graph.microsoft.com/User.Read"],
};

export const wrongPassword = (at: number): Failure => ({
  kind: "wrongCredentials",
  at,
  evidence: {
    grant: "password",
    status: 400,
    error: "invalid_grant",
    codes: ["AADSTS50126"],
    description: "Error validating credentials due to invalid username or password.",
    correlationId: "0f5f0f3e-8f5a-4ab6-8a1e-5c2a4b0f7b01",
    traceId: "d2a2d4a8-8f9a-4f0e-9d0b-1f6f2ad10a00",
    endpoint: "https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token",
  },
});

export const consentMissing = (at: number): Failure => ({
  kind: "consentRequired",
  at,
  evidence: {
    grant: "refreshToken",
    status: 400,
    error: "invalid_grant",
    suberror: "consent_required",
    codes: ["AADSTS65001"],
  },
});

export function firstStart(): Snapshot {
  return {
    ...firstSnapshot({
      version: "0.1.0",
      host: "desktop",
      platform: "linux",
      tray: "shown",
      runtime: "Electron 45.4.1",
      dataFolder: "/home/ada/.config/TokenTray",
    }),
    revision: 1,
    storage: { kind: "protected", backEnd: "Secret Service", waiting: 0 },
    connections: [practiceConnection],
  };
}

export function scopeSet(now: number, changes: Partial<ScopeSet> = {}): ScopeSet {
  return {
    id: "set-1",
    scopes: ["https://graph.microsoft.com/User.Read"],
    state: "ready",
    token: {
      issuedAt: now - 18 * 60_000,
      expiresAt: now + 42 * 60_000 + 500,
      grantedScopes: ["https://graph.microsoft.com/User.Read", "openid", "profile"],
      tokenType: "Bearer",
      resource: "Graph",
    },
    ...changes,
  };
}

export function account(now: number, changes: Partial<Account> = {}): Account {
  return {
    id: "ada",
    connectionId: "contoso",
    homeAccountId: "oid.tid",
    username: "ada@contoso.onmicrosoft.com",
    signedInBy: "password",
    signedInAt: now - 3_600_000,
    lastUsedAt: now - 60_000,
    hasRefreshToken: true,
    saved: true,
    scopeSets: [scopeSet(now)],
    ...changes,
  };
}

export function signedIn(now: number, changes: Partial<Snapshot> = {}): Snapshot {
  return { ...firstStart(), connections: [practiceConnection, contoso], accounts: [account(now)], ...changes };
}

/** Two accounts, every state of a scope set, and a notice. */
export function fullDesk(now: number): Snapshot {
  const dying = { ...scopeSet(now).token, issuedAt: now - 3_400_000, expiresAt: now + 185_000 } as NonNullable<
    ScopeSet["token"]
  >;
  return signedIn(now, {
    accounts: [
      account(now, {
        label: "Ada, test",
        scopeSets: [
          scopeSet(now),
          scopeSet(now, {
            id: "set-2",
            label: "Orders API",
            state: "waiting",
            nextTryAt: now + 30_000,
            token: { ...dying, resource: "orders" },
          }),
          scopeSet(now, {
            id: "set-3",
            scopes: ["Mail.Read"],
            state: "needsYou",
            failure: consentMissing(now),
            token: { ...dying, expiresAt: now - 1000, resource: "Graph mail" },
          }),
        ],
      }),
      account(now, {
        id: "bob",
        connectionId: "practice",
        username: "ada@practice.test",
        saved: false,
        scopeSets: [
          scopeSet(now, {
            id: "set-9",
            state: "refreshing",
            token: { ...dying, issuedAt: now - 10_000, expiresAt: now + 20_000, resource: "Graph" },
          }),
        ],
      }),
    ],
    notices: [
      {
        id: "n1",
        at: now,
        kind: "copied",
        parts: {
          who: "Ada, test",
          what: "Graph",
          format: "raw",
          expiresAt: String(now + 42 * 60_000),
          clearsAt: String(now + 30_000),
        },
        accountId: "ada",
      },
    ],
    lastUsed: { connectionId: "contoso", username: "ada@contoso.onmicrosoft.com" },
  });
}
