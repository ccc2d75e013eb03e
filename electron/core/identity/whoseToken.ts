// Whose a token is: the one place that judges it, for every grant. What an answer says is compared with what was asked for.
import { isGuid } from "../../../shared/setup/guid.ts";
import { type Claims, type ClientInfo, claimText, readClientInfo } from "./claims.ts";
import { type AccountBy, type Identity, readIdentity, tenantIn } from "./identity.ts";

/** For whom a token is asked, and of which directory. */
export interface Asked {
  /** The home account ID of the account, where the person has signed in before. */
  readonly homeAccountId?: string | undefined;
  /** Nobody is there to say that another person will do. */
  readonly nobodyElse?: boolean | undefined;
  /** Absent where authorities of the kind have no directories. */
  readonly tenant?: AskedTenant | undefined;
}

export interface AskedTenant {
  /** Undefined where only its domain is known. */
  readonly id?: string | undefined;
  /** Another one than the connection's own, so that the answer has to name it. */
  readonly isOther: boolean;
  /** IDs of directories that it is not. */
  readonly not?: readonly string[] | undefined;
}

/** What an answer says. All of it came from the token endpoint itself. */
export interface Said {
  readonly clientInfo?: unknown;
  /** Of an ID token that was found good. */
  readonly claims?: Claims | undefined;
  /** Of one that was passed over. They vouch for nothing; but where even they tell of another person, it is another's token. */
  readonly doubted?: Claims | undefined;
  /** What the server said to the token itself: it tells whose token that is. */
  readonly userInfo?: Claims | undefined;
}

export type WrongToken = "tenant_mismatch" | "tenant_unconfirmed" | "user_mismatch" | "user_info_mismatch";

/** Whether the person of the account came back: `untold` where nothing that names them for good can be compared. */
export type SamePerson = "same" | "different" | "untold";

export type Judgment =
  | { readonly ok: true; readonly identity: Identity; readonly person: SamePerson }
  | { readonly ok: false; readonly error: WrongToken };

/** Tokens of another directory, and answers that contradict themselves, are refused. */
export function judgeToken(asked: Asked, { claims, doubted, userInfo, ...said }: Said, by: AccountBy): Judgment {
  const clientInfo = by === "clientInfo" ? readClientInfo(said.clientInfo) : undefined;
  const refuse = (error: WrongToken): Judgment => ({ ok: false, error });
  const { tenant } = asked;
  if (tenant !== undefined && [claims, doubted].some((each) => isOfAnother(tenant, each)))
    return refuse("tenant_mismatch");
  if (contradicts(clientInfo, claims ?? doubted)) return refuse("user_mismatch");
  if (userInfo !== undefined && isAboutAnother(userInfo, claims ?? doubted)) return refuse("user_info_mismatch");
  const person = compared(
    asked,
    { clientInfo, claims: claims ?? (by === "subject" ? userInfo : undefined), doubted },
    by,
  );
  if (person === "different" && asked.nobodyElse === true) return refuse("user_mismatch");
  if (tenant?.isOther === true && directoryIn(claims) === undefined) return refuse("tenant_unconfirmed");
  return { ok: true, identity: readIdentity(said.clientInfo, claims, by, userInfo), person };
}

/** OpenID Connect Core 5.3.2: the subjects have to be the same. */
function isAboutAnother(userInfo: Claims, claims: Claims | undefined): boolean {
  const subject = claimText(claims?.["sub"]);
  return subject !== undefined && subject !== claimText(userInfo["sub"]);
}

function isOfAnother({ id, not = [] }: AskedTenant, claims: Claims | undefined): boolean {
  const told = directoryIn(claims);
  return told !== undefined && (id === undefined ? not.includes(told) : told !== id);
}

interface Comparable extends Pick<Said, "claims" | "doubted"> {
  readonly clientInfo: ClientInfo | undefined;
}

/** Servers that are like Entra, but are not Entra, may name a tenant that is no directory's ID: that can be compared with none. */
function directoryIn(claims: Claims | undefined): string | undefined {
  const told = tenantIn(claims);
  return told !== undefined && isGuid(told) ? told : undefined;
}

/** At home the person is one object, whichever part of the answer names it. */
function contradicts(clientInfo: ClientInfo | undefined, claims: Claims | undefined): boolean {
  const oid = claimText(claims?.["oid"]);
  if (clientInfo === undefined || oid === undefined) return false;
  return tenantIn(claims) === clientInfo.utid.toLowerCase() && !isObject(clientInfo.uid, oid);
}

/** Azure AD B2C adds the policy: `{object ID}-{policy}`. */
function isObject(uid: string, oid: string): boolean {
  const [one, other] = [uid.toLowerCase(), oid.toLowerCase()];
  return one === other || one.startsWith(`${other}-`);
}

/** Begins the home account ID of an account of which no server has said whose it is. */
export const unnamedPrefix = "name:";

/** By what names the home account alone: a guest is another object in each directory, with another subject. */
function compared({ homeAccountId = unnamedPrefix, tenant }: Asked, said: Comparable, by: AccountBy): SamePerson {
  if (homeAccountId.startsWith(unnamedPrefix)) return "untold";
  const { clientInfo, claims, doubted } = said;
  const isSubject = by === "subject" || !homeAccountId.includes(".");
  if (isSubject && tenant?.isOther === true) return "untold";
  if (!isSubject && clientInfo !== undefined)
    return homeAccountId.toLowerCase() === `${clientInfo.uid}.${clientInfo.utid}`.toLowerCase() ? "same" : "different";
  const judge = isSubject ? bySubject : byHomeObject;
  if (claims !== undefined) return judge(homeAccountId, claims);
  return doubted !== undefined && judge(homeAccountId, doubted) === "different" ? "different" : "untold";
}

function byHomeObject(homeAccountId: string, claims: Claims): SamePerson {
  const dot = homeAccountId.indexOf(".");
  const oid = claimText(claims["oid"]);
  const isHome = tenantIn(claims) === homeAccountId.slice(dot + 1).toLowerCase();
  if (oid === undefined || !isHome) return "untold";
  return isObject(homeAccountId.slice(0, dot), oid) ? "same" : "different";
}

/** A subject is text in which case counts (OpenID Connect Core 2). */
function bySubject(homeAccountId: string, claims: Claims): SamePerson {
  const subject = claimText(claims["sub"]);
  if (subject === undefined) return "untold";
  return subject === homeAccountId ? "same" : "different";
}
