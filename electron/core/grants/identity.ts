// Whose token it is: the home account ID and the names, from `client_info` and the ID token.
import { oneLine } from "../../../shared/displayNames.ts";

export interface Identity {
  /** `oid.tid` at Entra, else the subject; absent where the server said nothing about the person. */
  readonly homeAccountId?: string;
  /** The directory that issued the ID token, and who the person is there: another object than at home where they are a guest. */
  readonly tenantId?: string;
  readonly localAccountId?: string;
  readonly username?: string;
  readonly name?: string;
}

type Claims = Readonly<Record<string, unknown>>;

/**
 * By `clientInfo`: that counts first (base64url JSON with `uid` and `utid`), then `oid.tid`, then `sub`. By `subject`: `sub`
 * alone, because nothing else names a person for good (OpenID Connect Core 5.7). Unreadable parts are passed over.
 */
export function readIdentity(
  clientInfo: unknown,
  claims: Claims | undefined,
  by: "clientInfo" | "subject" = "clientInfo",
): Identity {
  const microsoft =
    by === "clientInfo" ? (fromClientInfo(clientInfo) ?? joined(claims?.["oid"], claims?.["tid"])) : undefined;
  const homeAccountId = microsoft ?? text(claims?.["sub"]);
  const emails = claims?.["emails"];
  const username =
    nameText(claims?.["preferred_username"]) ??
    nameText(claims?.["upn"]) ??
    nameText(claims?.["email"]) ??
    (Array.isArray(emails) ? nameText(emails[0]) : undefined);
  const name = nameText(claims?.["name"]);
  const tenantId = text(claims?.["tid"])?.toLowerCase();
  const localAccountId = text(claims?.["oid"]);
  return {
    ...(homeAccountId === undefined ? {} : { homeAccountId }),
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(localAccountId === undefined ? {} : { localAccountId }),
    ...(username === undefined ? {} : { username }),
    ...(name === undefined ? {} : { name }),
  };
}

function fromClientInfo(clientInfo: unknown): string | undefined {
  const json = decodeJson(clientInfo);
  return json === undefined ? undefined : joined(json["uid"], json["utid"]);
}

/** Parses base64url-encoded JSON, as in `client_info` and in the middle of a JWT; undefined where it is none. */
export function decodeJson(encoded: unknown): Claims | undefined {
  if (typeof encoded !== "string") return undefined;
  try {
    const binary = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
    const value: unknown = JSON.parse(
      new TextDecoder().decode(Uint8Array.from(binary, (char) => char.codePointAt(0) ?? 0)),
    );
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}

function joined(id: unknown, tenant: unknown): string | undefined {
  const [first, second] = [text(id), text(tenant)];
  return first === undefined || second === undefined ? undefined : `${first}.${second}`;
}

const longestText = 500;

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value.slice(0, longestText) : undefined;
}

/** Names are printed in terminals and stand in copied commands, where control characters would be obeyed. */
function nameText(value: unknown): string | undefined {
  return typeof value === "string" ? text(oneLine(value, longestText)) : undefined;
}
