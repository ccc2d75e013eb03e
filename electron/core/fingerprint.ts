// Tells whether two texts are the same without keeping either: keyed with what only this process has, so worth nothing outside.

export interface Fingerprints {
  /** The same for the same parts, as base64. Parts do not run into each other. */
  of(parts: readonly string[]): Promise<string>;
}

/** HMAC-SHA-256 (RFC 2104) with a random key that is made at the first use and can be read by nobody. */
export function createFingerprints(): Fingerprints {
  let key: Promise<CryptoKey> | undefined;
  return {
    async of(parts) {
      key ??= crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
      const text = new TextEncoder().encode(JSON.stringify(parts));
      const mac = await crypto.subtle.sign("HMAC", await key, text);
      return btoa(String.fromCodePoint(...new Uint8Array(mac)));
    },
  };
}
