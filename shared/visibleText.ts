// Makes visible what would show nothing, or would turn the direction of writing, in texts that come from elsewhere.

/**
 * For what has to be told from its likes: user names, addresses, scopes, IDs. Each character that shows nothing stands as
 * its number, `ann⟨U+200B⟩@corp`; so do blanks of other kinds than the usual one. Controls, line ends among them, become a
 * blank.
 */
export function visible(text: string): string {
  return text.toWellFormed().replaceAll(controls, " ").replaceAll(strict, numbered);
}

/**
 * For names and sentences: joiners stay where a script or an emoji needs them, as do selectors of a form behind the
 * character that has such forms, and blanks of any width.
 */
export function visibleProse(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(controls, " ")
    .replaceAll(lenient, (found, needed?: string) => needed ?? numbered(found));
}

/** Matches a number that `visible` or `visibleProse` wrote, or any other character. */
export const visiblePart = /⟨U\+[\dA-F]{4,6}⟩|./gsu;

const controls = /\p{Cc}+/gu;
const hidden = String.raw`[\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]`;
const strict = new RegExp(String.raw`${hidden}|[\p{Zs}--\x20]`, "gv");

/** Letters that join or stack, so that a joiner between two of them is part of how a word is spelled. */
const joining =
  "Arabic Syriac Mandaic Mongolian Nko Adlam Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Myanmar Khmer Tibetan Balinese Javanese";
const betweenLetters = joining
  .split(" ")
  .map((script) => String.raw`(?<=\p{Script=${script}}\p{M}{0,4})[\u200c\u200d](?=\p{Script=${script}})`);
const needed = [
  String.raw`\p{RGI_Emoji}`,
  ...betweenLetters,
  // Behind the sign that takes a letter's vowel away, as in Malayalam.
  String.raw`(?<=[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca])\u200d`,
  String.raw`(?<=\p{Script=Han})[\ufe00-\ufe02\u{e0100}-\u{e01ef}]`,
  String.raw`(?<=\p{Script=Mongolian})[\u180b-\u180d\u180f]`,
  // Signs before or around Arabic and Syriac numbers: they are seen.
  String.raw`[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2]`,
];
const lenient = new RegExp(`(${needed.join("|")})|${hidden}`, "gv");

function numbered(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`;
}
