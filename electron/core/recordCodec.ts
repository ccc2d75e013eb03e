// An account record as text and back: the one place where its secrets are written out, for the secret store to seal.
import * as z from "zod/mini";
import { connectionSchema } from "../../shared/connectionSchema.ts";
import type { Failure } from "../../shared/failure.ts";
import { outlookOf } from "../../shared/outlook.ts";
import { Secret } from "./secret.ts";
import type { AccountRecord, CachedToken } from "./tokens/accountRecord.ts";

/** Raised when a reader of the old form could misread the new one. */
export const recordFormat = 1;

/** What a record is sealed for, so that none passes for another one. */
export const purposeOf = (accountId: string): string => `tokentray-record:${recordFormat}:${accountId}`;

const time = z.number();
const scopes = z.array(z.string());
const secret = z.pipe(
  z.string(),
  z.transform((text: string) => new Secret(text)),
);

const failure = z.pipe(
  z.looseObject({ kind: z.string(), at: time, evidence: z.record(z.string(), z.unknown()) }),
  z.transform((read): Failure => read as unknown as Failure),
);

// Loose: a newer version's extra fields are no damage.
const scopeSet = z.looseObject({
  id: z.string(),
  label: z.optional(z.string()),
  scopes,
  refusal: z.optional(failure),
  pause: z.optional(failure),
});

const token = z.looseObject({
  token: secret,
  tokenType: z.string(),
  asked: scopes,
  granted: scopes,
  issuedAt: time,
  expiresAt: time,
  refreshAt: z.optional(time),
  extendedExpiresAt: z.optional(time),
  extra: z.optional(z.record(z.string(), z.unknown())),
});

const profile = z.looseObject({
  tenant: z.string(),
  localAccountId: z.string(),
  username: z.optional(z.string()),
  name: z.optional(z.string()),
  isHome: z.boolean(),
  askedAs: z.string(),
});

const otherScopeSet = z.extend(scopeSet, { tenant: z.string() });
const otherToken = z.extend(token, { tenant: z.string() });

const schema = z.looseObject({
  format: z.literal(recordFormat),
  id: z.string(),
  revision: z.number(),
  connection: z.looseObject(connectionSchema.shape),
  homeAccountId: z.string(),
  username: z.string(),
  unnamed: z.optional(z.literal(true)),
  askedAs: z.optional(z.array(z.string())),
  name: z.optional(z.string()),
  label: z.optional(z.string()),
  signedInBy: z.enum(["password", "refreshToken", "authorizationCode", "deviceCode", "samlBearer"]),
  signedInAt: time,
  lastUsedAt: time,
  refreshToken: z.optional(secret),
  refreshTokenEndsAt: z.optional(time),
  scopeSets: z.array(scopeSet),
  tokens: z.array(token),
  tenantProfiles: z.optional(z.array(profile)),
  // Apart from the connection's own: a version that knows no directories would take these for tokens of its own one.
  otherTenantScopeSets: z.optional(z.array(otherScopeSet)),
  otherTenantTokens: z.optional(z.array(otherToken)),
});

export function encodeRecord(record: AccountRecord): string {
  const { own: scopeSets, others: otherTenantScopeSets } = byTenant(record.scopeSets);
  const { own: tokens, others: otherTenantTokens } = byTenant(record.tokens.map(revealed));
  return JSON.stringify({
    ...record,
    format: recordFormat,
    refreshToken: record.refreshToken?.reveal(),
    scopeSets,
    tokens,
    ...(otherTenantScopeSets.length === 0 ? {} : { otherTenantScopeSets }),
    ...(otherTenantTokens.length === 0 ? {} : { otherTenantTokens }),
  });
}

/** The record, or undefined where the text is none or belongs to another account. */
export function decodeRecord(text: string, accountId: string): AccountRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = z.safeParse(schema, value);
  if (!parsed.success || parsed.data.id !== accountId) return undefined;
  const { format: _, otherTenantScopeSets = [], otherTenantTokens = [], ...record } = parsed.data;
  return {
    ...record,
    scopeSets: [...record.scopeSets, ...otherTenantScopeSets].map(withoutPassing),
    tokens: [...record.tokens, ...otherTenantTokens],
  } as AccountRecord;
}

/** Older versions kept what passes as a refusal, which ended the saved sign-in. */
function withoutPassing<T extends { readonly refusal?: Failure | undefined }>(set: T): T | Omit<T, "refusal"> {
  const { refusal, ...rest } = set;
  return refusal !== undefined && outlookOf(refusal) === "passes" ? rest : set;
}

function revealed(token: CachedToken): Omit<CachedToken, "token"> & { readonly token: string } {
  return { ...token, token: token.token.reveal() };
}

function byTenant<T extends { readonly tenant?: string }>(items: readonly T[]): Record<"own" | "others", readonly T[]> {
  const isOwn = ({ tenant }: T): boolean => tenant === undefined;
  return { own: items.filter(isOwn), others: items.filter((item) => !isOwn(item)) };
}
