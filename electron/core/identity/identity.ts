// Who somebody is: the home account ID and the names, from `client_info` and the ID token.
import { claimText, readClientInfo, type Claims } from "./claims.ts";
import { namesIn, nameText, provenNamesIn } from "./names.ts";

export interface Identity {
  /** `oid.tid` at Entra, else the subject; absent where the server said nothing about the person. */
  readonly homeAccountId?: string;
  /** The directory that issued the ID token, and who the person is there: another object than at home where they are a guest. */
  readonly tenantId?: string;
  readonly localAccountId?: string;
  /** What the server calls the person for programs: the only name where it tells none for people. */
  readonly subject?: string;
  readonly username?: string;
  readonly name?: string;
  /** By which of their names somebody may ask for this person, and for nobody else. */
  readonly provenNames?: readonly string[];
}

/** What names a person for good: `client_info` first, or the ID token's subject alone. */
export type AccountBy = "clientInfo" | "subject";

/**
 * By `clientInfo`: that counts first (base64url JSON with `uid` and `utid`), then `oid.tid`, then `sub`. By `subject`: `sub`
 * alone, because nothing else names a person for good (OpenID Connect Core 5.7). Unreadable parts are passed over, and
 * what the ID token leaves out is taken from UserInfo.
 */
export function readIdentity(
  clientInfo: unknown,
  claims: Claims | undefined,
  by: AccountBy = "clientInfo",
  userInfo?: Claims,
): Identity {
  const { uid, utid } = readClientInfo(clientInfo) ?? {};
  const microsoft = by === "clientInfo" ? (joined(uid, utid) ?? joined(claims?.["oid"], claims?.["tid"])) : undefined;
  const subject = claimText(claims?.["sub"]) ?? claimText(userInfo?.["sub"]);
  const homeAccountId = microsoft ?? subject;
  const [username] = [...namesIn(claims), ...namesIn(userInfo)];
  const name = nameText(claims?.["name"]) ?? nameText(userInfo?.["name"]);
  const provenNames = [...provenNamesIn(claims), ...provenNamesIn(userInfo)];
  const tenantId = tenantIn(claims);
  const localAccountId = claimText(claims?.["oid"]);
  return {
    ...(homeAccountId === undefined ? {} : { homeAccountId }),
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(localAccountId === undefined ? {} : { localAccountId }),
    ...(subject === undefined ? {} : { subject }),
    ...(username === undefined ? {} : { username }),
    ...(name === undefined ? {} : { name }),
    ...(provenNames.length === 0 ? {} : { provenNames: [...new Set(provenNames)] }),
  };
}

/** The directory that a token says it is of, as IDs of directories are compared. */
export function tenantIn(claims: Claims | undefined): string | undefined {
  return claimText(claims?.["tid"])?.toLowerCase();
}

function joined(id: unknown, tenant: unknown): string | undefined {
  const [first, second] = [claimText(id), claimText(tenant)];
  return first === undefined || second === undefined ? undefined : `${first}.${second}`;
}
