// Asks the public cloud whether it vouches for a host that is not in the built-in table, before a password goes there.
import { done, failed, type Outcome } from "../../../shared/failure.ts";
import { classifyTransport } from "../diagnostics/transport.ts";
import type { SendHttp } from "../http.ts";
import type { Clock } from "../ports.ts";

const vouchingHost = "login.microsoftonline.com";

/**
 * Succeeds only if instance discovery names the host. No answer is no trust: unlike MSAL, an unreachable
 * vouching host does not turn an unknown host into a trusted one.
 */
export async function vouchFor(
  authority: string,
  http: SendHttp,
  clock: Clock,
  signal?: AbortSignal,
): Promise<Outcome<null>> {
  const asked = encodeURIComponent(`${authority}/oauth2/v2.0/authorize`);
  const endpoint = `https://${vouchingHost}/common/discovery/instance`;
  const at = clock.now();
  try {
    const reply = await http({
      method: "GET",
      url: `${endpoint}?api-version=1.1&authorization_endpoint=${asked}`,
      headers: { accept: "application/json" },
      ...(signal === undefined ? {} : { signal }),
    });
    if (reply.status === 200 && typeof reply.json?.["tenant_discovery_endpoint"] === "string") return done(null);
    const error = reply.json?.["error"];
    return failed({
      kind: "untrustedAuthority",
      at,
      evidence: {
        endpoint,
        status: reply.status,
        ...(typeof error === "string" ? { error: error.slice(0, 100) } : {}),
      },
    });
  } catch (error) {
    return failed(
      classifyTransport("password", error, { at, endpoint, correlationId: crypto.randomUUID(), secrets: [] }),
    );
  }
}
