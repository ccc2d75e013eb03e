// Seals text with AES-256-GCM: header with the key's ID (9 bytes), nonce (12), ciphertext, tag (16). Header and purpose are
// bound in as additional data. NIST SP 800-38D; a fresh random nonce is safe for far more records than a person will ever have.
import { keyHeader, splitKeyId } from "./keyHeader.ts";

/** Loaded at the first seal: it is no small part of Node. */
const crypto = () => process.getBuiltinModule("node:crypto");

/** What stood in the header's place before keys had IDs. */
const namelessHeader = Uint8Array.of(1);
const nonceBytes = 12;
const tagBytes = 16;

export const keyBytes = 32;

/** Public: 64 bits of a digest tell one random key from another, and nothing about either. */
export function keyIdOf(key: Uint8Array): string {
  return crypto().createHash("sha256").update("TokenTray key ID").update(key).digest("hex").slice(0, 16);
}

export function sealWith(key: Uint8Array, plain: string, purpose: string): Uint8Array {
  const nonce = crypto().randomBytes(nonceBytes);
  const header = keyHeader(keyIdOf(key));
  const cipher = crypto().createCipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(additionalData(header, purpose));
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return Buffer.concat([header, nonce, body, cipher.getAuthTag()]);
}

/** Undefined where the bytes were sealed with another key, for another purpose, or were changed since. */
export function openWith(key: Uint8Array, bytes: Uint8Array, purpose: string): string | undefined {
  const parts = partsOf(bytes);
  if (parts === undefined) return undefined;
  const { keyId, sealed } = parts;
  const decipher = crypto().createDecipheriv("aes-256-gcm", key, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(additionalData(keyId === undefined ? namelessHeader : keyHeader(keyId), purpose));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    const body = decipher.update(sealed.subarray(nonceBytes, -tagBytes));
    return Buffer.concat([body, decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}

/** The ID of the key, if it is named, and the sealed part. Undefined where these are no bytes of ours. */
export function partsOf(bytes: Uint8Array): ReturnType<typeof splitKeyId> | undefined {
  const { keyId, sealed } = splitKeyId(bytes);
  if (keyId !== undefined) return sealed.length < nonceBytes + tagBytes ? undefined : { keyId, sealed };
  const isOld = bytes[0] === namelessHeader[0] && bytes.length >= 1 + nonceBytes + tagBytes;
  return isOld ? { sealed: bytes.subarray(1) } : undefined;
}

function additionalData(header: Uint8Array, purpose: string): Uint8Array {
  return Buffer.concat([header, Buffer.from(purpose, "utf8")]);
}
