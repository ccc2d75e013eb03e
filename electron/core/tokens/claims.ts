// The decoded middle of an access token, for a person who asks to see it. The token is for the API: this proves nothing.
import type { Claims } from "../../../shared/contract.ts";
import { decodeJson } from "../identity/claims.ts";
import type { Secret } from "../secret.ts";

const longestValue = 2_000;
const mostClaims = 200;

/** Claims in the token's own order, values as JSON text. Opaque and encrypted tokens are `readable: false`. */
export function readClaims(token: Secret): Claims {
  const parts = token.reveal().split(".");
  // Three parts are a signed token; five an encrypted one, whose middle is a key.
  const json = parts.length === 3 ? decodeJson(parts[1]) : undefined;
  if (json === undefined) return { readable: false, claims: [] };
  const claims = Object.entries(json).slice(0, mostClaims);
  return {
    readable: true,
    claims: claims.map(([name, value]) => ({ name, value: (JSON.stringify(value) ?? "").slice(0, longestValue) })),
  };
}
