// Who somebody is: the home account ID and the names, from `client_info` and the ID token.
import { oneLine } from "../../../shared/displayNames.ts";
import { claimText, readClientInfo, type Claims } from "./claims.ts";

export interface Identity {
  /** `oid.tid` at Entra, else the subject; absent where the server said nothing about the person. */
  readonly homeAccountId?: string;
  /** The directory that issued the ID token, and who the person is there: another object than at home where they are a guest. */
  readonly tenantId?: string;
  readonly localAccountId?: string;
  readonly username?: string;
  readonly name?: string;
}

/** What names a person for good: `client_info` first, or the ID token's subject alone. */
export type AccountBy = "clientInfo" | "subject";

/**
 * By `clientInfo`: that counts first (base64url JSON with `uid` and `utid`), then `oid.tid`, then `sub`. By `subject`: `sub`
 * alone, because nothing else names a person for good (OpenID Connect Core 5.7). Unreadable parts are passed over.
 */
export function readIdentity(clientInfo: unknown, claims: Claims | undefined, by: AccountBy = "clientInfo"): Identity {
  const { uid, utid } = readClientInfo(clientInfo) ?? {};
  const microsoft = by === "clientInfo" ? (joined(uid, utid) ?? joined(claims?.["oid"], claims?.["tid"])) : undefined;
  const homeAccountId = microsoft ?? claimText(claims?.["sub"]);
  const [username] = namesIn(claims);
  const name = nameText(claims?.["name"]);
  const tenantId = tenantIn(claims);
  const localAccountId = claimText(claims?.["oid"]);
  return {
    ...(homeAccountId === undefined ? {} : { homeAccountId }),
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(localAccountId === undefined ? {} : { localAccountId }),
    ...(username === undefined ? {} : { username }),
    ...(name === undefined ? {} : { name }),
  };
}

/** The directory that a token says it is of, as IDs of directories are compared. */
export function tenantIn(claims: Claims | undefined): string | undefined {
  return claimText(claims?.["tid"])?.toLowerCase();
}

/** The user names that claims tell, the one to call an account by first. */
export function namesIn(claims: Claims | undefined): readonly string[] {
  const emails: unknown = claims?.["emails"];
  const list: readonly unknown[] = Array.isArray(emails) ? emails : [];
  const said = [claims?.["preferred_username"], claims?.["upn"], claims?.["email"], list[0]];
  return said.map(nameText).filter((name) => name !== undefined);
}

function joined(id: unknown, tenant: unknown): string | undefined {
  const [first, second] = [claimText(id), claimText(tenant)];
  return first === undefined || second === undefined ? undefined : `${first}.${second}`;
}

const longestName = 500;

/** Names are printed in terminals and stand in copied commands, where control characters would be obeyed. */
function nameText(value: unknown): string | undefined {
  return typeof value === "string" ? claimText(oneLine(value, longestName)) : undefined;
}
