// Ends tokens at the server that issued them, where it lets one (RFC 7009): for tokens that nobody is going to use.
import type { Authority } from "../authority/authority.ts";
import type { SendHttp } from "../http.ts";
import type { Clock } from "../ports.ts";
import type { TokenReply } from "./tokenRequest.ts";

/** Nobody waits for it longer. */
const patienceMs = 3_000;

/** With the refresh token its access tokens end, too. Best effort: what cannot be ended ends by itself. */
export async function revokeTokens(
  { revocationEndpoint, caFile }: Pick<Authority, "revocationEndpoint" | "caFile">,
  clientId: string,
  { refreshToken, accessToken }: Pick<TokenReply, "refreshToken" | "accessToken">,
  { http, clock }: { readonly http: SendHttp; readonly clock: Clock },
): Promise<void> {
  if (revocationEndpoint === undefined) return;
  const limit = new AbortController();
  const cancelTimer = clock.after(patienceMs, () => limit.abort());
  const body = new URLSearchParams({
    token: (refreshToken ?? accessToken).reveal(),
    token_type_hint: refreshToken === undefined ? "access_token" : "refresh_token",
    client_id: clientId,
  });
  try {
    await http({
      method: "POST",
      url: revocationEndpoint,
      headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
      body: body.toString(),
      caFile,
      signal: limit.signal,
    });
  } catch {
    // The server cannot be reached, or takes too long.
  } finally {
    cancelTimer();
  }
}
