// What stands before sealed bytes: a mark (1 byte) and the ID of the key that sealed them (8), in clear. It says which key
// to wait for where none at hand opens them.

/** No sealed bytes of earlier versions began with it: theirs begin with 1 in the terminal, with “v” on the desktop. */
const mark = 2;
const idBytes = 8;
const headerBytes = 1 + idBytes;

/** 16 hexadecimal digits. */
export const isKeyId = (text: string): boolean => /^[0-9a-f]{16}$/.test(text);

export function keyHeader(keyId: string): Uint8Array {
  return Buffer.concat([Uint8Array.of(mark), Buffer.from(keyId, "hex")]);
}

/** Without an ID where an earlier version sealed them, which named no key. */
export function splitKeyId(bytes: Uint8Array): { readonly keyId?: string; readonly sealed: Uint8Array } {
  if (bytes[0] !== mark || bytes.length < headerBytes) return { sealed: bytes };
  const keyId = Buffer.from(bytes.subarray(1, headerBytes)).toString("hex");
  return { keyId, sealed: bytes.subarray(headerBytes) };
}
