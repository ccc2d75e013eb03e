// The whole program against a server with a habit: metadata as it should be, and a token endpoint that does as a test says.
import { expect } from "vitest";
import type { Clock } from "../../electron/core/ports.ts";
import type { Outcome } from "../../shared/failure.ts";
import type { Attempt } from "../../shared/snapshot.ts";
import {
  answers,
  startHabitServer,
  type Answer,
  type Habit,
  type HabitRequest,
  type HabitServer,
} from "./habitServer.ts";
import { startOpenIdApp, type OpenIdApp } from "./openIdApp.ts";
import { ann } from "./openIdPeople.ts";

export const clientId = "a-public-client";
export const tenantId = "72f988bf-0000-4000-8000-00000000c0de";
/** Stands in all tokens, and must be seen nowhere. */
export const mark = "HABIT-0c7e51";
export const scopes = ["api.read"];

export interface HabitApp extends OpenIdApp {
  readonly server: HabitServer;
  /** Every request for a token that arrived whole. */
  readonly asked: readonly HabitRequest[];
  /** In the order in which they arrived. */
  refreshTokensSent(): readonly string[];
  /** What the token endpoint does from now on. */
  tokens(habit: Habit | Answer | ((request: HabitRequest) => Answer)): void;
  signInAs(username: string, scopes?: readonly string[]): Promise<Outcome<{ readonly accountId: string }>>;
  renew(accountId: string, scopes?: readonly string[]): ReturnType<OpenIdApp["app"]["getToken"]>;
  /** The newest. */
  attempt(): Attempt;
  /** Ends the program, and fails if a secret is to be seen in its picture or its log. */
  end(): Promise<void>;
}

export interface HabitOptions {
  readonly kind?: "openid" | "entra";
  readonly clock?: Clock;
  /** Of the token endpoint's address. */
  readonly query?: string;
}

export async function startHabitApp({ kind = "openid", clock, query = "" }: HabitOptions = {}): Promise<HabitApp> {
  const server = await startHabitServer();
  const { origin, habits } = server;
  const document = {
    issuer: origin,
    token_endpoint: `${origin}/token${query}`,
    device_authorization_endpoint: `${origin}/device`,
    id_token_signing_alg_values_supported: ["RS256", "none"],
  };
  for (const folder of ["", `/${tenantId}/v2.0`])
    habits.set(`${folder}/.well-known/openid-configuration`, answers({ body: document }));
  const draft = { kind, clientId, scopes: scopes.join(" "), tenant: kind === "entra" ? tenantId : "" };
  const t = await startOpenIdApp(origin, draft, clock);
  const { app, connectionId } = t;
  const asked = (): readonly HabitRequest[] => server.requests.filter(({ path }) => path.startsWith("/token"));
  const signInAs: HabitApp["signInAs"] = (username, wanted) =>
    app.handlers.signIn({ connectionId, username, password: `${ann.password} ${mark}`, scopes: wanted?.slice() });
  return {
    ...t,
    server,
    get asked() {
      return asked();
    },
    tokens: (habit) => void habits.set("/token", isHabit(habit) ? habit : answers(habit)),
    refreshTokensSent: () => asked().flatMap(({ form }) => form.getAll("refresh_token")),
    signInAs,
    async signedIn() {
      const outcome = await signInAs(ann.username);
      if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.failure)}`);
      return outcome.value.accountId;
    },
    renew: (accountId, wanted = scopes) => app.getToken({ accountId, scopes: wanted, forceRefresh: true }),
    attempt() {
      const [newest] = app.snapshot().attempts;
      if (newest === undefined) throw new Error("nothing was asked");
      return newest;
    },
    async end() {
      expect(JSON.stringify([app.snapshot(), t.log])).not.toContain(mark);
      await app.stop();
    },
  };
}

function isHabit(given: Habit | Answer | ((request: HabitRequest) => Answer)): given is Habit {
  return typeof given === "object" && "at" in given && "play" in given;
}

export const goodTokens = {
  token_type: "Bearer",
  access_token: `access ${mark}`,
  refresh_token: `refresh ${mark}`,
  expires_in: 3600,
};

/** Answers with a token and these changes; `undefined` leaves a field out. */
export function tokensWith(changes: Readonly<Record<string, unknown>>): Answer {
  return { body: { ...goodTokens, ...changes } };
}

/** Signed by nobody: it comes from the token endpoint itself (OpenID Connect Core 3.1.3.7, step 6). */
export function idTokenOf(origin: string, claims: Readonly<Record<string, unknown>> = {}, alg = "RS256"): string {
  const now = Math.floor(Date.now() / 1000);
  const payload = { iss: origin, aud: clientId, sub: ann.sub, iat: now, exp: now + 3600, ...claims };
  return [{ alg, typ: "JWT" }, payload].map(base64Json).join(".").concat(".c2lnbmF0dXJl");
}

export function base64Json(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
