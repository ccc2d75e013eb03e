// Bytes as text: UTF-8 where it is UTF-8, and what Windows makes of each other byte.

/** A character and the bytes that it stands for, from `start` to before `end`. */
export interface DecodedCharacter {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export function charactersOf(bytes: readonly number[]): readonly DecodedCharacter[] {
  const characters: DecodedCharacter[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = lengthAt(bytes, at);
    const text = length === 0 ? westernCharacter(bytes[at] ?? 0) : codePoint(bytes.slice(at, at + length));
    const end = at + Math.max(1, length);
    characters.push({ text, start: at, end });
    at = end;
  }
  return characters;
}

/** Of the UTF-8 character that begins here; 0 where none does. */
function lengthAt(bytes: readonly number[], at: number): number {
  const lead = bytes[at] ?? 0;
  const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  const rest = bytes.slice(at + 1, at + length);
  const whole = rest.length === length - 1 && rest.every((byte) => (byte & 0xc0) === 0x80);
  return whole && isCodePoint(bytes.slice(at, at + length)) ? length : 0;
}

function codePoint(bytes: readonly number[]): string {
  return String.fromCodePoint(valueOf(bytes));
}

function isCodePoint(bytes: readonly number[]): boolean {
  return valueOf(bytes) <= 0x10_ffff;
}

function valueOf([lead = 0, ...rest]: readonly number[]): number {
  const first = rest.length === 0 ? lead : lead & (0x3f >> rest.length);
  return rest.reduce((value, byte) => value * 64 + (byte & 0x3f), first);
}

/** Code page 1252, which includes Latin-1; a byte that it does not know stands for itself. */
const western = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

export function westernCharacter(byte: number): string {
  return western[byte - 0x80] ?? String.fromCharCode(byte);
}

/** One character for each byte, of the same number. */
export function latin1(bytes: Iterable<number>): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
