// Words for the life that is left.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countdown, durationWords, minutesLeft, minutesLeftChangesAt, timeLeft } from "../../shared/timeWords.ts";

const minute = 60_000;

describe("time left", () => {
  it.each([
    [3 * 24 * 60 * minute, "3 d left"],
    [47 * 60 * minute + 59 * minute, "47 h 59 min left"],
    [2 * 60 * minute, "2 h left"],
    [125 * minute, "2 h 5 min left"],
    [42 * minute + 59_999, "42 min left"],
    [minute, "1 min left"],
    [59_999, "59 s left"],
    [1000, "1 s left"],
    [999, "under 1 min left"],
    [0, "ended"],
    [-5, "ended"],
  ])("of %i ms reads %s", (ms, words) => {
    expect(timeLeft(ms)).toBe(words);
  });

  it("has no seconds where it is to change once a minute at most", () => {
    expect(minutesLeft(59_999)).toBe("under 1 min left");
  });

  it("changes exactly when it says it will", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 * 24 * 60 * minute }), (left) => {
        const changesAt = minutesLeftChangesAt(left, 0) ?? Number.NaN;
        expect(changesAt).toBeGreaterThan(0);
        expect(minutesLeft(left - changesAt)).not.toBe(minutesLeft(left));
        expect(minutesLeft(left - (changesAt - 1))).toBe(minutesLeft(left));
      }),
    );
    expect(minutesLeftChangesAt(5, 5)).toBeUndefined();
  });
});

describe("a countdown and a duration", () => {
  it.each([
    [61_999, "1 min 1 s"],
    [60_000, "1 min 0 s"],
    [59_999, "59 s"],
    [999, "0 s"],
    [0, "0 s"],
    [-5, "0 s"],
  ])("of %i ms counts down as %s", (ms, words) => {
    expect(countdown(ms)).toBe(words);
  });

  it.each([
    [480, "480 ms"],
    [3_240, "3.2 s"],
    [125_000, "2 min 5 s"],
  ])("of %i ms took %s", (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });
});
