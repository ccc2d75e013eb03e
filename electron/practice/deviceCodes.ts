// Device codes (RFC 8628): what the app polls with, what the person types, and what came of it.
import { randomBytes, randomInt } from "node:crypto";
import { forgetOldest } from "./bounded.ts";
import { type Refusal, refuse } from "./errors.ts";
import type { TenantKind } from "./tenants.ts";

const slowDownMs = 5_000;
/** Timers fire a little early at times. */
const toleranceMs = 500;
const mostKept = 1_000;
/** Without vowels, so that no code spells a word, and without what looks alike. */
const alphabet = "BCDFGHJKLMNPQRSTVWXZ23456789";

export interface DeviceCodeOptions {
  /** Default 900. */
  readonly lifeSeconds?: number;
  /** Default 5. */
  readonly intervalSeconds?: number;
  /** RFC 8628 lets a server leave `interval` out; clients then wait 5 s. Default true. */
  readonly sendsInterval?: boolean;
}

export interface DeviceRequest {
  readonly clientId: string;
  readonly tenant: TenantKind;
  readonly scope: string;
}

export interface DeviceSignIn {
  readonly username: string;
  readonly secondFactor: boolean;
}

export interface DeviceCodes {
  readonly lifeSeconds: number;
  /** Undefined where it is not told. */
  readonly toldInterval: number | undefined;
  begin(request: DeviceRequest): { readonly deviceCode: string; readonly userCode: string };
  /** What a typed code was asked for; blanks, hyphens and case do not matter. Undefined once it is answered or has ended. */
  find(userCode: string): DeviceRequest | undefined;
  /** The person's answer; the first one counts. */
  answer(userCode: string, outcome: DeviceSignIn | Refusal): void;
  /** One poll by the app. A sign-in is given out once. */
  poll(deviceCode: string, clientId: string): (DeviceRequest & DeviceSignIn) | Refusal;
}

interface Entry {
  readonly request: DeviceRequest;
  readonly userCode: string;
  readonly endsAt: number;
  readonly intervalMs: number;
  readonly polledAt?: number;
  readonly outcome?: DeviceSignIn | Refusal;
}

export function createDeviceCodes(
  now: () => number,
  options: DeviceCodeOptions,
  mark: string | undefined,
): DeviceCodes {
  const { lifeSeconds = 900, intervalSeconds = 5, sendsInterval = true } = options;
  const kept = new Map<string, Entry>();

  function byUserCode(userCode: string): [string, Entry] | undefined {
    const bare = userCode.replace(/[\s-]/g, "").toUpperCase();
    return [...kept].find(([, each]) => each.userCode === bare && each.outcome === undefined && now() < each.endsAt);
  }

  return {
    lifeSeconds,
    toldInterval: sendsInterval ? intervalSeconds : undefined,
    begin(request) {
      const deviceCode = [randomBytes(32).toString("base64url"), ...(mark === undefined ? [] : [mark])].join(".");
      const userCode = Array.from({ length: 9 }, () => alphabet[randomInt(alphabet.length)]).join("");
      kept.set(deviceCode, {
        request,
        userCode,
        endsAt: now() + lifeSeconds * 1_000,
        intervalMs: intervalSeconds * 1_000,
      });
      forgetOldest(kept, mostKept);
      return { deviceCode, userCode };
    },
    find: (userCode) => byUserCode(userCode)?.[1].request,
    answer(userCode, outcome) {
      const found = byUserCode(userCode);
      if (found !== undefined) kept.set(found[0], { ...found[1], outcome });
    },
    poll(deviceCode, clientId) {
      const entry = kept.get(deviceCode);
      if (entry === undefined || entry.request.clientId !== clientId) return refuse(70018);
      const { request, endsAt, intervalMs, polledAt, outcome } = entry;
      if (endsAt <= now()) return refuse(70020);
      const tooFast = polledAt !== undefined && now() < polledAt + intervalMs - toleranceMs;
      kept.set(deviceCode, { ...entry, polledAt: now(), intervalMs: intervalMs + (tooFast ? slowDownMs : 0) });
      if (tooFast) return refuse(70016, { error: "slow_down" });
      if (outcome === undefined) return refuse(70016);
      kept.delete(deviceCode);
      return "kind" in outcome ? outcome : { ...request, ...outcome };
    },
  };
}
