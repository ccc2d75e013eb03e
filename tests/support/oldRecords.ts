// What earlier versions wrote: sealed bytes that name no key.
import { createCipheriv, randomBytes } from "node:crypto";

/** In the terminal: format version 1, nonce, ciphertext, tag; version and purpose are bound in. */
export function sealAsBefore(key: Uint8Array, plain: string, purpose: string): Uint8Array {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(`\u0001${purpose}`));
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return Buffer.concat([Uint8Array.of(1), nonce, body, cipher.getAuthTag()]);
}
