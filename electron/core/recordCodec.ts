// An account record as text and back: the one place where its secrets are written out, for the secret store to seal.
import * as z from "zod/mini";
import { connectionSchema } from "../../shared/connection.ts";
import type { Failure } from "../../shared/failure.ts";
import { Secret } from "./secret.ts";
import type { AccountRecord } from "./tokens/accountRecord.ts";

/** Raised when a reader of the old form could misread the new one. */
export const recordFormat = 1;

const time = z.number();
const scopes = z.array(z.string());
const secret = z.pipe(
  z.string(),
  z.transform((text: string) => new Secret(text)),
);

// Loose: a newer version's extra fields are no damage.
const schema = z.looseObject({
  format: z.literal(recordFormat),
  id: z.string(),
  revision: z.number(),
  connection: z.looseObject(connectionSchema.shape),
  homeAccountId: z.string(),
  username: z.string(),
  name: z.optional(z.string()),
  label: z.optional(z.string()),
  signedInBy: z.enum(["password", "refreshToken", "authorizationCode", "deviceCode", "samlBearer"]),
  signedInAt: time,
  lastUsedAt: time,
  refreshToken: z.optional(secret),
  refreshTokenEndsAt: z.optional(time),
  scopeSets: z.array(
    z.looseObject({
      id: z.string(),
      label: z.optional(z.string()),
      scopes,
      refusal: z.optional(
        z.pipe(
          z.looseObject({ kind: z.string(), at: time, evidence: z.record(z.string(), z.unknown()) }),
          z.transform((failure): Failure => failure as unknown as Failure),
        ),
      ),
    }),
  ),
  tokens: z.array(
    z.looseObject({
      token: secret,
      tokenType: z.string(),
      asked: scopes,
      granted: scopes,
      issuedAt: time,
      expiresAt: time,
      refreshAt: z.optional(time),
      extendedExpiresAt: z.optional(time),
    }),
  ),
});

export function encodeRecord(record: AccountRecord): string {
  return JSON.stringify({
    ...record,
    format: recordFormat,
    refreshToken: record.refreshToken?.reveal(),
    tokens: record.tokens.map((token) => ({ ...token, token: token.token.reveal() })),
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
  const { format: _, ...record } = parsed.data;
  return record as AccountRecord;
}
