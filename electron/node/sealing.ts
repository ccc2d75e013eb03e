// Seals text with AES-256-GCM: format version (1 byte), nonce (12), ciphertext, tag (16). The purpose is bound in as
// additional data. NIST SP 800-38D; a fresh random nonce is safe for far more records than a person will ever have.

/** Loaded at the first seal: it is no small part of Node. */
const crypto = () => process.getBuiltinModule("node:crypto");

const formatVersion = 1;
const nonceBytes = 12;
const tagBytes = 16;

export const keyBytes = 32;

export function sealWith(key: Uint8Array, plain: string, purpose: string): Uint8Array {
  const nonce = crypto().randomBytes(nonceBytes);
  const cipher = crypto().createCipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(additionalData(purpose));
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return Buffer.concat([Uint8Array.of(formatVersion), nonce, body, cipher.getAuthTag()]);
}

/** Undefined where the bytes were sealed with another key, for another purpose, or were changed since. */
export function openWith(key: Uint8Array, sealed: Uint8Array, purpose: string): string | undefined {
  if (sealed.length < 1 + nonceBytes + tagBytes || sealed[0] !== formatVersion) return undefined;
  const nonce = sealed.subarray(1, 1 + nonceBytes);
  const decipher = crypto().createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(additionalData(purpose));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    const body = decipher.update(sealed.subarray(1 + nonceBytes, -tagBytes));
    return Buffer.concat([body, decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}

function additionalData(purpose: string): Uint8Array {
  return Buffer.concat([Uint8Array.of(formatVersion), Buffer.from(purpose, "utf8")]);
}
