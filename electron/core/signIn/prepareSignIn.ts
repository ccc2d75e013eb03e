// Opens the connection that a sign-in is going to take, while its user name is still being typed.
import type { CommandInput } from "../../../shared/contract.ts";
import type { Connections } from "../connections.ts";
import type { Ports } from "../ports.ts";

/**
 * To the authority that the person chose, and nowhere else. Nothing is sent: no path, no body, and nothing made from what
 * is typed. A host that cannot, and a practice tenant that may not run yet, do without.
 */
export function prepareSignIn(
  { connect }: Pick<Ports, "connect">,
  connections: Connections,
): (input: CommandInput<"prepareSignIn">) => void {
  return ({ connectionId }) => {
    const connection = connections.get(connectionId);
    const url = connection === undefined ? null : URL.parse(connection.authority);
    if (connection !== undefined && url?.protocol === "https:") connect?.(url.origin, connection.caFile);
  };
}
