// What is wrong with a typed text before it is sent. Nothing is trimmed or changed: what is sent is what was typed.

export type TextProblem = "empty" | "tooLong" | "notUnicode";

/** A lone surrogate is refused, because form encoding would silently send another character in its place. */
export function textProblem(text: string, longest: number): TextProblem | undefined {
  if (text === "") return "empty";
  if (text.length > longest) return "tooLong";
  return text.isWellFormed() ? undefined : "notUnicode";
}
