// An OpenID server in memory, by a clock that tests move: one-time refresh tokens, and days on which it or the way to it is down.
import type { Clock, Fetch } from "../../electron/core/ports.ts";

export interface SoakServer {
  readonly fetch: Fetch;
  readonly origin: string;
  state: "up" | "down" | "busy" | "unreachable";
  /** How long an answer takes; 0: at once. */
  latencyMs: number;
  /** While set, refreshes are expected shortly before the end, and how shortly is kept in `leads`. */
  calm: boolean;
  readonly counts: {
    refreshes: number;
    failures: number;
    reused: number;
    underWay: number;
    mostAtOnce: number;
  };
  readonly leads: { least: number; most: number };
  isGood(accessToken: string): boolean;
}

interface Family {
  refreshToken: string;
  accessToken: string;
  endsAt: number;
}

export function createSoakServer(clock: Clock, random: () => number): SoakServer {
  const families = new Map<string, Family>();
  let serial = 0;

  const issue = (person: string): Record<string, unknown> => {
    serial += 1;
    // An hour to an hour and a half, as Entra does.
    const lifeSeconds = 3_600 + Math.floor(random() * 1_800);
    const family = { refreshToken: `${person}.r${serial}`, accessToken: `${person}.a${serial}` };
    families.set(person, { ...family, endsAt: clock.now() + lifeSeconds * 1000 });
    return {
      token_type: "Bearer",
      expires_in: lifeSeconds,
      access_token: family.accessToken,
      refresh_token: family.refreshToken,
      id_token: idToken(server.origin, person, clock.now()),
    };
  };

  const refresh = (refreshToken: string): Record<string, unknown> => {
    const { counts, leads } = server;
    const person = refreshToken.split(".")[0] ?? "";
    const family = families.get(person);
    if (family?.refreshToken !== refreshToken) {
      counts.reused += 1;
      return { error: "invalid_grant" };
    }
    counts.refreshes += 1;
    if (server.calm) {
      leads.least = Math.min(leads.least, family.endsAt - clock.now());
      leads.most = Math.max(leads.most, family.endsAt - clock.now());
    }
    return issue(person);
  };

  const answer = (url: string, body: string): Response => {
    if (server.state === "unreachable") throw unreachable();
    const headers = { date: new Date(clock.now()).toUTCString() };
    if (server.state === "down") return Response.json({ error: "server_error" }, { status: 503, headers });
    const busy = { ...headers, "retry-after": "120" };
    if (server.state === "busy") return Response.json({ error: "slow_down" }, { status: 429, headers: busy });
    if (!url.endsWith("/token"))
      return Response.json({ issuer: server.origin, token_endpoint: `${server.origin}/token` }, { headers });
    const form = new URLSearchParams(body);
    const isPassword = form.get("grant_type") === "password";
    const json = isPassword ? issue(form.get("username") ?? "") : refresh(form.get("refresh_token") ?? "");
    return Response.json(json, { status: "error" in json ? 400 : 200, headers });
  };

  const server: SoakServer = {
    origin: "https://soak.example",
    state: "up",
    latencyMs: 0,
    calm: false,
    counts: { refreshes: 0, failures: 0, reused: 0, underWay: 0, mostAtOnce: 0 },
    leads: { least: Infinity, most: 0 },
    async fetch(url, { body = "" }) {
      const { counts, latencyMs } = server;
      counts.underWay += 1;
      counts.mostAtOnce = Math.max(counts.mostAtOnce, counts.underWay);
      try {
        if (latencyMs > 0) await new Promise<void>((resolve) => void clock.after(latencyMs, resolve));
        const response = answer(url, body);
        if (!response.ok) counts.failures += 1;
        return response;
      } catch (error) {
        counts.failures += 1;
        throw error;
      } finally {
        counts.underWay -= 1;
      }
    },
    isGood(accessToken) {
      const family = families.get(accessToken.split(".")[0] ?? "");
      return family?.accessToken === accessToken && family.endsAt > clock.now();
    },
  };
  return server;
}

function unreachable(): Error {
  const cause = Object.assign(new Error("no such host"), { code: "ENOTFOUND" });
  return Object.assign(new TypeError("fetch failed"), { cause });
}

/** Signed by nobody: it comes from the token endpoint itself (OpenID Connect Core 3.1.3.7, step 6). */
function idToken(issuer: string, sub: string, now: number): string {
  const seconds = Math.floor(now / 1000);
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { iss: issuer, aud: "endurance", sub, preferred_username: sub, iat: seconds, exp: seconds + 3600 };
  return `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}.c2lnbmF0dXJl`;
}
