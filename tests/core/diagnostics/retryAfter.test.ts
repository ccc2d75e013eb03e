// When a server wants to be asked again: seconds or a date, by its own clock, within an hour, and never in the past.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { retryTime } from "../../../electron/core/diagnostics/retryAfter.ts";
import type { Reply } from "../../../electron/core/grants/reply.ts";

const at = Date.UTC(2026, 10, 23, 9);
const hourMs = 3_600_000;
const reply = (headers: Readonly<Record<string, string>>): Reply => ({
  status: 503,
  headers,
  text: "",
  tooLarge: false,
});
const pause = (retryAfter: string, busy = false, date?: string): number | undefined => {
  const time = retryTime(reply({ "retry-after": retryAfter, ...(date === undefined ? {} : { date }) }), at, busy);
  return time === undefined ? undefined : time - at;
};

describe("a pause", () => {
  it("in seconds is kept, up to an hour", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 12 - 1 }), fc.boolean(), (seconds, busy) => {
        expect(pause(String(seconds), busy)).toBe(Math.min(seconds * 1000, hourMs));
      }),
    );
  });

  it("as a date is as long by our clock as by the server's, whatever year that has", () => {
    const serverTime = fc.integer({ min: Date.UTC(1990), max: Date.UTC(2090) }).map((ms) => ms - (ms % 1000));
    fc.assert(
      fc.property(serverTime, fc.integer({ min: 1, max: 10_000 }), (now, seconds) => {
        const text = (ms: number): string => new Date(ms).toUTCString();
        expect(pause(text(now + seconds * 1000), false, text(now))).toBe(Math.min(seconds * 1000, hourMs));
      }),
    );
  });

  it("is between a moment and an hour, or not asked for, whatever is written", () => {
    const anyHeader = fc.oneof(fc.string(), fc.integer().map(String), fc.date({ noInvalidDate: true }).map(String));
    fc.assert(
      fc.property(anyHeader, anyHeader, fc.boolean(), (retryAfter, date, busy) => {
        const named = pause(retryAfter, busy, date);
        expect(named !== undefined || !busy).toBe(true);
        const ms = named ?? 1;
        expect(ms).toBeGreaterThan(0);
        expect(ms).toBeLessThanOrEqual(hourMs);
      }),
    );
  });

  it.each(["0", "-5", "soon", "1.5", "1e3", "Mon, 01 Jan 1990 00:00:00 GMT", "9999999999999999"])(
    "of %j is a minute where the server is busy, and none otherwise",
    (text) => {
      expect(pause(text, true)).toBe(60_000);
      expect(pause(text, false)).toBeUndefined();
    },
  );
});
