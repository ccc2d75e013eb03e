// Makes texts alike that people or servers take for the same: without blanks, without case, in one form of Unicode.
import { westernCharacter } from "./bytes.ts";
import { tracing, type Traced } from "./traced.ts";

/**
 * Small letters, decomposed and compatible (NFKD), and nothing of what shows nothing: blanks, controls, joiners. A `+` goes
 * too, because it stands for a blank in a form.
 */
export function fold(source: Traced): Traced {
  const { text } = source;
  const traced = tracing(source);
  const known = new Map<string, string>();
  for (const { 0: part, index } of text.matchAll(parts)) {
    const end = index + part.length;
    const code = part.charCodeAt(0);
    if (code >= 0x80) {
      let plain = known.get(part);
      if (plain === undefined) known.set(part, (plain = foldedCharacter(part)));
      traced.put(plain, index, end);
    } else if (code >= 0x41 && code <= 0x5a) {
      for (let at = index; at < end; at += 1) traced.put(text.charAt(at).toLowerCase(), at, at + 1);
    } else traced.copy(index, end);
  }
  return traced.done();
}

/** The same, where nobody asks where each character came from. */
export function folded(text: string): string {
  return text.replace(beyondAscii, foldedCharacter).replace(silentAscii, "").toLowerCase();
}

/** Runs of small letters, digits and signs; of capitals; and each other character with its marks. */
const parts = /[!-*,-@[-~]+|[A-Z]+|\p{M}+|[^\p{M}\0- +\x7f]\p{M}*/gu;
const beyondAscii = /\p{M}+|[^\p{M}\0-\x7f]\p{M}*/gu;
const silentAscii = /[\0- +\x7f]+/g;

function foldedCharacter(part: string): string {
  return western.get(part) ?? computed(part);
}

function computed(part: string): string {
  return part.normalize("NFKD").toUpperCase().toLowerCase().replace(silent, "");
}

const silent = /[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}+]+/gu;

/** Beforehand for what misread text is made of. */
const western: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 0x100 }, (_, byte) => [String.fromCharCode(byte), westernCharacter(byte)])
    .flat()
    .map((character) => [character, computed(character)]),
);
