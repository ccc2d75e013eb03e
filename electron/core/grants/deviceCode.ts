// The device authorization grant (RFC 8628): a code to type on another device or in any browser, and patient asking.
import { done, failed, mayRetry, type Outcome } from "../../../shared/failure.ts";
import type { Authority } from "../authority/authority.ts";
import { classify } from "../diagnostics/classify.ts";
import { classifyTransport } from "../diagnostics/transport.ts";
import { ownFailure } from "../failures.ts";
import type { Clock } from "../ports.ts";
import { Secret } from "../secret.ts";
import type { Reply } from "./reply.ts";
import { requestToken, wireScopes, type TokenReply, type TokenRequestDeps } from "./tokenRequest.ts";

export interface DeviceAuthorization {
  readonly deviceCode: Secret;
  /** To be typed by the person. Worth nothing without their sign-in. */
  readonly userCode: string;
  /** As the server sent it: it is opened only after a check of its host. */
  readonly verificationUri: string;
  readonly verificationUriComplete?: string;
  readonly endsAt: number;
  readonly intervalMs: number;
}

export interface DeviceWish {
  readonly authority: Authority;
  readonly endpoint: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly correlationId: string;
  readonly signal: AbortSignal;
}

const usualIntervalMs = 5_000;
const shortestIntervalMs = 1_000;
const longestIntervalMs = 60_000;
/** RFC 8628 3.5: this much more with every `slow_down`. */
const slowDownMs = 5_000;

/** Asks for a device code. */
export async function beginDeviceCode(wish: DeviceWish, deps: TokenRequestDeps): Promise<Outcome<DeviceAuthorization>> {
  const at = deps.clock.now();
  const body = new URLSearchParams({ client_id: wish.clientId, scope: wireScopes(wish.scopes) });
  const context = { at, endpoint: wish.endpoint, correlationId: wish.correlationId, secrets: [] };
  let reply: Reply;
  try {
    reply = await deps.http({
      method: "POST",
      url: wish.endpoint,
      headers: {
        accept: "application/json",
        "content-type": "application/x-www-form-urlencoded",
        ...wish.authority.type.headers({ correlationId: wish.correlationId, version: deps.version }),
      },
      body: body.toString(),
      signal: wish.signal,
    });
  } catch (error) {
    return failed(classifyTransport("deviceCode", error, context));
  }
  const answer = reply.status === 200 ? readAnswer(reply.json ?? {}, at) : undefined;
  return answer === undefined ? failed(classify("deviceCode", reply, context)) : done(answer);
}

function readAnswer(json: Readonly<Record<string, unknown>>, at: number): DeviceAuthorization | undefined {
  const { device_code: deviceCode, user_code: userCode, verification_uri_complete: complete } = json;
  // `verification_url` is what some servers of the draft's time still say.
  const verificationUri = json["verification_uri"] ?? json["verification_url"];
  if (typeof deviceCode !== "string" || typeof userCode !== "string" || typeof verificationUri !== "string")
    return undefined;
  const lifeMs = (seconds(json["expires_in"]) ?? 900) * 1000;
  const intervalMs = seconds(json["interval"]);
  return {
    deviceCode: new Secret(deviceCode),
    userCode: userCode.slice(0, 64),
    verificationUri: verificationUri.slice(0, 2000),
    ...(typeof complete === "string" ? { verificationUriComplete: complete.slice(0, 2000) } : {}),
    endsAt: at + Math.min(lifeMs, 3_600_000),
    intervalMs:
      intervalMs === undefined
        ? usualIntervalMs
        : Math.min(Math.max(intervalMs * 1000, shortestIntervalMs), longestIntervalMs),
  };
}

function seconds(value: unknown): number | undefined {
  const number = typeof value === "string" ? Number.parseFloat(value) : value;
  return typeof number === "number" && Number.isFinite(number) && number > 0 ? number : undefined;
}

export interface DevicePolling extends DeviceWish {
  readonly device: DeviceAuthorization;
}

/** Asks until the person is done, refuses, or the code ends. Trouble on the way only makes it ask more slowly. */
export async function deviceCodeGrant(polling: DevicePolling, deps: TokenRequestDeps): Promise<Outcome<TokenReply>> {
  const { device, signal } = polling;
  let intervalMs = device.intervalMs;
  for (;;) {
    if (!(await sleep(deps.clock, intervalMs, signal)))
      return failed(ownFailure("cancelled", deps.clock.now(), { grant: "deviceCode" }));
    if (deps.clock.now() >= device.endsAt) {
      return failed(ownFailure("signInNeeded", deps.clock.now(), { grant: "deviceCode", error: "expired_token" }));
    }
    const outcome = await askOnce(polling, deps);
    if (outcome.ok) return outcome;
    const { error } = outcome.failure.evidence;
    if (error === "slow_down") intervalMs = Math.min(intervalMs + slowDownMs, longestIntervalMs);
    else if (error !== "authorization_pending") {
      if (outcome.failure.kind === "cancelled" || !mayRetry(outcome.failure)) return outcome;
      // RFC 8628 3.5 wants a longer pause after a connection that timed out.
      intervalMs = Math.min(intervalMs * 2, longestIntervalMs);
    }
  }
}

function askOnce(polling: DevicePolling, deps: TokenRequestDeps): Promise<Outcome<TokenReply>> {
  const { authority, clientId, scopes, device, correlationId, signal } = polling;
  return requestToken(
    {
      grant: "deviceCode",
      grantType: "urn:ietf:params:oauth:grant-type:device_code",
      authority,
      clientId,
      scopes,
      parameters: { device_code: device.deviceCode.reveal() },
      secrets: [device.deviceCode],
      correlationId,
      signal,
    },
    deps,
  );
}

/** True after the whole time, false at once where it was cancelled. */
function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const cancel = clock.after(ms, () => resolve(true));
    signal.addEventListener(
      "abort",
      () => {
        cancel();
        resolve(false);
      },
      { once: true },
    );
  });
}
