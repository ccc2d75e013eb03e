// Sends the password grant to a loopback server, and makes the ID tokens and replies that come back.
import { authorityTypes } from "../../../electron/core/authority/authorityType.ts";
import type { Authority } from "../../../electron/core/authority/authority.ts";
import { passwordGrant, type PasswordRequest } from "../../../electron/core/grants/password.ts";
import { createThrottle, type Throttle } from "../../../electron/core/grants/throttle.ts";
import type { TokenReply } from "../../../electron/core/grants/tokenRequest.ts";
import { createHttp } from "../../../electron/core/http.ts";
import type { Clock } from "../../../electron/core/ports.ts";
import { Secret } from "../../../electron/core/secret.ts";
import { systemClock } from "../../../electron/node/clock.ts";
import { nodeFetch } from "../../../electron/node/fetch.ts";
import type { Outcome } from "../../../shared/failure.ts";
import { answerJson, goodAnswer, type WireServer } from "./wireServer.ts";

export interface Asking extends Partial<PasswordRequest> {
  readonly kind?: "entra" | "openid";
  readonly issuer?: string;
  readonly clock?: Clock;
  /** Collects what was said about ID tokens that were ignored. */
  readonly faults?: string[];
  /** To be shared by requests that are to know of each other's pauses. */
  readonly throttle?: Throttle;
}

export const tenantId = "72f988bf-0000-4000-8000-00000000c0de";
export const clientId = "a-public-client";

export function askPassword(server: WireServer, asking: Asking = {}): Promise<Outcome<TokenReply>> {
  const {
    kind = "entra",
    issuer = server.origin,
    clock = systemClock,
    faults = [],
    throttle = createThrottle(clock),
    ...request
  } = asking;
  const { signal } = new AbortController();
  return passwordGrant(
    {
      authority: authorityAt(server, kind, issuer),
      clientId,
      scopes: ["User.Read"],
      username: "ann@contoso.example",
      password: new Secret("a password"),
      asked: {},
      correlationId: crypto.randomUUID(),
      signal,
      ...request,
    },
    {
      http: createHttp(nodeFetch, clock),
      clock,
      version: "1.2.3",
      throttle,
      onIdTokenFault: (reason) => void faults.push(reason),
    },
  );
}

function authorityAt({ origin }: WireServer, kind: "entra" | "openid", issuer: string): Authority {
  const url = kind === "entra" ? `${origin}/${tenantId}` : origin;
  return { kind, type: authorityTypes[kind], url, origin, issuer, tokenEndpoint: `${origin}/token` };
}

/** The reply of a good answer with these changes; `undefined` leaves a field out. Throws where it was refused. */
export async function replyTo(
  server: WireServer,
  changes: Readonly<Record<string, unknown>>,
  asking: Asking = {},
): Promise<TokenReply> {
  server.answer = (response) => answerJson(response, { ...goodAnswer, ...changes });
  const outcome = await askPassword(server, asking);
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.failure)}`);
  return outcome.value;
}

/** Signed by nobody: it came from the token endpoint itself (OpenID Connect Core 3.1.3.7, step 6). */
export function idToken(issuer: string, claims: Readonly<Record<string, unknown>> = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: "RS256", typ: "JWT", kid: "k" };
  const payload = { iss: issuer, aud: clientId, sub: "a-subject", iat: now, exp: now + 3600, ...claims };
  return `${base64Json(header)}.${base64Json(payload)}.c2lnbmF0dXJl`;
}

export function base64Json(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
