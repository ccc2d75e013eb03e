// What kind of account a user name belongs to, asked of public metadata before any password is sent.
import { failed, done, type Outcome } from "../../../shared/failure.ts";
import { classifyTransport } from "../diagnostics/transport.ts";
import type { SendHttp } from "../http.ts";
import type { Clock } from "../ports.ts";
import type { Authority } from "./authority.ts";

export type Realm = "managed" | "federated" | "personal" | "unknown";

/**
 * The realm of a user name. The answer only helps to choose and to explain, so anything but a clear answer is `unknown`
 * and the token endpoint decides; where nothing can be reached the failure says so.
 */
export async function askRealm(
  authority: Authority,
  username: string,
  { http, clock }: { readonly http: SendHttp; readonly clock: Clock },
  signal: AbortSignal,
): Promise<Outcome<Realm>> {
  const endpoint = `${authority.origin}/common/userrealm`;
  const correlationId = crypto.randomUUID();
  // A name of dots alone would be taken for a step in the path.
  if (/^\.+$/.test(username)) return done("unknown");
  try {
    const reply = await http({
      method: "GET",
      url: `${endpoint}/${encodeURIComponent(username)}?api-version=1.0`,
      headers: { accept: "application/json", "client-request-id": correlationId },
      signal,
    });
    return done(reply.status === 200 ? readRealm(reply.json ?? {}) : "unknown");
  } catch (error) {
    return failed(classifyTransport("password", error, { at: clock.now(), endpoint, correlationId, secrets: [] }));
  }
}

/** What a user realm answer says. */
export function readRealm(json: Readonly<Record<string, unknown>>): Realm {
  const type = String(json["account_type"]).toLowerCase();
  if (String(json["domain_name"]).toLowerCase() === "live.com") return "personal";
  return type === "managed" || type === "federated" ? type : "unknown";
}
