// Comparing scopes: as sets, without regard to case, the reserved ones left out.
import { reservedScopes } from "../../../shared/reservedScopes.ts";

/** One text for a set of scopes, the same for every order and spelling. */
export function scopeKey(scopes: readonly string[]): string {
  return [...new Set(scopes.map((scope) => scope.toLowerCase()))]
    .filter((scope) => !reservedScopes.includes(scope))
    .toSorted()
    .join(" ");
}

export function sameScopes(a: readonly string[], b: readonly string[]): boolean {
  return a === b || scopeKey(a) === scopeKey(b);
}

/** What a token is for: scopes, in a directory that is named where it is another than the connection's own. */
export interface Target {
  readonly scopes: readonly string[];
  readonly tenant?: string | undefined;
}

/** One text for a target; no scope holds a line end. */
export function targetKey({ scopes, tenant }: Target): string {
  return tenant === undefined ? scopeKey(scopes) : `${scopeKey(scopes)}\n${tenant}`;
}

export function sameTarget(a: Target, b: Target): boolean {
  return a.tenant === b.tenant && sameScopes(a.scopes, b.scopes);
}

/** Is everything that is wanted within what was granted? */
export function covers(granted: readonly string[], wanted: readonly string[]): boolean {
  const has = new Set(granted.map((scope) => scope.toLowerCase()));
  return wanted.every((scope) => has.has(scope.toLowerCase()) || reservedScopes.includes(scope.toLowerCase()));
}
