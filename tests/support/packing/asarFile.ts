// Reads an .asar archive: a header in JSON, then all files one after another. https://github.com/electron/asar#format
import { readFileSync, mkdirSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";

interface Entry {
  readonly offset?: string;
  readonly size?: number;
  readonly files?: Readonly<Record<string, Entry>>;
  readonly unpacked?: boolean;
}

export interface AsarFile {
  /** Contents by path. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** SHA-256 of the header, in hex: what Electron compares with what the program carries. */
  readonly headerHash: string;
}

export function readAsar(path: string): AsarFile {
  const bytes = readFileSync(path);
  const start = 8 + bytes.readUInt32LE(4);
  const text = bytes.subarray(16, 16 + bytes.readUInt32LE(12));
  const files = new Map<string, Buffer>();
  const walk = (entry: Entry, name: string): void => {
    for (const [child, inner] of Object.entries(entry.files ?? {}))
      walk(inner, name === "" ? child : `${name}/${child}`);
    if (entry.files !== undefined) return;
    const at = start + Number(entry.offset);
    files.set(name, bytes.subarray(at, at + (entry.size ?? 0)));
  };
  walk(JSON.parse(text.toString("utf8")) as Entry, "");
  return { files, headerHash: createHash("sha256").update(text).digest("hex") };
}

export function extractAsar({ files }: AsarFile, folder: string): void {
  for (const [name, contents] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), contents);
  }
}
