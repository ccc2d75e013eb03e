// What a token reply says beyond what this program knows: kept with the account for later versions, and used for nothing.

const known: ReadonlySet<string> = new Set([
  "access_token",
  "client_info",
  "expires_in",
  "ext_expires_in",
  "id_token",
  "refresh_in",
  "refresh_token",
  "refresh_token_expires_in",
  "scope",
  "token_type",
]);

/** Names of values that open something by themselves, wherever they stand: never kept twice, nor without a use. */
const secretName =
  /token(?!_expires_in|_type)|secret|password|assertion|cookie|\bcode\b|_code|ticket|private|credential/i;
/** A JWT, a JWE, or a run as long as only a credential is. */
const secretText = /\beyJ[\w-]{8,}|[\w~+/=.-]{64,}/;

/** As JSON text, all fields together. */
export const longestExtra = 4_000;
const longestName = 64;
const deepest = 4;

/**
 * The unknown fields of a reply, in the order they came, as far as they fit: those too large, too deep, like a secret, or
 * repeating one of `secrets` are left out whole. Holds only what JSON can say.
 */
export function extraFields(
  json: Readonly<Record<string, unknown>>,
  secrets: readonly string[],
): Readonly<Record<string, unknown>> {
  const kept: [string, unknown][] = [];
  let room = longestExtra;
  for (const [name, value] of Object.entries(json)) {
    if (known.has(name) || !isHarmless(name, value, secrets, deepest)) continue;
    const size = JSON.stringify({ [name]: value }).length;
    if (size > room) continue;
    room -= size;
    kept.push([name, value]);
  }
  return Object.fromEntries(kept);
}

function isHarmless(name: string, value: unknown, secrets: readonly string[], depth: number): boolean {
  if (depth === 0 || name === "__proto__" || name.length > longestName || secretName.test(name)) return false;
  if (holdsSecret(name, secrets)) return false;
  if (typeof value === "object" && value !== null)
    return Object.entries(value).every(([inner, part]) => isHarmless(inner, part, secrets, depth - 1));
  const text = String(value);
  return text.length <= longestExtra && !secretText.test(text) && !holdsSecret(text, secrets);
}

function holdsSecret(text: string, secrets: readonly string[]): boolean {
  return secrets.some((secret) => secret !== "" && text.includes(secret));
}
