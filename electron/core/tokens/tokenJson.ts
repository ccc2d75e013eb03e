// A token as JSON, the same wherever it is handed over: by a copy, or by the terminal. az and azd users know the names.

export interface TokenFacts {
  readonly token: string;
  readonly tokenType: string;
  readonly expiresAt: number;
  /** It has ended, and serves in an outage until then. */
  readonly extendedExpiresAt?: number | undefined;
  readonly account: string;
  readonly scopes: readonly string[];
  /** What else was asked for, and not granted. */
  readonly declined?: readonly string[] | undefined;
}

export function tokenJson(facts: TokenFacts): Readonly<Record<string, unknown>> {
  const { token, tokenType, expiresAt, extendedExpiresAt, account, scopes, declined } = facts;
  return {
    account,
    scopes,
    ...(declined !== undefined && { declined_scopes: declined }),
    token_type: tokenType,
    ...expiryJson(expiresAt),
    ...(extendedExpiresAt !== undefined && { extended: true, ext_expires_on: Math.floor(extendedExpiresAt / 1000) }),
    access_token: token,
  };
}

/** `expires_on` is epoch seconds, `expiresOn` the same moment in RFC 3339, UTC. */
export function expiryJson(expiresAt: number): { readonly expires_on: number; readonly expiresOn: string } {
  const seconds = Math.floor(expiresAt / 1000);
  return { expires_on: seconds, expiresOn: new Date(seconds * 1000).toISOString().replace(".000Z", "Z") };
}
