// How scopes are compared: as sets, letter by letter or without regard to case, as the authority compares them.
import type { AuthorityKind } from "./connection.ts";
import { reservedScopes } from "./reservedScopes.ts";

export interface ScopeRules {
  /** Each scope once, in its order and as it is spelled first. */
  distinct(scopes: readonly string[]): readonly string[];
  /** Does every sign-in ask for it by itself? Such a scope tells no two sets apart. */
  isReserved(scope: string): boolean;
  /** One text for a set, the same for every order and spelling that the authority takes for the same. */
  key(scopes: readonly string[]): string;
  same(a: readonly string[], b: readonly string[]): boolean;
  /** What of `wanted` is not among `granted`, the reserved ones aside. */
  missing(granted: readonly string[], wanted: readonly string[]): readonly string[];
}

/**
 * Scopes are case-sensitive (RFC 6749 3.3). Entra alone is known to take them without regard to case, and to answer in
 * another spelling; its customer directories are Entra. Of AD FS and Azure AD B2C no document says so, and where case
 * counts without need a token is asked for once more, but none serves for a scope that it does not have.
 */
export function scopeRules(kind: AuthorityKind): ScopeRules {
  return kind === "entra" || kind === "practice" || kind === "ciam" ? caseless : exact;
}

const caseless = rulesBy((scope) => scope.toLowerCase());
const exact = rulesBy((scope) => scope);

function rulesBy(fold: (scope: string) => string): ScopeRules {
  const isReserved = (scope: string): boolean => reservedScopes.includes(fold(scope));
  const key = (scopes: readonly string[]): string =>
    [...new Set(scopes.map(fold))]
      .filter((scope) => !reservedScopes.includes(scope))
      .toSorted()
      .join(" ");
  return {
    distinct(scopes) {
      const seen = new Set<string>();
      return scopes.filter((scope) => seen.size < seen.add(fold(scope)).size);
    },
    isReserved,
    key,
    same: (a, b) => a === b || key(a) === key(b),
    missing(granted, wanted) {
      const has = new Set(granted.map(fold));
      return wanted.filter((scope) => !has.has(fold(scope)) && !isReserved(scope));
    },
  };
}
