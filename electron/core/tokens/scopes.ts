// What a token is for, and what of it a server did not grant.
import type { ScopeRules } from "../../../shared/scopeRules.ts";
import { isGraphHost } from "../../../shared/setup/clouds.ts";

/** What a token is for: scopes, in a directory that is named where it is another than the connection's own. */
export interface Target {
  readonly scopes: readonly string[];
  readonly tenant?: string | undefined;
}

/** One text for a target; no scope holds a line end. */
export function targetKey(rules: ScopeRules, { scopes, tenant }: Target): string {
  return tenant === undefined ? rules.key(scopes) : `${rules.key(scopes)}\n${tenant}`;
}

export function sameTarget(rules: ScopeRules, a: Target, b: Target): boolean {
  return a.tenant === b.tenant && rules.same(a.scopes, b.scopes);
}

/** Names a whole list of permissions, which servers answer with their single names: it is never among them. */
export function isWholeList(scope: string): boolean {
  return /(?:^|\/)\.default$/i.test(scope);
}

/**
 * What of the scopes that were asked for a server did not grant, for people: some answer with names that lack the API's
 * address, and Entra with either way to write a permission of Microsoft Graph.
 */
export function declinedScopes(
  rules: ScopeRules,
  granted: readonly string[],
  asked: readonly string[],
): readonly string[] {
  const names = [...granted, ...granted.map(withoutGraph)];
  const named = asked.filter((scope) => !isWholeList(scope));
  return rules
    .missing(names, named)
    .filter((scope) => rules.missing(names, [scope.slice(scope.lastIndexOf("/") + 1)]).length > 0);
}

const graphId = "00000003-0000-0000-c000-000000000000";

function withoutGraph(scope: string): string {
  if (scope.toLowerCase().startsWith(`${graphId}/`)) return scope.slice(graphId.length + 1);
  const url = URL.parse(scope);
  return url !== null && isGraphHost(url.host) ? url.pathname.replace(/^\/+/, "") : scope;
}
