// The decoded middle of an access token, for a person who asks to see it. The token is for the API: this proves nothing.
import type { Claims } from "../../../shared/contract.ts";
import { decodeJson, decodeText } from "../identity/claims.ts";
import type { Secret } from "../secret.ts";

const longestValue = 2_000;
const mostClaims = 200;

/** Claims as they stand in the token, values as JSON text. Opaque and encrypted tokens are `readable: false`. */
export function readClaims(token: Secret): Claims {
  const parts = token.reveal().split(".");
  // Three parts are a signed token; five an encrypted one, whose middle is a key.
  const [, middle = ""] = parts;
  if (parts.length !== 3 || decodeJson(middle) === undefined) return { readable: false, claims: [] };
  const claims = membersOf(decodeText(middle)).slice(0, mostClaims);
  return { readable: true, claims: claims.map(({ name, value }) => ({ name, value: value.slice(0, longestValue) })) };
}

interface Member {
  readonly name: string;
  readonly value: string;
}

/**
 * The members of a JSON object in the order in which they stand, each with its value's own text: a parsed object would round
 * large integers, write 1.0 as 1, put names that are numbers first, and hide all but the last of two members of one name.
 */
export function membersOf(json: string): readonly Member[] {
  const members: Member[] = [];
  let depth = 0;
  let name: string | undefined;
  let value = "";
  const end = (): void => {
    if (name !== undefined) members.push({ name, value });
    [name, value] = [undefined, ""];
  };
  for (const [token] of json.matchAll(tokens)) {
    const closes = token === "}" || token === "]";
    if (closes) depth -= 1;
    if (depth === 1 && token === ",") end();
    else if (depth === 1 && name === undefined && token.startsWith('"')) name = JSON.parse(token) as string;
    else if (depth > 1 || (depth === 1 && (closes || value !== "" || token !== ":"))) value += plain(token);
    if (token === "{" || token === "[") depth += 1;
  }
  end();
  return members;
}

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** A text without needless escapes; all else to the letter. */
function plain(token: string): string {
  return token.startsWith('"') ? JSON.stringify(JSON.parse(token)) : token;
}
