// What a server says about a person where its ID token gives no name: UserInfo (OpenID Connect Core 5.3).
import type { Authority } from "../authority/authority.ts";
import type { SendHttp } from "../http.ts";
import type { Clock } from "../ports.ts";
import type { Secret } from "../secret.ts";
import { type Claims, claimText } from "./claims.ts";

/** A name is worth no longer wait. */
const patienceMs = 10_000;

export interface UserInfoDeps {
  readonly http: SendHttp;
  readonly clock: Clock;
}

/** The access token goes to the address that the authority's own document names. Undefined where nothing that can be used comes back. */
export async function askUserInfo(
  { userInfoEndpoint, caFile }: Pick<Authority, "userInfoEndpoint" | "caFile">,
  accessToken: Secret,
  { http, clock }: UserInfoDeps,
  signal?: AbortSignal,
): Promise<Claims | undefined> {
  if (userInfoEndpoint === undefined) return undefined;
  const limit = new AbortController();
  const cancelTimer = clock.after(patienceMs, () => limit.abort());
  try {
    const { status, json } = await http({
      method: "GET",
      url: userInfoEndpoint,
      headers: { accept: "application/json", authorization: `Bearer ${accessToken.reveal()}` },
      caFile,
      signal: signal === undefined ? limit.signal : AbortSignal.any([limit.signal, signal]),
    });
    // An error of a person's own server comes as JSON, too, but names nobody.
    return status === 200 && claimText(json?.["sub"]) !== undefined ? json : undefined;
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return undefined;
  } finally {
    cancelTimer();
  }
}
