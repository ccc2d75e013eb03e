// An address of the API that a token is for, to stand in a command that a person copies.
import type { Connection } from "../../../shared/connection.ts";
import { isGraphHost } from "../../../shared/setup/clouds.ts";
import { authorityTypes } from "../authority/authorityType.ts";

const placeholder = "https://your-api.example/";

/** Graph's own page about the person where the token is for Graph, the practice tenant's where it is practice. */
export function exampleAddress(
  connection: Connection,
  scopes: readonly string[],
  practiceOrigin: string | undefined,
): string {
  if (connection.kind === "practice") return `${practiceOrigin ?? "http://127.0.0.1"}/v1.0/me`;
  const resource = scopes.map((scope) => URL.parse(scope)).find((url) => url?.protocol === "https:");
  if (resource !== undefined && resource !== null) {
    return isGraphHost(resource.host) ? `${resource.origin}/v1.0/me` : `${resource.origin}/`;
  }
  // Bare names, such as `User.Read`, are Graph's at Entra; at other authorities nothing can be known.
  const bare =
    authorityTypes[connection.kind].apiOfBareScopes !== undefined && scopes.every((scope) => !scope.includes(":"));
  return bare ? "https://graph.microsoft.com/v1.0/me" : placeholder;
}
