// What a secret may look like when it comes back, before anything is done to a text: in letters and in bytes.
import { latin1, utf8, westernCharacter } from "./bytes.ts";
import { views } from "./escapes.ts";
import { folded } from "./fold.ts";
import { untouched } from "./traced.ts";

/** Longer ones are tokens, which are ASCII, or whole documents. */
const longestMisread = 400;

export interface Needles {
  /** Looked for in a folded text. */
  readonly folded: readonly string[];
  /** Looked for in a text as it is: what folding would leave nothing of. */
  readonly exact: readonly string[];
  /** Looked for in bytes, one small character for each. */
  readonly bytes: readonly string[];
  /** It could be a word or a number of anybody's sentence, so that a gap would tell which one it is. */
  readonly isWord: boolean;
}

/** Fewer characters than this are in too many texts to be looked for everywhere. */
export const fewestCharacters = 4;
/** As long as this, nothing is a word by chance. */
const longestWord = 11;

/** Of a secret with at least four characters. */
export function needlesOf(secret: string): Needles {
  const plain = folded(secret);
  const readings = views(untouched(secret)).slice(1);
  const all = distinct([plain, ...[...readings.map(({ text }) => text), ...misread(secret)].map(folded)]);
  const forms = distinct([secret, secret.normalize("NFC"), secret.normalize("NFD")]);
  const bytes = forms.flatMap((form) => [latin1(utf8(form)), wide(form, "low"), wide(form, "high")]);
  return {
    folded: all.filter((text) => text.length >= fewestCharacters),
    // Blanks and joiners alone: folding leaves too little of them.
    exact: plain.length < fewestCharacters ? [secret] : [],
    bytes: distinct(bytes.map((each) => each.toLowerCase())),
    isWord: secret.length <= longestWord && /^(?:[\p{L}\p{M}\s'’-]+|\p{N}+)$/u.test(secret),
  };
}

/** What is left of letters that one side wrote in another encoding than the other side read. */
function misread(secret: string): readonly string[] {
  if (!/[^\0-\x7f]/.test(secret) || secret.length > longestMisread) return [];
  const once = [asLatin1(secret), asWestern(secret)];
  const own = secret.replace(/[^!-~]+/g, "").length;
  const lost = own < fewestCharacters ? [] : ["?", "\ufffd", ""].flatMap((sign) => withoutLetters(secret, sign));
  return [...once, ...once.flatMap((text) => [asLatin1(text), asWestern(text)]), ...lost];
}

function asLatin1(text: string): string {
  return latin1(utf8(text));
}

function asWestern(text: string): string {
  return Array.from(utf8(text), westernCharacter).join("");
}

/** A sign for each letter that is not ASCII, and one for each of its bytes. */
function withoutLetters(text: string, sign: string): readonly string[] {
  const letters = /[^\0-\x7f]/gu;
  return [text.replace(letters, sign), text.replace(letters, (letter) => sign.repeat(utf8(letter).length))];
}

/** UTF-16, by which byte of each unit comes first. */
function wide(text: string, first: "low" | "high"): string {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    bytes.push(...(first === "low" ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff]));
  }
  return latin1(bytes);
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter((text) => text !== "");
}
