// Claims as servers send them: what is in them may be anything, so each is read with its type.

export type Claims = Readonly<Record<string, unknown>>;

/** Parses base64url-encoded JSON, as in `client_info` and in the middle of a JWT; undefined where it is none. */
export function decodeJson(encoded: unknown): Claims | undefined {
  if (typeof encoded !== "string") return undefined;
  try {
    const value: unknown = JSON.parse(decodeText(encoded));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}

/** The text behind base64url. Throws where it is none. */
export function decodeText(encoded: string): string {
  const binary = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder().decode(Uint8Array.from(binary, (char) => char.codePointAt(0) ?? 0));
}

const longestText = 500;

export function claimText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value.slice(0, longestText) : undefined;
}

/** The two parts of a home account ID, as `client_info` says them. */
export interface ClientInfo {
  readonly uid: string;
  readonly utid: string;
}

export function readClientInfo(clientInfo: unknown): ClientInfo | undefined {
  const json = decodeJson(clientInfo);
  const [uid, utid] = [claimText(json?.["uid"]), claimText(json?.["utid"])];
  return uid === undefined || utid === undefined ? undefined : { uid, utid };
}
