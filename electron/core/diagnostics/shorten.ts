// Cuts a text for showing. Secrets have to be out of it by then: a cut through the middle of one would hide it from the search.
import { visible } from "../../../shared/visibleText.ts";

export function shorten(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`;
}

/** Of a text that came where nothing was sent in confidence: on one line, with what shows nothing made visible. */
export function shown(text: string, longest: number): string {
  // Each character may become nine.
  return shorten(visible(text.slice(0, longest + 1)), longest);
}
