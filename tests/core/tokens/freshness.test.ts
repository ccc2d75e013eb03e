// When a token is good enough and when its successor is due: refresh_in, a fifth or five minutes, jitter, five seconds.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backOffMs, livesFor, refreshDueAt } from "../../../electron/core/tokens/freshness.ts";
import { hour, minute, tokenOf } from "./records.ts";

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const second = 1_000;

describe("a token is fresh", () => {
  it.each([
    [2 * minute, true],
    [minute + 1, true],
    [minute, false],
    [0, false],
    [-hour, false],
  ])("for a minute with %s ms left: %s", (left, expected) => {
    expect(livesFor(tokenOf({ issuedAt: 0, expiresAt: hour }), minute, hour - left)).toBe(expected);
  });

  it("only if it is not from the future, further than clocks drift", () => {
    const token = tokenOf({ issuedAt: 10 * hour, expiresAt: 11 * hour });
    expect(livesFor(token, 0, 10 * hour - 5 * minute)).toBe(true);
    expect(livesFor(token, 0, 10 * hour - 5 * minute - 1)).toBe(false);
  });

  it("never for ever", () => {
    expect(livesFor(tokenOf({ expiresAt: Number.MAX_SAFE_INTEGER }), Infinity, 0)).toBe(false);
  });
});

describe("its successor is due", () => {
  it.each([
    ["five minutes before the end of an hour", hour, 0, 55 * minute],
    ["half a minute earlier with the most jitter", hour, 1, 54.5 * minute],
    ["at four fifths of a short life", 100 * second, 0, 80 * second],
    ["two seconds earlier with the most jitter", 100 * second, 1, 78 * second],
    ["five minutes before the end of a day", 24 * hour, 0, 24 * hour - 5 * minute],
    ["no sooner than five seconds after it came", 3 * second, 0, 5 * second],
    ["no sooner than that where it has ended already", -hour, 0, 5 * second],
  ])("%s", (_, life, jitter, expected) => {
    expect(refreshDueAt(tokenOf({ issuedAt: 0, expiresAt: life }), jitter)).toBe(expected);
  });

  it("when the server would like it, where it says so", () => {
    const token = tokenOf({ issuedAt: hour, expiresAt: 25 * hour, refreshAt: 13 * hour });
    expect(refreshDueAt(token, 0)).toBe(13 * hour);
    expect(refreshDueAt(token, 1)).toBe(13 * hour - minute / 2);
    expect(refreshDueAt({ ...token, refreshAt: 0 }, 0)).toBe(hour + 5 * second);
  });

  it("within the bounds of its jitter, before the end, and never within five seconds", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 26, max: 10 * 365 * 86_400 }), random, (issuedAt, seconds, jitter) => {
        const life = seconds * second;
        const token = tokenOf({ issuedAt, expiresAt: issuedAt + life });
        const latest = issuedAt + life - Math.min(5 * minute, life * 0.2);
        const due = refreshDueAt(token, jitter);
        expect(due).toBeGreaterThanOrEqual(issuedAt + 5 * second);
        expect(due).toBeLessThanOrEqual(latest + 0.001);
        expect(due).toBeGreaterThanOrEqual(latest - Math.min(5 * minute, life * 0.2) * 0.1 - 0.001);
      }),
    );
  });

  it("at different times for tokens that came together", () => {
    const dues = Array.from({ length: 100 }, (_, n) => refreshDueAt(tokenOf(), n / 100));
    expect(new Set(dues).size).toBe(100);
  });
});

describe("after failures in a row", () => {
  it.each([
    [1, 5],
    [2, 10],
    [3, 20],
    [6, 160],
    [7, 300],
    [50, 300],
    [5_000, 300],
  ])("number %s waits about %s seconds", (failures, seconds) => {
    expect(backOffMs(failures, 0.5)).toBeCloseTo(seconds * second, 6);
  });

  it("waits five seconds at least and six minutes at most", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), random, (failures, jitter) => {
        const waitMs = backOffMs(failures, jitter);
        expect(waitMs).toBeGreaterThanOrEqual(5 * second);
        expect(waitMs).toBeLessThanOrEqual(6 * minute);
      }),
    );
  });
});
