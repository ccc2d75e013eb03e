// Account records as tests need them: a usual one with whatever is different, and any at all.
import * as fc from "fast-check";
import { Secret } from "../../../electron/core/secret.ts";
import type { AccountRecord, CachedToken, RecordScopeSet } from "../../../electron/core/tokens/accountRecord.ts";
import type { AccountTenant } from "../../../shared/snapshot.ts";
import { authorityKinds, colours } from "../../../shared/connection.ts";

export const minute = 60_000;
export const hour = 60 * minute;

export function tokenOf(changes: Partial<CachedToken> = {}): CachedToken {
  const asked = changes.asked ?? ["User.Read"];
  const issuedAt = changes.issuedAt ?? 0;
  return {
    token: new Secret("an-access-token"),
    tokenType: "Bearer",
    asked,
    granted: asked,
    issuedAt,
    expiresAt: issuedAt + hour,
    ...changes,
  };
}

export function recordOf(changes: Partial<AccountRecord> = {}): AccountRecord {
  return {
    id: "account-1",
    revision: 1,
    connection: {
      id: "c",
      label: "Contoso",
      colour: "blue",
      kind: "entra",
      authority: "https://login.microsoftonline.com",
      tenant: "contoso.example",
      clientId: "client",
      scopes: ["User.Read"],
    },
    homeAccountId: "oid.tid",
    username: "ann@contoso.example",
    signedInBy: "password",
    signedInAt: 0,
    lastUsedAt: 0,
    refreshToken: new Secret("a-refresh-token"),
    scopeSets: [{ id: "s", scopes: ["User.Read"] }],
    tokens: [tokenOf()],
    ...changes,
  };
}

const text = fc.string({ unit: "binary" });
const secret = text.map((value) => new Secret(value));
const time = fc.maxSafeNat();
const scopes = fc.array(text, { maxLength: 4 });
const failureOf = (status: fc.Arbitrary<number>) =>
  fc.record({
    kind: fc.constantFrom("consentRequired" as const, "refreshRejected" as const),
    at: time,
    evidence: fc.record({ error: text.map((word) => `x${word}`), codes: fc.array(text), status }),
  });
/** None that passes: such a one is kept as a pause. */
const refusal = failureOf(fc.integer({ min: 400, max: 407 }));
const pause = failureOf(fc.nat(599));

const tenant = fc.stringMatching(/^[a-z0-9.-]{1,30}$/);
/** Those of other tenants stand last. */
const ownFirst = <T extends { readonly tenant?: string }>(items: readonly T[]): readonly T[] => [
  ...items.filter((item) => item.tenant === undefined),
  ...items.filter((item) => item.tenant !== undefined),
];

const anyProfile: fc.Arbitrary<AccountTenant> = fc.record(
  { tenant, localAccountId: text, username: text, name: text, isHome: fc.boolean(), askedAs: text },
  { requiredKeys: ["tenant", "localAccountId", "isHome", "askedAs"] },
);

const anyToken: fc.Arbitrary<CachedToken> = fc.record(
  {
    token: secret,
    tokenType: text,
    asked: scopes,
    granted: scopes,
    issuedAt: time,
    expiresAt: time,
    refreshAt: time,
    extendedExpiresAt: time,
    extra: fc.dictionary(text, fc.oneof(text, fc.boolean(), fc.constant(null), fc.array(text))),
    tenant,
  },
  { requiredKeys: ["token", "tokenType", "asked", "granted", "issuedAt", "expiresAt"] },
);
const anyScopeSet: fc.Arbitrary<RecordScopeSet> = fc.record(
  { id: text, scopes, label: text, refusal, pause, tenant },
  { requiredKeys: ["id", "scopes"] },
);
const connection = fc.record(
  {
    id: fc.stringMatching(/^[\w-]{1,64}$/),
    label: fc.string({ minLength: 1, maxLength: 80 }),
    colour: fc.constantFrom(...colours),
    kind: fc.constantFrom(...authorityKinds),
    authority: fc.webUrl(),
    tenant: fc.string({ maxLength: 255 }),
    clientId: fc.string({ minLength: 1, maxLength: 400 }),
    scopes: fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 100 }),
    confirmedTokenOrigin: fc.webUrl(),
  },
  { requiredKeys: ["id", "label", "colour", "kind", "authority", "tenant", "clientId", "scopes"] },
);

export const anyRecord: fc.Arbitrary<AccountRecord> = fc.record(
  {
    id: text,
    revision: fc.nat(),
    connection,
    homeAccountId: text,
    username: text,
    name: text,
    label: text,
    signedInBy: fc.constantFrom("password", "refreshToken", "authorizationCode", "deviceCode", "samlBearer"),
    signedInAt: time,
    lastUsedAt: time,
    refreshToken: secret,
    refreshTokenEndsAt: time,
    scopeSets: fc.array(anyScopeSet, { maxLength: 3 }).map(ownFirst),
    tokens: fc.array(anyToken, { maxLength: 3 }).map(ownFirst),
    tenantProfiles: fc.array(anyProfile, { maxLength: 3 }),
  },
  {
    requiredKeys: [
      "id",
      "revision",
      "connection",
      "homeAccountId",
      "username",
      "signedInBy",
      "signedInAt",
      "lastUsedAt",
      "scopeSets",
      "tokens",
    ],
  },
);

/** The record with its secrets as plain text, so that two can be compared. */
export function revealed(record: AccountRecord | undefined): unknown {
  return (
    record && {
      ...record,
      ...(record.refreshToken === undefined ? {} : { refreshToken: record.refreshToken.reveal() }),
      tokens: record.tokens.map((token) => ({ ...token, token: token.token.reveal() })),
    }
  );
}
