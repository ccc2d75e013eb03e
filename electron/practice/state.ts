// What the practice tenant saves between runs, so that its tokens outlive a restart.
import * as z from "zod/mini";

const refreshTokenRecord = z.object({
  hash: z.string(),
  /** Shared by all tokens that descend from one sign-in. */
  family: z.string(),
  username: z.string(),
  clientId: z.string(),
  scope: z.string(),
  endsAt: z.number(),
  state: z.enum(["fresh", "used", "revoked"]),
});

const text = z.string();
const practiceState = z.object({
  version: z.literal(1),
  /** Every port used lately, the last first: they stand in the issuers of tokens still alive. */
  ports: z.array(z.int().check(z.gte(1), z.lte(65_535))),
  privateJwk: z.object({ kty: text, n: text, e: text, d: text, p: text, q: text, dp: text, dq: text, qi: text }),
  refreshTokens: z.array(refreshTokenRecord),
});

export type RefreshTokenRecord = Readonly<z.infer<typeof refreshTokenRecord>>;
/** JSON-serialisable. Holds hashes of refresh tokens, never the tokens, and the signing key of this computer's tenant. */
export type PracticeState = Readonly<z.infer<typeof practiceState>>;

/** Reads a saved state back; undefined when it is not one, and then a fresh start is right. */
export function parsePracticeState(value: unknown): PracticeState | undefined {
  return practiceState.safeParse(value).data;
}
