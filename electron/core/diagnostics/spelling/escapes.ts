// Undoes one kind of escapes in a text at a time, wherever they stand: of URLs, of HTML and XML, of program text, of mail.
import { charactersOf } from "./bytes.ts";
import { namedCharacter } from "./htmlNames.ts";
import { tracing, type Traced } from "./traced.ts";

/** The text without the escapes of this kind; undefined where it holds none. */
export type Unescape = (source: Traced) => Traced | undefined;

/** `%c3%a4`, `%u00e4`. A `+` is left: it may be meant. */
const url = unescape(/(?:%[\da-f]{2})+|%u[\da-f]{4}/gi, (found) =>
  /^%u/i.test(found) ? unit(found.slice(2)) : bytesIn(found, 3, (part) => part.slice(1)),
);

/** `&amp;`, `&#39;`, `&#x00027;`, with or without the last sign where it is a number. */
const html = unescape(/&#x0*[\da-f]{1,6};?|&#0*\d{1,7};?|&[a-z][\da-z]{1,20};/gi, (found) => {
  if (/^&#x/i.test(found)) return character(found.slice(3), 16);
  if (found.startsWith("&#")) return character(found.slice(2), 10);
  return namedCharacter(found.slice(1, -1));
});

/** JSON, JavaScript, Python, C, Go: `\u00e4`, `\u{e4}`, `\U000000e4`, `\xc3\xa4`, `\303\244`, `\n`, `\"`. */
const program = unescape(
  /\\u\{0*[\dA-Fa-f]{1,6}\}|\\u[\dA-Fa-f]{4}|\\U[\dA-Fa-f]{8}|(?:\\x[\dA-Fa-f]{2})+|(?:\\[0-3][0-7]{2})+|\\[abefnrtv]|\\[^\p{L}\p{N}\s]/gu,
  (found) => {
    if (found.startsWith("\\u{")) return character(found.slice(3), 16);
    if (/^\\u/i.test(found)) return character(found.slice(2), 16);
    if (/^\\x/i.test(found)) return bytesIn(found, 4, (part) => part.slice(2));
    if (/^\\\d/.test(found)) return bytesIn(found, 4, (part) => Number.parseInt(part.slice(1), 8).toString(16));
    return /^\\[a-z]$/i.test(found) ? "\n" : found.slice(1);
  },
);

/** `=C3=A4`, as mail has it (RFC 2045). */
const mail = unescape(/(?:=[\dA-F]{2})+/g, (found) => bytesIn(found, 3, (part) => part.slice(1)));

const kinds: readonly Unescape[] = [url, html, program, mail];

const mostViews = 16;

/**
 * The text itself and all that it reads as without its escapes, in whichever order they were put around one another: what
 * was escaped twice, or in JSON within a URL. At most sixteen.
 */
export function views(source: Traced): readonly Traced[] {
  const found = [source];
  const known = new Set([source.text]);
  for (let at = 0; at < found.length && found.length < mostViews; at += 1) {
    const next = found[at];
    for (const undo of kinds) {
      const view = next === undefined ? undefined : undo(next);
      if (view === undefined || known.has(view.text) || found.length === mostViews) continue;
      known.add(view.text);
      found.push(view);
    }
  }
  return found;
}

interface Piece {
  readonly text: string;
  /** Units of the escape. */
  readonly start: number;
  readonly end: number;
}

function unescape(pattern: RegExp, read: (found: string) => string | undefined | readonly Piece[]): Unescape {
  return (source) => {
    let traced: ReturnType<typeof tracing> | undefined;
    let done = 0;
    for (const { 0: found, index } of source.text.matchAll(pattern)) {
      const read_ = read(found);
      if (read_ === undefined) continue;
      traced ??= tracing(source);
      traced.copy(done, index);
      const pieces = typeof read_ === "string" ? [{ text: read_, start: 0, end: found.length }] : read_;
      for (const { text, start, end } of pieces) traced.put(text, index + start, index + end);
      done = index + found.length;
    }
    traced?.copy(done, source.text.length);
    return traced?.done();
  };
}

function character(digits: string, base: 10 | 16): string | undefined {
  const code = Number.parseInt(digits, base);
  return code <= 0x10_ffff ? String.fromCodePoint(code) : undefined;
}

function unit(digits: string): string {
  return String.fromCharCode(Number.parseInt(digits, 16));
}

/** A run of escaped bytes, each as long as the others. */
function bytesIn(run: string, each: number, digits: (part: string) => string): readonly Piece[] {
  const bytes = Array.from({ length: run.length / each }, (_, index) =>
    Number.parseInt(digits(run.slice(index * each, (index + 1) * each)), 16),
  );
  return charactersOf(bytes).map(({ text, start, end }) => ({ text, start: start * each, end: end * each }));
}
