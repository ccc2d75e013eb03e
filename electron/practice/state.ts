// What the practice tenant saves between runs, so that its tokens, consents and changes outlive a restart.
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
  /** The sign-in that it descends from had a second proof. */
  secondFactor: z._default(z.boolean(), false),
});

const consentRecord = z.object({
  clientId: z.string(),
  /** A user name, or `everyone`. */
  who: z.string(),
  audience: z.string(),
  scopes: z.array(z.string()),
});

const personChange = z.object({
  username: z.string(),
  newPassword: z.optional(z.object({ salt: z.string(), hash: z.string() })),
  enrolled: z.optional(z.boolean()),
});

const companyApp = z.object({
  exists: z.boolean(),
  publicClientFlows: z.boolean(),
  redirectUris: z.array(z.string()),
  permissions: z.array(z.string()),
  userConsent: z.enum(["allowed", "adminsOnly"]),
});

const text = z.string();
const practiceState = z.object({
  version: z.literal(1),
  /** Every port used lately, the last first: they stand in the issuers of tokens still alive. */
  ports: z.array(z.int().check(z.gte(1), z.lte(65_535))),
  privateJwk: z.object({ kty: text, n: text, e: text, d: text, p: text, q: text, dp: text, dq: text, qi: text }),
  refreshTokens: z.array(refreshTokenRecord),
  // Absent from what the first versions saved.
  consents: z._default(z.array(consentRecord), []),
  people: z._default(z.array(personChange), []),
  companyApp: z.optional(companyApp),
});

export type RefreshTokenRecord = Readonly<z.infer<typeof refreshTokenRecord>>;
export type ConsentRecord = Readonly<z.infer<typeof consentRecord>>;
export type PersonChange = Readonly<z.infer<typeof personChange>>;
/** How the company's app is registered. `permissions` are scopes as asked: `User.Read`, `api://practice-api/Tasks.Read`. */
export type CompanyApp = Readonly<z.infer<typeof companyApp>>;
/** JSON-serialisable. Holds hashes of refresh tokens and passwords, never themselves, and this computer's signing key. */
export type PracticeState = Readonly<z.infer<typeof practiceState>>;

/** Reads a saved state back; undefined when it is not one, and then a fresh start is right. */
export function parsePracticeState(value: unknown): PracticeState | undefined {
  return practiceState.safeParse(value).data;
}
