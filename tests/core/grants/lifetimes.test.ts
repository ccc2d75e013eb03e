// How long tokens live and when the server would like the next request, whatever numbers it writes.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLifetimes } from "../../../electron/core/grants/lifetimes.ts";
import { longestMs, readSeconds } from "../../../electron/core/grants/seconds.ts";

const issuedAt = Date.UTC(2026, 10, 23);
const anySeconds = fc.oneof(
  fc.integer({ min: 1, max: 40_000 }),
  fc.double(),
  fc.integer().map(String),
  fc.double().map(String),
  fc.string(),
  fc.anything(),
);
const anyReply = fc.record(
  { expires_in: anySeconds, refresh_in: anySeconds, ext_expires_in: anySeconds, refresh_token_expires_in: anySeconds },
  { requiredKeys: [] },
);

describe("a length of time", () => {
  it("is read the same as a number and as text", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: longestMs / 1000 }), (seconds) => {
        for (const written of [seconds, ` ${seconds} `, `${seconds}.0`])
          expect(readSeconds(written)).toBe(seconds * 1000);
      }),
    );
  });

  it("is of whole milliseconds, from a second to ten years, or none at all", () => {
    fc.assert(
      fc.property(anySeconds, (value) => {
        const ms = readSeconds(value) ?? longestMs;
        expect(Number.isInteger(ms)).toBe(true);
        expect(ms).toBeGreaterThanOrEqual(1_000);
        expect(ms).toBeLessThanOrEqual(longestMs);
      }),
    );
  });

  it.each(["3600s", "1 hour", "0x10", "1e3", "-5", "+5", "", " ", ".5", "١٢", "Infinity", "NaN", "1,000"])(
    "is none as %j, because a guess could make an old token look fresh",
    (text) => {
      expect(readSeconds(text)).toBeUndefined();
    },
  );
});

describe("whatever a server writes", () => {
  const timesOf = (json: Readonly<Record<string, unknown>>) => readLifetimes(json, issuedAt);

  it("a token ends after it was asked for, at a time that a date can hold", () => {
    fc.assert(
      fc.property(anyReply, (json) => {
        const times = timesOf(json);
        expect(times.expiresAt).toBeGreaterThan(issuedAt);
        for (const at of Object.values(times)) {
          expect(Number.isInteger(at)).toBe(true);
          expect(Number.isNaN(new Date(at as number).getTime())).toBe(false);
        }
      }),
    );
  });

  it("the next request is wished for within the life: never at once, never when it is too late", () => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 100_000 }), anySeconds, (life, wish) => {
        const { refreshAt = issuedAt + life * 800, expiresAt } = timesOf({ expires_in: life, refresh_in: wish });
        expect(refreshAt - issuedAt).toBeGreaterThanOrEqual(Math.min(60_000, life * 500));
        expect(expiresAt - refreshAt).toBeGreaterThanOrEqual(Math.min(60_000, life * 200));
      }),
    );
  });

  it("a wish that makes sense is kept to the second", () => {
    fc.assert(
      fc.property(fc.integer({ min: 600, max: 100_000 }), fc.integer({ min: 1, max: 99 }), (life, percent) => {
        const wish = Math.max(60, Math.min(life - 60, Math.floor((life * percent) / 100)));
        expect(timesOf({ expires_in: life, refresh_in: wish }).refreshAt).toBe(issuedAt + wish * 1000);
      }),
    );
  });

  it("serving in an outage counts from the request, as the life does, and ends no sooner than that", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 100_000 }), (life, extended) => {
        const times = timesOf({ expires_in: life, ext_expires_in: extended });
        expect(times.extendedExpiresAt).toBe(issuedAt + Math.max(life, extended) * 1000);
      }),
    );
  });
});
