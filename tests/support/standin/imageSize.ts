// Tells an image's kind and size from its first bytes: PNG and ICO, which is what trays take.

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** Undefined for bytes that are no such image. ICO answers its first entry. */
export function imageSize(bytes: Buffer): PixelSize | undefined {
  if (bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47)
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  const isIcon = bytes.length > 22 && bytes.readUInt16LE(0) === 0 && bytes.readUInt16LE(2) === 1;
  if (isIcon) return { width: bytes.readUInt8(6) || 256, height: bytes.readUInt8(7) || 256 };
  return undefined;
}
