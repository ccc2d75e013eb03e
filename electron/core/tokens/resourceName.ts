// For people: which API a token is for, as far as its scopes tell.
import type { AuthorityKind } from "../../../shared/connection.ts";
import { reservedScopes } from "../../../shared/reservedScopes.ts";
import { isGraphHost } from "../../../shared/setup/clouds.ts";
import { authorityTypes } from "../authority/authorityType.ts";

/** "Graph", the API's host or ID, or the scopes themselves where they name no API. */
export function resourceName(scopes: readonly string[], kind: AuthorityKind): string {
  const first = scopes.find((scope) => !reservedScopes.includes(scope)) ?? "";
  const url = URL.parse(first);
  if (url === null || url.host === "") return authorityTypes[kind].apiOfBareScopes ?? scopes.join(" ");
  return isGraphHost(url.host) ? "Graph" : url.host;
}
