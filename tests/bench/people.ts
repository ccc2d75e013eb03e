// The made-up people of the benchmark, and texts as long as Entra's.
export const tenantId = "72f988bf-0000-4000-8000-00000000c0de";
export const clientId = "11111111-2222-4333-8444-555555555555";
export const scope = "https://graph.microsoft.com/User.Read";
export const cloud = "https://login.microsoftonline.com";

export const oidOf = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
export const usernameOf = (index: number): string => `${oidOf(index)}@contoso.example`;
export const homeAccountIdOf = (index: number): string => `${oidOf(index)}.${tenantId}`;

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Of this length; the same each time, which no token server would do. */
export function tokenText(length: number): string {
  let text = "";
  for (let at = 0; at < length; at += 1) text += alphabet[(at * 31 + (at >> 5)) % alphabet.length];
  return text;
}

const signature = tokenText(342);

export function idTokenFor(oid: string, username: string, audience: string): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    aud: audience,
    iss: `${cloud}/${tenantId}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + 3600,
    name: "Ann Example",
    oid,
    preferred_username: username,
    sub: tokenText(43),
    tid: tenantId,
    ver: "2.0",
  };
  return [{ typ: "JWT", alg: "RS256", kid: "k" }, claims].map(base64Json).join(".") + `.${signature}`;
}

function base64Json(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
