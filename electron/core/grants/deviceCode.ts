// The device authorization grant (RFC 8628): a code to type on another device or in any browser, and patient asking.
import { done, failed, type Outcome } from "../../../shared/failure.ts";
import { outlookOf } from "../../../shared/outlook.ts";
import { scopeRules } from "../../../shared/scopeRules.ts";
import type { Authority } from "../authority/authority.ts";
import { classify } from "../diagnostics/classify.ts";
import { classifyTransport } from "../diagnostics/transport.ts";
import { ownFailure } from "../failures.ts";
import type { Asked } from "../identity/whoseToken.ts";
import type { Clock } from "../ports.ts";
import { longestIntervalMs, readDeviceAnswer, type DeviceAuthorization } from "./deviceAnswer.ts";
import type { Reply } from "./reply.ts";
import { requestToken, wireScopes, type TokenReply, type TokenRequestDeps } from "./tokenRequest.ts";

export interface DeviceWish {
  readonly authority: Authority;
  readonly endpoint: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly correlationId: string;
  readonly signal: AbortSignal;
}

/** RFC 8628 3.5: this much more with every `slow_down`. */
const slowDownMs = 5_000;

/** Asks for a device code. The request names nobody, so a pause that the server wishes for is about nobody in particular. */
export function beginDeviceCode(wish: DeviceWish, deps: TokenRequestDeps): Promise<Outcome<DeviceAuthorization>> {
  const { endpoint, clientId, authority } = wish;
  const scopes = scopeRules(authority.kind).key(wish.scopes);
  return deps.throttle.ask({ endpoint, clientId, scopes, who: "" }, () => askForCode(wish, deps));
}

async function askForCode(wish: DeviceWish, deps: TokenRequestDeps): Promise<Outcome<DeviceAuthorization>> {
  const at = deps.clock.now();
  const body = new URLSearchParams({ client_id: wish.clientId, scope: wireScopes(wish.authority, wish.scopes) });
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
      caFile: wish.authority.caFile,
    });
  } catch (error) {
    return failed(classifyTransport("deviceCode", error, context));
  }
  const answer = reply.status === 200 ? readDeviceAnswer(reply.json ?? {}, at) : undefined;
  return answer === undefined ? failed(classify("deviceCode", reply, context)) : done(answer);
}

export interface DevicePolling extends DeviceWish {
  readonly device: DeviceAuthorization;
  readonly asked: Asked;
}

/** Asks until the person is done, refuses, or the code ends. Trouble on the way only makes it ask more slowly. */
export async function deviceCodeGrant(polling: DevicePolling, deps: TokenRequestDeps): Promise<Outcome<TokenReply>> {
  const { device, signal } = polling;
  let intervalMs = device.intervalMs;
  let notBefore = 0;
  for (;;) {
    const now = deps.clock.now();
    const waitMs = Math.min(Math.max(intervalMs, notBefore - now), Math.max(0, device.endsAt - now));
    if (!(await sleep(deps.clock, waitMs, signal)))
      return failed(ownFailure("cancelled", deps.clock.now(), { grant: "deviceCode" }));
    if (deps.clock.now() >= device.endsAt) {
      return failed(ownFailure("signInNeeded", deps.clock.now(), { grant: "deviceCode", error: "expired_token" }));
    }
    const outcome = await askOnce(polling, deps);
    if (outcome.ok) return outcome;
    const { error } = outcome.failure.evidence;
    if (error === "slow_down") intervalMs = Math.min(intervalMs + slowDownMs, longestIntervalMs);
    else if (error !== "authorization_pending") {
      if (outcome.failure.kind === "cancelled" || outlookOf(outcome.failure) !== "passes") return outcome;
      // RFC 8628 3.5 wants a longer pause after a connection that timed out.
      intervalMs = Math.min(intervalMs * 2, longestIntervalMs);
      notBefore = outcome.failure.retryAt ?? 0;
    }
  }
}

function askOnce(polling: DevicePolling, deps: TokenRequestDeps): Promise<Outcome<TokenReply>> {
  const { authority, clientId, scopes, device, asked, correlationId, signal } = polling;
  return requestToken(
    {
      grant: "deviceCode",
      grantType: "urn:ietf:params:oauth:grant-type:device_code",
      authority,
      clientId,
      scopes,
      parameters: { device_code: device.deviceCode.reveal() },
      secrets: [device.deviceCode],
      asked,
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
