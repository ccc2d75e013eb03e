// Reads lengths of time as servers write them: seconds as a number, or as a number in text.

/** Ten years. What is longer is no length of time for a token, and would leave the range of dates. */
export const longestMs = 315_360_000_000;
const shortestMs = 1_000;

/**
 * In whole milliseconds, from a second to ten years; undefined for what is not above zero and for what is no plain number,
 * so that no nonsense is taken for a time.
 */
export function readSeconds(value: unknown): number | undefined {
  const seconds = typeof value === "string" && plainNumber.test(value) ? Number(value) : value;
  if (typeof seconds !== "number" || !Number.isFinite(seconds) || seconds <= 0) return undefined;
  return Math.min(Math.max(Math.round(seconds * 1000), shortestMs), longestMs);
}

const plainNumber = /^\s{0,9}\d{1,30}(?:\.\d{0,30})?\s{0,9}$/;
