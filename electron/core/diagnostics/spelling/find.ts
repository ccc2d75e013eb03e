// Finds a secret in a text, in whichever spelling it stands there.
import { byteRuns } from "./encoded.ts";
import { views } from "./escapes.ts";
import { fold } from "./fold.ts";
import type { Needles } from "./needles.ts";
import { partOf, untouched, type Part, type Traced } from "./traced.ts";

export interface Found {
  /** Where secrets stand in the text, in order, none touching another; those that could be words of it are not among them. */
  readonly parts: readonly Part[];
  /** There is a secret that could be a word. */
  readonly word: boolean;
  /** It would have taken too long to look everywhere. */
  readonly gaveUp: boolean;
}

/** How deep writings may lie in one another: base64 of hex of an escaped text. */
const deepest = 2;
/** So many characters are looked through, all readings of a text together. */
const mostCharacters = 120_000;

export function find(text: string, needles: readonly Needles[], values: RegExp | undefined): Found {
  const search: Search = { needles, values, left: mostCharacters, word: false };
  const parts = partsIn(text, search, 0);
  return { parts: joined(parts), word: search.word, gaveUp: search.left < 0 };
}

interface Search {
  readonly needles: readonly Needles[];
  /** Matches short secrets where they stand as a value. */
  readonly values: RegExp | undefined;
  left: number;
  word: boolean;
}

function partsIn(text: string, search: Search, depth: number): readonly Part[] {
  return views(untouched(text)).flatMap((view) => {
    search.left -= view.text.length;
    if (search.left < 0) return [];
    return [...written(view, search), ...encoded(view, search, depth)];
  });
}

function written(view: Traced, search: Search): readonly Part[] {
  const plain = fold(view);
  const found: Part[] = [];
  for (const { folded, exact, isWord } of search.needles) {
    const parts = [
      ...folded.flatMap((needle) => placesOf(plain, needle)),
      ...exact.flatMap((needle) => placesOf(view, needle)),
    ];
    if (!isWord) found.push(...parts);
    else if (parts.length > 0) search.word = true;
  }
  if (search.values === undefined) return found;
  const values = view.text.matchAll(search.values);
  return [...found, ...Array.from(values, ({ 0: value, index }) => partOf(view, index, index + value.length))];
}

function placesOf(source: Traced, needle: string): readonly Part[] {
  return indicesOf(source.text, needle).map((at) => partOf(source, at, at + needle.length));
}

function encoded(view: Traced, search: Search, depth: number): readonly Part[] {
  const found: Part[] = [];
  for (const run of byteRuns(view.text)) {
    search.left -= run.bytes.length;
    if (search.left < 0) break;
    const note = (start: number, end: number): void => {
      const units = run.unitsOf(start, end);
      found.push(partOf(view, ...wordAround(view.text, units.start, units.end)));
    };
    const small = run.bytes.toLowerCase();
    for (const { bytes, isWord } of search.needles) {
      for (const needle of bytes) {
        const places = indicesOf(small, needle);
        if (isWord && places.length > 0) search.word = true;
        else for (const at of places) note(at, at + needle.length);
      }
    }
    if (depth === deepest) continue;
    for (const { 0: text, index } of run.bytes.matchAll(readable))
      for (const { from, to } of partsIn(text, search, depth + 1)) note(index + from, index + to);
  }
  return found;
}

/** The rest of the word may tell more of what was sent, such as whose it was; and half a word of it helps nobody. */
function wordAround(text: string, start: number, end: number): readonly [number, number] {
  let [first, behind] = [start, end];
  while (first > 0 && ofWord.test(text.charAt(first - 1))) first -= 1;
  while (behind < text.length && ofWord.test(text.charAt(behind))) behind += 1;
  return [first, behind];
}

const ofWord = /[\w+/=-]/;

/** As long as the shortest escaped secret. */
const readable = /[\t\n\r\x20-\x7e]{8,}/g;

function indicesOf(text: string, needle: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1)) found.push(at);
  return found;
}

function joined(parts: readonly Part[]): readonly Part[] {
  const all: Part[] = [];
  for (const part of parts.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last === undefined || part.from > last.to) all.push(part);
    else all[all.length - 1] = { from: last.from, to: Math.max(last.to, part.to) };
  }
  return all;
}
