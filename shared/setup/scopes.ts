// A scope taken apart: for which API, and what of it. And what is wrong with asking for several at once.
import { reservedScopes } from "../reservedScopes.ts";
import { type Api, apiOf, resourceOf } from "./apis.ts";
import type { Cloud } from "./clouds.ts";

export interface ScopeParts {
  /** As in the scope, without the slash before the permission; "" where the scope names no API, which is Microsoft Graph. */
  readonly resource: string;
  /** The API, where it is one of Microsoft's that are known here. */
  readonly api?: Api;
  /** "" where the scope is an address and nothing more. */
  readonly permission: string;
}

/** Everything that is registered for an API and consented to, in place of a list. */
export const wholeList = ".default";

/** `https://host//x` keeps its first slash: a resource may end in one (https://learn.microsoft.com/entra/identity-platform/scopes-oidc). */
export function scopeParts(scope: string): ScopeParts {
  const start = scope.indexOf("://");
  const cut = scope.lastIndexOf("/");
  const bareAddress = start >= 0 && cut < start + 3;
  const resource = bareAddress ? scope : scope.slice(0, Math.max(cut, 0));
  const permission = bareAddress ? "" : scope.slice(cut + 1);
  const api = apiOf(resource);
  return { resource, permission, ...(api === undefined ? {} : { api }) };
}

/** A list without what every sign-in asks for by itself (`openid` and its like). */
export function askedScopes(scopes: readonly string[]): readonly string[] {
  return scopes.filter((scope) => !reservedScopes.includes(scope));
}

/** With the address of Microsoft Graph before what has none, as consent pages want it. */
export function fullScope(scope: string, cloud: Pick<Cloud, "id"> | undefined): string {
  const graph = cloud === undefined ? undefined : resourceOf("graph", cloud);
  const bare = scopeParts(scope).resource === "" && !reservedScopes.includes(scope);
  return bare && graph !== undefined ? `${graph}/${scope}` : scope;
}

export type ScopeTrouble = "mixed" | "severalApis" | "noPermission";

/** What would make Entra refuse a list, or grant less than it seems to; the gravest first. */
export function scopeTroubles(scopes: readonly string[]): readonly ScopeTrouble[] {
  const parts = askedScopes(scopes).map(scopeParts);
  const whole = parts.filter((part) => part.permission === wholeList);
  const troubles: readonly (readonly [ScopeTrouble, boolean])[] = [
    ["noPermission", parts.some((part) => part.permission === "")],
    ["mixed", whole.length > 0 && whole.length < parts.length],
    ["severalApis", new Set(parts.map((part) => part.api?.appId ?? part.resource.toLowerCase())).size > 1],
  ];
  return troubles.flatMap(([trouble, there]) => (there ? [trouble] : []));
}

export type ScopeStyle = "whole" | "named";

/**
 * Which of the two ways of asking fits an API: by name where there are many permissions to choose from, as a whole
 * where there is one, and by name for an API of one's own, because then a token never carries more than was meant.
 */
export function fittingStyle(resource: string): ScopeStyle {
  const api = apiOf(resource);
  return api === undefined || api.id === "graph" ? "named" : "whole";
}
