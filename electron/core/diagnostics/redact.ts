// Keeps what we sent in confidence out of what a server said about it. SECURITY.md lists the spellings that are recognised.
import type { Secret } from "../secret.ts";
import { latin1, utf8 } from "./spelling/bytes.ts";
import { find, type Found } from "./spelling/find.ts";
import { fewestCharacters, needlesOf, type Needles } from "./spelling/needles.ts";
import { shorten } from "./shorten.ts";

export interface Redactor {
  /**
   * The beginning of the text with a mark in place of every secret; a secret that could be a word of it is left in. For
   * deciding what a server means. `goesOn`: the text is not all that was said.
   */
  mask(text: string, goesOn?: boolean): string;
  /**
   * What of a text may be shown, on one line and at most so long: without secrets, the user name, and signs that show
   * nothing. Undefined where nothing is left, and where a gap would tell which word filled it.
   */
  show(text: string, longest: number): string | undefined;
  /** The whole text if it holds no secret at all, else nothing. */
  keep(text: string): string | undefined;
}

const gap = "[secret]";
/** Of a text no more is looked at, except where a secret is so long that it would not fit. */
const usualWindow = 10_000;
/** A text that takes too long is looked at no further than a quarter of that, and not at all below this. */
const leastWindow = 500;
/** So many characters may stand for one of a secret: the longest escapes, escaped once more. */
const longestSpelling = 20;

/** `username` is whose password it is: servers repeat both together. */
export function createRedactor(secrets: readonly Secret[], username = ""): Redactor {
  const look = lookFor([...new Set(secrets.map((secret) => secret.reveal()))], username);
  const margin = longestSpelling * Math.max(0, ...secrets.map((secret) => secret.reveal().length));

  function masked(text: string, wanted: number, goesOn: boolean): { readonly text: string; readonly word: boolean } {
    const window = Math.max(wanted, 2 * margin);
    const seen = text.slice(0, window);
    const { parts, word, gaveUp } = look(seen);
    if (gaveUp) return wanted < Math.max(leastWindow, window) ? { text: "", word } : masked(text, wanted / 4, goesOn);
    // What a cut of ours could have torn is left out.
    const end = goesOn || seen.length < text.length ? seen.length - margin : seen.length;
    let shown = "";
    let done = 0;
    for (const { from, to } of parts) {
      if (from >= end) break;
      shown += seen.slice(done, from) + gap;
      done = to;
    }
    return { text: (shown + seen.slice(done, Math.max(done, end))).toWellFormed(), word };
  }

  const holds = (text: string): boolean => {
    const { parts, word, gaveUp } = look(text);
    return parts.length > 0 || word || gaveUp;
  };

  return {
    mask: (text, goesOn = false) => masked(text, usualWindow, goesOn).text,
    show(text, longest) {
      const { text: plain, word } = masked(text, 4 * longest, false);
      if (word) return undefined;
      const clean = withoutName(tidy(plain), username);
      // Once more, because tidying may have put a secret together that came in pieces.
      const isNew = clean !== text && holds(clean.replaceAll(gap, "\n"));
      return clean === "" || isNew ? undefined : shorten(clean, longest);
    },
    keep: (text) => (holds(text) ? undefined : text),
  };
}

/** Makes the search for these secrets, prepared once it is needed. */
function lookFor(secrets: readonly string[], username: string): (text: string) => Found {
  const texts = secrets.filter((text) => text !== "");
  if (texts.length === 0) return () => ({ parts: [], word: false, gaveUp: false });
  const short = texts.filter(isShort);
  const pairs = username === "" ? [] : short.map((text) => `${username}:${text}`);
  const values = short.length === 0 ? undefined : asValues(short);
  let needles: readonly Needles[] | undefined;
  return (text) =>
    find(text, (needles ??= [...texts, ...pairs].filter((each) => !isShort(each)).map(needlesOf)), values);
}

function isShort(text: string): boolean {
  return Array.from(text).length < fewestCharacters;
}

function tidy(text: string): string {
  return text
    .replace(silent, " ")
    .replace(/[\w~+/=.-]{80,}/g, "[long value]")
    .trim();
}

/** What shows nothing, or could make the text read as something else than it says. */
const silent = /[\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}\s]+/gu;

/** A sentence is made to be shown to others, for example in a report. */
function withoutName(text: string, username: string): string {
  return username.length < 5 ? text : text.replaceAll(username, "[user name]");
}

/**
 * A secret of one to three characters is in every text. It counts only where it stands as a value: between quotation marks
 * or brackets, behind `=` or the name of a password and a colon, or alone; in base64 too.
 */
function asValues(short: readonly string[]): RegExp {
  const value = `(?:${short
    .flatMap((text) => [text, ...base64Of(text)])
    .map(literally)
    .join("|")})`;
  const ends = String.raw`(?![\p{L}\p{N}])`;
  return new RegExp(
    [
      String.raw`(?<=["'“‘«‹(<\[{\x60])${value}(?=["'”’»›)>\]}\x60])`,
      String.raw`(?<=(?:[Pp]ass\w{0,12}|PASS\w{0,12}|pwd|secret|[Kk]ennwort)\s?:\s?)${value}${ends}`,
      `(?<==)${value}${ends}`,
      `^${value}$`,
    ].join("|"),
    "gu",
  );
}

function literally(text: string): string {
  return Array.from(text, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`).join("");
}

/** Without the padding where that is not needed to tell it from a word. */
function base64Of(text: string): readonly string[] {
  const encoded = btoa(latin1(utf8(text)));
  return encoded.length > 4 ? [encoded, encoded.replace(/=+$/, "")] : [encoded];
}
