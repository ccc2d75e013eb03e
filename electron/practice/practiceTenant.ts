// The practice tenant: an Entra-like authority on this computer, started when it is first used.
import { setTimeout as wait } from "node:timers/promises";
import { practiceTenant } from "../../shared/practicePeople.ts";
import { listenLoopback, type LoopbackAnswer } from "../loopback/listener.ts";
import type { LoopbackRequest } from "../loopback/request.ts";
import { createDirectory } from "./directory.ts";
import { refuse } from "./errors.ts";
import { type PracticeFault, spoil } from "./faults.ts";
import { parseForm } from "./form.ts";
import { openSigningKey } from "./keys.ts";
import { createRefreshTokens, type RefreshTokenReuse } from "./refreshTokens.ts";
import { createRequestLog, knownGrantType, type PracticeRequest } from "./requestLog.ts";
import { type Asked, findRoute, type Route, type Services } from "./routes.ts";
import type { PracticeState } from "./state.ts";
import { issuerAt } from "./tenants.ts";
import { createTokenIssuer } from "./tokens.ts";
import { jsonAnswer, openExchange, traceHeaders } from "./wire.ts";

export interface PracticeOptions {
  /** Epoch ms. */
  readonly now?: () => number;
  /** How the slow person's answers are held back. */
  readonly delay?: (ms: number) => Promise<void>;
  /** Wished port, else the saved one; a free one when it is taken. */
  readonly port?: number;
  /** What an earlier run saved, so that its tokens and refresh tokens go on working. */
  readonly state?: PracticeState;
  /** What happens when a refresh token is redeemed twice; Entra allows it. */
  readonly refreshTokenReuse?: RefreshTokenReuse;
  /** Default: 60 to 90 minutes, at random for each token, as Entra does. The short-lived person always gets 30 s. */
  readonly accessTokenLifeSeconds?: number;
  /** Put into every token, so that a search for leaks finds them. */
  readonly mark?: string;
}

export interface PracticeTenant {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** The origin with the tenant ID; the tenant's domain works in its place. */
  readonly authority: string;
  readonly tenantId: string;
  readonly domain: string;
  readonly clientId: string;
  /** GET with a Bearer token: checks it and answers name, upn and scopes. */
  readonly meUrl: string;
  readonly requests: readonly PracticeRequest[];
  saveState(): PracticeState;
  revokeRefreshTokens(username: string): void;
  /** Spoils answers until called again, without a fault to end it. */
  setFault(fault?: PracticeFault): void;
  /** Cuts every connection at once. */
  close(): Promise<void>;
}

const slowByMs = 4_000;
const maxBodyBytes = 64 * 1024;
const mostPortsKept = 16;

export async function startPracticeTenant(options: PracticeOptions = {}): Promise<PracticeTenant> {
  const { now = Date.now, state } = options;
  const wished = options.port ?? state?.ports[0];
  const opened = Promise.withResolvers<Services>();
  const front = createFront(now);
  const loopback = await listenLoopback({
    ...(wished !== undefined && { port: wished }),
    maxBodyBytes,
    // Issuers and endpoints name the port, so it must be known before the first answer.
    handle: async (request) => front.answer(request, await opened.promise),
  });
  const { origin, port } = loopback;
  const ports = [...new Set([port, ...(state?.ports ?? [])])].slice(0, mostPortsKept);
  const services = await openServices(options, origin, ports);
  opened.resolve(services);
  return {
    origin,
    authority: `${origin}/${practiceTenant.tenantId}`,
    tenantId: practiceTenant.tenantId,
    domain: practiceTenant.domain,
    clientId: practiceTenant.clientId,
    meUrl: `${origin}/v1.0/me`,
    requests: front.requests,
    saveState: () => ({
      version: 1,
      ports,
      privateJwk: services.key.privateJwk,
      refreshTokens: [...services.refreshTokens.records()],
    }),
    revokeRefreshTokens: (username) => services.refreshTokens.revoke(username),
    setFault: (fault) => front.setFault(fault),
    close: () => loopback.close(),
  };
}

async function openServices(options: PracticeOptions, origin: string, ports: readonly number[]): Promise<Services> {
  const { now = Date.now, delay = waitUnref, state, mark, accessTokenLifeSeconds: lifeSeconds } = options;
  // A damaged key costs its tokens only: they no longer verify, and people sign in again.
  const key = await openSigningKey(state?.privateJwk).catch(() => openSigningKey());
  return {
    origin,
    key,
    issuers: ports.map((port) => issuerAt(`http://127.0.0.1:${port}`)),
    issuer: createTokenIssuer({ now, key, origin, lifeSeconds, mark }),
    directory: createDirectory(now),
    refreshTokens: createRefreshTokens({
      now,
      mark,
      reuse: options.refreshTokenReuse ?? "allowed",
      saved: state?.refreshTokens ?? [],
    }),
    pause: async (person) => (person?.situation === "slow" ? delay(slowByMs) : undefined),
  };
}

/** What stands before the endpoints: notes each request, finds its route, checks the method, applies a fault. */
function createFront(now: () => number) {
  const log = createRequestLog();
  let fault: PracticeFault | undefined;
  let spoilt = 0;

  function takeFault({ endpoint }: Route): PracticeFault | undefined {
    if (fault === undefined || (fault.path !== "any" && fault.path !== endpoint)) return undefined;
    if (fault.times !== undefined && spoilt >= fault.times) return undefined;
    spoilt += 1;
    return fault;
  }

  async function answer(request: LoopbackRequest, services: Services): Promise<LoopbackAnswer> {
    const form = parseForm(request.body, request.headers["content-type"]);
    const exchange = openExchange(request, form, now());
    const found = findRoute(request.segments);
    const answered = log.note({
      at: exchange.at,
      method: request.method,
      endpoint: found?.route.endpoint ?? "unknown",
      path: found === undefined ? "unknown" : request.path,
      grantType: knownGrantType(form),
      correlationId: exchange.correlationId,
    });
    const result = await (found === undefined
      ? { status: 404, headers: traceHeaders(exchange) }
      : routed(found.route, { request, form, exchange, parts: found.parts }, services));
    answered(result.status);
    return result;
  }

  async function routed(route: Route, asked: Asked, services: Services): Promise<LoopbackAnswer> {
    const { method, signal } = asked.request;
    if (method !== route.method && !(method === "HEAD" && route.method === "GET")) {
      const refusal = jsonAnswer(refuse(900561), asked.exchange);
      return { ...refusal, headers: { ...refusal.headers, Allow: route.method === "GET" ? "GET, HEAD" : "POST" } };
    }
    const real = async () => route.answer(asked, services);
    const spoiling = takeFault(route);
    return spoiling === undefined ? real() : spoil(spoiling, real, signal);
  }

  return {
    requests: log.entries,
    answer,
    setFault(next?: PracticeFault) {
      fault = next;
      spoilt = 0;
    },
  };
}

/** A waiting answer must not keep the program alive. */
async function waitUnref(ms: number): Promise<void> {
  await wait(ms, undefined, { ref: false });
}
