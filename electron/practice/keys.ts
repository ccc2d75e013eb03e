// The practice tenant's RSA key: signs tokens (RS256) and checks those shown to `/me`.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type JsonWebKey,
  sign,
  verify,
} from "node:crypto";
import { promisify } from "node:util";
import type { PracticeState } from "./state.ts";

export type Claims = Readonly<Record<string, unknown>>;

export interface SigningKey {
  readonly keyId: string;
  readonly publicJwk: JsonWebKey;
  /** For saving: whoever holds it can make practice tokens, which open nothing but the practice tenant. */
  readonly privateJwk: PracticeState["privateJwk"];
  sign(claims: Claims): string;
  /** The claims of a token signed with this very key by RS256; undefined for anything else. Looks at no claim. */
  verify(token: string): Claims | undefined;
}

/** Restores a saved key, or makes one (2048 bit). Throws on a damaged saved key. */
export async function openSigningKey(saved?: PracticeState["privateJwk"]): Promise<SigningKey> {
  const privateKey =
    saved === undefined
      ? (await promisify(generateKeyPair)("rsa", { modulusLength: 2048 })).privateKey
      : createPrivateKey({ key: saved, format: "jwk" });
  const publicKey = createPublicKey(privateKey);
  const bare = publicKey.export({ format: "jwk" });
  const keyId = thumbprint(bare);
  const header = encode({ typ: "JWT", alg: "RS256", kid: keyId });
  return {
    keyId,
    publicJwk: { ...bare, use: "sig", alg: "RS256", kid: keyId },
    privateJwk: privateKey.export({ format: "jwk" }) as PracticeState["privateJwk"],
    sign(claims) {
      const signed = `${header}.${encode(claims)}`;
      return `${signed}.${sign("sha256", Buffer.from(signed), privateKey).toString("base64url")}`;
    },
    verify(token) {
      const [head = "", payload = "", signature = "", ...rest] = token.split(".");
      if (rest.length > 0 || !isCanonical(signature)) return undefined;
      const { alg, kid } = decode(head) ?? {};
      if (alg !== "RS256" || kid !== keyId) return undefined;
      const signed = Buffer.from(`${head}.${payload}`);
      if (!verify("sha256", signed, publicKey, Buffer.from(signature, "base64url"))) return undefined;
      return decode(payload);
    },
  };
}

/** RFC 7638, so that the same key has the same `kid` after a restart. */
function thumbprint({ e, n }: JsonWebKey): string {
  return createHash("sha256")
    .update(JSON.stringify({ e, kty: "RSA", n }))
    .digest("base64url");
}

export function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** Buffer's decoder skips what it does not know; a signature must not have two spellings. */
function isCanonical(text: string): boolean {
  return Buffer.from(text, "base64url").toString("base64url") === text;
}

function decode(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString());
    return typeof value === "object" && value !== null ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}
