// Finds bytes that a text holds in another writing: base64 in both alphabets, hex with or without separators, lists of numbers.
import { latin1 } from "./bytes.ts";

/** A run of a text that may stand for bytes. */
export interface ByteRun {
  /** One character for each byte. */
  readonly bytes: string;
  /** The units of the text that bytes from `start` to before `end` are written with. */
  unitsOf(start: number, end: number): { readonly start: number; readonly end: number };
}

/** All readings of all runs: where a run begins within a group nobody knows, so each beginning is tried. */
export function* byteRuns(text: string): Generator<ByteRun> {
  yield* base64Runs(text);
  yield* hexRuns(text);
  yield* numberRuns(text);
}

/** Words are runs like any other. Blanks are passed over: mail breaks its lines. */
const base64 = /[A-Za-z0-9+/_-](?:[A-Za-z0-9+/_\s-]*[A-Za-z0-9+/_-])?/g;

function* base64Runs(text: string): Generator<ByteRun> {
  for (const { 0: run, index } of text.matchAll(base64)) {
    const signs = run.replace(/\s+/g, "").replaceAll("-", "+").replaceAll("_", "/");
    if (signs.length < 4) continue;
    for (let skipped = 0; skipped < 4; skipped += 1) {
      yield {
        bytes: decoded(signs.slice(skipped)),
        unitsOf(start, end) {
          const last = Math.min(signs.length, skipped + Math.ceil((end * 4) / 3)) - 1;
          return unitsAt(run, isBlank, index, skipped + Math.floor((start * 4) / 3), last);
        },
      };
    }
  }
}

/** A sign that is left over says nothing whole. */
function decoded(signs: string): string {
  return atob(signs.length % 4 === 1 ? signs.slice(0, -1) : signs);
}

/** `68756e`, `68 75 6e`, `68:75:6e`, `0x68, 0x75`, `\x6875`. */
const hex = /[\da-f]{2,}(?:(?:[\s:,;.|_-]|[\\0]x){1,4}[\da-f]{2,})*/gi;
const fewestBytes = 3;

function* hexRuns(text: string): Generator<ByteRun> {
  for (const { 0: run, index } of text.matchAll(hex)) {
    if (run.length < fewestBytes * 2) continue;
    const plain = run.replace(/0x/gi, "::");
    const digits = plain.replace(/[^\da-f]+/gi, "");
    for (const skipped of [0, 1]) {
      const count = Math.floor((digits.length - skipped) / 2);
      const numbers = Array.from({ length: count }, (_, byte) =>
        Number.parseInt(digits.slice(skipped + byte * 2, skipped + byte * 2 + 2), 16),
      );
      yield {
        bytes: latin1(numbers),
        unitsOf: (start, end) => unitsAt(plain, isNoDigit, index, skipped + start * 2, skipped + end * 2 - 1),
      };
    }
  }
}

/** `[104, 117, 110]`, as some print bytes and character codes. */
const numbers = /\d{1,3}(?:[\s,;]{1,3}\d{1,3}){2,}/g;

function* numberRuns(text: string): Generator<ByteRun> {
  for (const { 0: run, index } of text.matchAll(numbers)) {
    const each = [...run.matchAll(/\d+/g)];
    const at = (number: number): number => index + (each[number]?.index ?? 0);
    yield {
      bytes: latin1(each.map(([digits]) => Number(digits) & 0xff)),
      unitsOf: (start, end) => ({ start: at(start), end: at(end - 1) + (each[end - 1]?.[0].length ?? 0) }),
    };
  }
}

const isBlank = /\s/;
const isNoDigit = /[^\da-f]/i;

/** From the sign that counts as number `first` to the one that counts as number `last`, as units of the text. */
function unitsAt(
  run: string,
  isPassedOver: RegExp,
  offset: number,
  first: number,
  last: number,
): { readonly start: number; readonly end: number } {
  let start = run.length;
  let counted = -1;
  for (let at = 0; at < run.length; at += 1) {
    if (isPassedOver.test(run.charAt(at))) continue;
    counted += 1;
    if (counted === first) start = at;
    if (counted === last) return { start: offset + start, end: offset + at + 1 };
  }
  return { start: offset + start, end: offset + run.length };
}
