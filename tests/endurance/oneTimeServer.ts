// An OpenID server with one-time refresh tokens that remembers each of them, so that a test can ask what a stored one is worth.
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface OneTimeServer {
  readonly origin: string;
  readonly refreshes: number;
  /** Every time a strict server ended a family, because a refresh token came a second time. */
  readonly ended: readonly EndedFamily[];
  /** What would come of this refresh token now. Changes nothing. */
  worth(refreshToken: string): Worth;
  close(): Promise<void>;
}

export interface Worth {
  /** `lost`: its one successor was issued, and no grace is left. `older`: more than one was. */
  readonly kind: "current" | "withinGrace" | "lost" | "older" | "ended" | "unknown";
  /** The newest access token of its family. */
  readonly newest: string;
}

export interface EndedFamily {
  readonly person: string;
  /** The access token that came with the refresh token that nobody presented. */
  readonly unheard: string;
}

export interface OneTimeOptions {
  /** For so long a spent token is taken once more, as servers do that know of answers lost on their way; 0: never. */
  readonly graceMs: number;
  /** Answers take up to so long, before and after the token is rotated. */
  readonly slownessMs: number;
}

/** What came of one sign-in. */
interface Family {
  readonly person: string;
  current: string;
  accessToken: string;
  /** With the time of the first use, in its order. */
  readonly spent: Map<string, number>;
  ended: boolean;
}

export async function startOneTimeServer(options: OneTimeOptions): Promise<OneTimeServer> {
  const families = new Map<string, Family>();
  const ended: EndedFamily[] = [];
  const counts = { refreshes: 0, serial: 0 };

  const issue = (id: string, family: Family): Record<string, unknown> => {
    counts.serial += 1;
    family.current = `${id}.${randomBytes(12).toString("hex")}`;
    family.accessToken = `access-${family.person}-${counts.serial}`;
    const { current: refresh_token, accessToken: access_token, person } = family;
    return { token_type: "Bearer", expires_in: 3600, access_token, refresh_token, id_token: idToken(origin, person) };
  };
  const signIn = (person: string): Record<string, unknown> => {
    const id = randomBytes(8).toString("hex");
    const family = { person, current: "", accessToken: "", spent: new Map<string, number>(), ended: false };
    families.set(id, family);
    return issue(id, family);
  };
  const refresh = (refreshToken: string): Record<string, unknown> => {
    counts.refreshes += 1;
    const [id = ""] = refreshToken.split(".");
    const family = families.get(id);
    const { kind } = worthOf(family, refreshToken, options.graceMs);
    if (family === undefined || kind === "unknown" || kind === "ended") return refusal;
    if (kind === "lost" || kind === "older") {
      family.ended = true;
      ended.push({ person: family.person, unheard: family.accessToken });
      return refusal;
    }
    const now = Date.now();
    // The one that nobody has heard of goes out of use with it.
    for (const token of [refreshToken, family.current]) if (!family.spent.has(token)) family.spent.set(token, now);
    return issue(id, family);
  };

  const listener = createServer((request, response) => {
    void answer(request, response, options.slownessMs, (form) => {
      if (form === undefined) return { issuer: origin, token_endpoint: `${origin}/token` };
      const isPassword = form.get("grant_type") === "password";
      return isPassword ? signIn(form.get("username") ?? "") : refresh(form.get("refresh_token") ?? "");
    });
  });
  await new Promise<void>((resolve) => void listener.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;

  return {
    origin,
    ended,
    get refreshes() {
      return counts.refreshes;
    },
    worth: (refreshToken) => worthOf(families.get(refreshToken.split(".")[0] ?? ""), refreshToken, options.graceMs),
    async close() {
      listener.closeAllConnections();
      await new Promise((resolve) => void listener.close(resolve));
    },
  };
}

const refusal = { error: "invalid_grant", error_description: "The refresh token is not taken." };

function worthOf(family: Family | undefined, refreshToken: string, graceMs: number): Worth {
  if (family === undefined) return { kind: "unknown", newest: "" };
  const { accessToken: newest, spent } = family;
  if (family.ended) return { kind: "ended", newest };
  if (family.current === refreshToken) return { kind: "current", newest };
  const spentAt = spent.get(refreshToken);
  if (spentAt === undefined) return { kind: "unknown", newest };
  if (Date.now() - spentAt < graceMs) return { kind: "withinGrace", newest };
  return { kind: [...spent.keys()].at(-1) === refreshToken ? "lost" : "older", newest };
}

type Work = (form: URLSearchParams | undefined) => Record<string, unknown>;

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  slownessMs: number,
  work: Work,
): Promise<void> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // Killed while asking: nothing is rotated for a question that never came whole.
    return;
  }
  const asksToken = request.url === "/token";
  if (asksToken) await slowly(slownessMs);
  const body = work(asksToken ? new URLSearchParams(Buffer.concat(chunks).toString()) : undefined);
  // Rotated, and not told yet: whoever is killed now never hears of it.
  if (asksToken) await slowly(slownessMs);
  response.on("error", () => undefined);
  response.writeHead("error" in body ? 400 : 200, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function slowly(mostMs: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, Math.random() * mostMs));
}

/** Signed by nobody: it comes from the token endpoint itself (OpenID Connect Core 3.1.3.7, step 6). */
function idToken(issuer: string, sub: string): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { iss: issuer, aud: "endurance", sub, preferred_username: sub, iat: now, exp: now + 3600 };
  return `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}.c2lnbmF0dXJl`;
}
