// Reads what a server answers to the question for a device code (RFC 8628 3.2), in its older spellings too.
import { Secret } from "../secret.ts";
import { readSeconds } from "./seconds.ts";

export interface DeviceAuthorization {
  readonly deviceCode: Secret;
  /** To be typed by the person. Worth nothing without their sign-in. */
  readonly userCode: string;
  /** As the server sent it: it is opened only after a check of its host. */
  readonly verificationUri: string;
  readonly endsAt: number;
  readonly intervalMs: number;
}

/** RFC 8628 3.5: where the server names none. Zero and what is no number say nothing either. */
const usualIntervalMs = 5_000;
export const longestIntervalMs = 60_000;
const usualLifeMs = 900_000;
const longestLifeMs = 3_600_000;

/** Undefined where a code or the address is missing. */
export function readDeviceAnswer(json: Readonly<Record<string, unknown>>, at: number): DeviceAuthorization | undefined {
  const deviceCode = text(json["device_code"], 10_000);
  const userCode = text(json["user_code"], 64);
  // `verification_url` is what some servers of the draft's time still say.
  const verificationUri = text(json["verification_uri"], 2_000) ?? text(json["verification_url"], 2_000);
  if (deviceCode === undefined || userCode === undefined || verificationUri === undefined) return undefined;
  return {
    deviceCode: new Secret(deviceCode),
    userCode,
    verificationUri,
    endsAt: at + Math.min(readSeconds(json["expires_in"]) ?? usualLifeMs, longestLifeMs),
    intervalMs: Math.min(readSeconds(json["interval"]) ?? usualIntervalMs, longestIntervalMs),
  };
}

/** Without the signs that show nothing, or make what follows read as something else. What is too long is no such text. */
function text(value: unknown, longest: number): string | undefined {
  if (typeof value !== "string" || value.length > longest) return undefined;
  const plain = value.replace(/[\p{Cc}\p{Cf}]+/gu, "").trim();
  return plain === "" ? undefined : plain;
}
