// An OpenID server for as many people as come, with one-time refresh tokens, that counts how many it serves at once.
import { answerJson, decodeForm, startWireServer } from "./grants/wireServer.ts";
import { idToken } from "./grants/asking.ts";

export interface RotatingServer {
  readonly origin: string;
  readonly refreshes: number;
  readonly mostAtOnce: number;
  /** Refresh tokens that came a second time: a strict server ends the whole family then. */
  readonly reused: number;
}

/** Access tokens live for an hour. Every answer takes a few milliseconds. */
export async function startRotatingServer(): Promise<RotatingServer> {
  const wire = await startWireServer();
  const owners = new Map<string, string>();
  const spent = new Set<string>();
  let underWay = 0;
  const counts = { origin: wire.origin, refreshes: 0, mostAtOnce: 0, reused: 0 };

  const grant = (sub: string): Record<string, unknown> => {
    const refreshToken = crypto.randomUUID();
    owners.set(refreshToken, sub);
    return {
      token_type: "Bearer",
      access_token: `${sub} ${crypto.randomUUID()}`,
      expires_in: 3600,
      refresh_token: refreshToken,
      id_token: idToken(wire.origin, { sub, preferred_username: sub }),
    };
  };
  const answerTo = (form: ReadonlyMap<string, string>): Record<string, unknown> => {
    if (form.get("grant_type") === "password") return grant(form.get("username") ?? "");
    counts.refreshes += 1;
    const token = form.get("refresh_token") ?? "";
    if (spent.has(token)) counts.reused += 1;
    const sub = spent.has(token) ? undefined : owners.get(token);
    spent.add(token);
    return sub === undefined ? { error: "invalid_grant" } : grant(sub);
  };

  wire.answer = (response, { path, body }) => {
    if (path !== "/token") {
      return answerJson(response, { issuer: wire.origin, token_endpoint: `${wire.origin}/token` });
    }
    underWay += 1;
    counts.mostAtOnce = Math.max(counts.mostAtOnce, underWay);
    setTimeout(() => {
      underWay -= 1;
      const answer = answerTo(decodeForm(body));
      answerJson(response, answer, "error" in answer ? 400 : 200);
    }, 5);
  };
  return counts;
}
