// Looks for marked secrets where they must not be, in every disguise that a careless program would put them in.
import { constants, inflateRawSync, inflateSync } from "node:zlib";

export type Disguise = "plain" | "base64" | "url-encoded" | "json-escaped" | "hex" | "utf-16" | "gzip";

/** The disguises in which the marker stands in the bytes. Empty where it is not there. */
export function findMarker(bytes: Uint8Array, marker: string): readonly Disguise[] {
  const haystack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Set<Disguise>();
  for (const { disguise, needle } of needlesOf(marker)) if (haystack.includes(needle)) found.add(disguise);
  for (const unpacked of unpackedParts(haystack)) if (findMarker(unpacked, marker).length > 0) found.add("gzip");
  return [...found];
}

interface Needle {
  readonly disguise: Disguise;
  readonly needle: Buffer;
}

const known = new Map<string, readonly Needle[]>();

function needlesOf(marker: string): readonly Needle[] {
  const kept = known.get(marker);
  if (kept !== undefined) return kept;
  const utf8 = Buffer.from(marker, "utf8");
  const utf16 = Buffer.from(marker, "utf16le");
  const needle = (disguise: Disguise, bytes: Buffer | string): Needle => ({
    disguise,
    needle: Buffer.from(bytes as string),
  });
  const needles = [
    needle("plain", marker),
    needle("url-encoded", encodeURIComponent(marker)),
    needle("url-encoded", new URLSearchParams({ m: marker }).toString().slice(2)),
    needle("json-escaped", JSON.stringify(marker).slice(1, -1)),
    needle("hex", utf8.toString("hex")),
    needle("hex", utf8.toString("hex").toUpperCase()),
    { disguise: "utf-16" as const, needle: utf16 },
    { disguise: "utf-16" as const, needle: Buffer.from(utf16).swap16() },
    ...[0, 1, 2].flatMap((shift) => {
      const text = base64Middle(utf8, shift);
      return [needle("base64", text), needle("base64", text.replaceAll("+", "-").replaceAll("/", "_"))];
    }),
  ];
  known.set(marker, needles);
  return needles;
}

/** The part of the marker's base64 that does not depend on its neighbours, when it begins `shift` bytes into a group of three. */
function base64Middle(bytes: Buffer, shift: number): string {
  const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
  const first = shift === 0 ? 0 : 4;
  const whole = Math.floor((shift + bytes.length) / 3) * 4;
  return encoded.slice(first, whole);
}

/** What gzip and zlib streams within the bytes hold. */
function* unpackedParts(bytes: Buffer): Generator<Buffer> {
  for (let at = bytes.indexOf("1f8b08", 0, "hex"); at !== -1; at = bytes.indexOf("1f8b08", at + 1, "hex")) {
    const unpacked = attempt(() => inflateRawSync(bytes.subarray(gzipBodyAt(bytes, at)), unpacking));
    if (unpacked !== undefined) yield unpacked;
  }
  const zlib = bytes[0] === 0x78 ? attempt(() => inflateSync(bytes, unpacking)) : undefined;
  if (zlib !== undefined) yield zlib;
}

/** What is cut off or followed by something else is unpacked as far as it goes. */
const unpacking = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 10_000_000 };

/** Behind the ten bytes of header and the file name, if there is one (RFC 1952). */
function gzipBodyAt(bytes: Buffer, at: number): number {
  const hasName = ((bytes[at + 3] ?? 0) & 8) !== 0;
  return hasName ? bytes.indexOf(0, at + 10) + 1 : at + 10;
}

function attempt<T>(unpack: () => T): T | undefined {
  try {
    return unpack();
  } catch {
    return undefined;
  }
}
