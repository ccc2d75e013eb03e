// Snapshots such as the program makes them: a first start, and a full desk with every state.
import type { Connection } from "../../shared/connection.ts";
import type { Failure } from "../../shared/failure.ts";
import {
  checkIds,
  firstSnapshot,
  type Account,
  type Attempt,
  type CheckResult,
  type PasswordPause,
  type ScopeSet,
  type SignIn,
  type Snapshot,
  type WaitingForPerson,
} from "../../shared/snapshot.ts";
import { tlsReason } from "../../shared/tlsWords.ts";

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

export const stepNeeded = (at: number): Failure => ({
  kind: "mfaRequired",
  at,
  attemptId: "t1",
  evidence: {
    grant: "password",
    status: 400,
    contentType: "application/json",
    error: "invalid_grant",
    suberror: "basic_action",
    codes: ["AADSTS50076"],
    description: "Due to a configuration change you must use multi-factor authentication.",
    correlationId: "7d1f3c60-4f4b-44a7-9a43-2f5f4f1f7b02",
    traceId: "5a0f2ad4-8f9a-4f0e-9d0b-1f6f2ad10a01",
    claims: '{"access_token":{"capolids":{"essential":true,"values":["p1"]}}}',
    endpoint: "https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token",
  },
});

export function attempt(now: number, changes: Partial<Attempt> = {}): Attempt {
  return {
    id: "t1",
    at: now - 60_000,
    durationMs: 412,
    grant: "password",
    connectionId: "contoso",
    username: "milo@contoso.onmicrosoft.com",
    scopes: ["https://graph.microsoft.com/User.Read"],
    outcome: "failed",
    failure: stepNeeded(now - 59_588),
    correlationId: "7d1f3c60-4f4b-44a7-9a43-2f5f4f1f7b02",
    ...changes,
  };
}

/** Requests of two people, by three grants, with each outcome. */
export function attempts(now: number): readonly Attempt[] {
  const { failure: _, ...went } = attempt(now);
  const ada = { username: "ada@contoso.onmicrosoft.com", accountId: "ada" };
  return [
    attempt(now),
    { ...went, ...ada, id: "t2", at: now - 120_000, grant: "refreshToken", durationMs: 96, outcome: "succeeded" },
    attempt(now, {
      ...ada,
      id: "t3",
      at: now - 180_000,
      grant: "refreshToken",
      failure: consentMissing(now - 180_000),
    }),
    { ...went, id: "t4", at: now - 240_000, grant: "authorizationCode", durationMs: 64_000, outcome: "cancelled" },
    { ...went, ...ada, id: "t5", at: now - 300_000, durationMs: 1480, outcome: "succeeded" },
  ];
}

export const waitsForBrowser = (): Extract<WaitingForPerson, { readonly kind: "browser" }> => ({
  kind: "browser",
  address:
    "https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/authorize?client_id=11111111-2222-3333-4444-555555555555&response_type=code&redirect_uri=http%3A%2F%2Flocalhost%3A53682%2F&state=x",
  endsAt: Date.now() + 118_000,
});

export const waitsForCode = (): Extract<WaitingForPerson, { readonly kind: "device" }> => ({
  kind: "device",
  userCode: "F7KQ-X2ML",
  verificationUri: "https://microsoft.com/devicelogin",
  mayOpen: true,
  endsAt: Date.now() + 890_000,
});

/** One of each result, the rest as it should be. */
export function checkResults(): readonly CheckResult[] {
  const found: Readonly<Record<string, Omit<CheckResult, "id">>> = {
    connection: { state: "pass", finding: "valid", facts: { kind: "Microsoft Entra", clientId: "1111…5555" } },
    secretStore: { state: "pass", finding: "works", facts: { backEnd: "Secret Service" } },
    authority: {
      state: "fail",
      finding: "tls",
      facts: {
        host: "login.microsoftonline.com",
        error: "SELF_SIGNED_CERT_IN_CHAIN",
        reason: tlsReason("SELF_SIGNED_CERT_IN_CHAIN"),
      },
    },
    issuer: { state: "skipped", finding: "noAnswer", facts: {} },
    tenant: { state: "skipped", finding: "noAnswer", facts: {} },
    realm: { state: "skipped", finding: "noName", facts: {} },
    clock: { state: "warn", finding: "ahead", facts: { difference: "2 min", host: "login.microsoftonline.com" } },
    refreshToken: { state: "skipped", finding: "noAccount", facts: {} },
    token: { state: "skipped", finding: "noAccount", facts: {} },
    tray: { state: "pass", finding: "shown", facts: {} },
    versions: {
      state: "pass",
      finding: "known",
      facts: { version: "0.1.0", host: "Desktop app", platform: "linux", runtime: "Electron 45.4.1" },
    },
  };
  return checkIds.map((id) => ({ id, state: "waiting", facts: {}, ...found[id] }));
}

/** A sign-in by password that ended with `attempts[0]`. */
export const endedSignIn = (now: number): SignIn => ({
  id: "s0",
  method: "password",
  connectionId: "contoso",
  username: "milo@contoso.onmicrosoft.com",
  startedAt: now - 60_000,
  steps: [],
  result: { ok: false, failure: stepNeeded(now - 59_588) },
});

export const pause = (now: number): PasswordPause => ({
  connectionId: "contoso",
  username: "ada@contoso.onmicrosoft.com",
  wrongInARow: 3,
  until: now + 27_000,
  because: "wrongPasswords",
});
