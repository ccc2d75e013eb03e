// Passwords that practice people have chosen on the page for expired ones: kept as salted hashes only.
import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";

export interface PasswordHash {
  readonly salt: string;
  readonly hash: string;
}

export function hashPassword(password: string): PasswordHash {
  const salt = randomBytes(16).toString("base64url");
  return { salt, hash: derive(password, salt).toString("base64url") };
}

export function matchesHash(password: string, { salt, hash }: PasswordHash): boolean {
  const expected = Buffer.from(hash, "base64url");
  const actual = derive(password, salt);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function derive(password: string, salt: string): Buffer {
  return scryptSync(password.normalize(), salt, 32);
}
