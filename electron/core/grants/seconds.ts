// Reads lengths of time as servers write them: seconds as a number, or as a number in text.

/** Ten years. What is longer is no length of time for a token, and would leave the range of dates. */
export const mostSeconds = 315_360_000;

/** Above zero and at most ten years; undefined for everything else, so that no nonsense is taken for a time. */
export function readSeconds(value: unknown): number | undefined {
  const number = typeof value === "string" && plainNumber.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) && number > 0
    ? Math.min(number, mostSeconds)
    : undefined;
}

const plainNumber = /^\s{0,9}\d{1,30}(?:\.\d{0,30})?\s{0,9}$/;
