// What is made of answers to the question for a device code, good ones and any others.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { longestIntervalMs, readDeviceAnswer } from "../../../electron/core/grants/deviceAnswer.ts";

const at = Date.UTC(2026, 10, 23);
const good = { device_code: "d", user_code: "ABCD", verification_uri: "https://idp.example/device" };
const names = ["device_code", "user_code", "verification_uri", "verification_url", "expires_in", "interval"];

it("whatever is answered is a usable code with a sensible pace, or nothing", () => {
  const field = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.anything());
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), field), fc.boolean(), (json, withCodes) => {
      const answer = readDeviceAnswer(withCodes ? { ...json, ...good } : json, at);
      expect(answer !== undefined || !withCodes).toBe(true);
      if (answer === undefined) return;
      expect(answer.userCode.trim()).not.toBe("");
      expect(answer.deviceCode.reveal()).not.toBe("");
      expect(answer.intervalMs).toBeGreaterThanOrEqual(1_000);
      expect(answer.intervalMs).toBeLessThanOrEqual(longestIntervalMs);
      expect(answer.endsAt).toBeGreaterThan(at);
      expect(answer.endsAt).toBeLessThanOrEqual(at + 3_600_000);
    }),
  );
});

it("codes are shown without the signs that nobody sees", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 30 }), (userCode) => {
      const shown = readDeviceAnswer({ ...good, user_code: userCode }, at)?.userCode ?? "";
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }),
  );
  expect(readDeviceAnswer({ ...good, user_code: " AB\u202eCD\n" }, at)?.userCode).toBe("ABCD");
});

it("an address is taken in both spellings, the standard's first", () => {
  const { verification_uri: uri, ...withoutUri } = good;
  const older = "https://idp.example/older";
  expect(readDeviceAnswer({ ...withoutUri, verification_url: older }, at)?.verificationUri).toBe(older);
  expect(readDeviceAnswer({ ...good, verification_url: older }, at)?.verificationUri).toBe(uri);
});
