// Puts PNG pictures of several sizes into one .icns file, as macOS has taken them since 10.7.
// https://en.wikipedia.org/wiki/Apple_Icon_Image_format

/** Four characters for each size in pixels: of plain screens, and of those with twice the density. */
const typesBySize: Readonly<Record<number, readonly string[]>> = {
  32: ["ic11"],
  64: ["ic12"],
  128: ["ic07"],
  256: ["ic08", "ic13"],
  512: ["ic09", "ic14"],
  1024: ["ic10"],
};

export const icnsSizes: readonly number[] = Object.keys(typesBySize).map(Number);

export function icnsFile(pictures: ReadonlyMap<number, Buffer>): Buffer {
  const entries = [...pictures].flatMap(([size, png]) =>
    (typesBySize[size] ?? []).map((type) => Buffer.concat([block(type, png.length), png])),
  );
  const body = Buffer.concat(entries);
  return Buffer.concat([block("icns", body.length), body]);
}

/** Types of the pictures in an .icns file, with their PNG files. */
export function icnsPictures(file: Buffer): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  if (file.toString("latin1", 0, 4) !== "icns" || file.readUInt32BE(4) !== file.length) return found;
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    found.set(file.toString("latin1", at, at + 4), file.subarray(at + 8, at + file.readUInt32BE(at + 4)));
  }
  return found;
}

/** A type and the length of what follows with this header included. */
function block(type: string, length: number): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, "latin1");
  header.writeUInt32BE(length + 8, 4);
  return header;
}
