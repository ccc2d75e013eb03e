// Which directory a token is of: the connection's own, or another one where the person is a guest or a member.
import { hasTenants, otherTenantProblem, refusedTenants, type Connection } from "../../../shared/connection.ts";
import { tenantOfIssuer } from "../authority/tenantId.ts";
import { scopeRules } from "../../../shared/scopeRules.ts";
import { isGuid } from "../../../shared/setup/guid.ts";
import type { AccountTenant } from "../../../shared/snapshot.ts";
import type { Identity } from "../identity/identity.ts";
import type { AskedTenant } from "../identity/whoseToken.ts";
import type { AccountRecord } from "./accountRecord.ts";
import type { Target } from "./scopes.ts";

const mostProfiles = 50;
/** Authorities that lead each person to their own directory. */
const manyTenants: readonly string[] = ["organizations", "common"];

/** `utid` of the home account ID; undefined where it is no Entra account's. */
export function homeTenantOf({ homeAccountId }: Pick<AccountRecord, "homeAccountId">): string | undefined {
  const dot = homeAccountId.indexOf(".");
  const tenant = dot === -1 ? undefined : homeAccountId.slice(dot + 1).toLowerCase();
  return tenant !== undefined && isGuid(tenant) ? tenant : undefined;
}

/**
 * The target as it is kept: each scope once, and without a tenant where the one that is named is the connection's own, so that one directory's
 * tokens are found under one key. `refused`: this kind of authority has no tenants, or it is no tenant's name.
 */
export function targetIn(record: AccountRecord, { scopes: wanted, tenant: typed }: Target): Target | "refused" {
  const scopes = scopeRules(record.connection.kind).distinct(wanted);
  if (typed === undefined) return { scopes };
  const tenant = typed.trim().toLowerCase();
  if (otherTenantProblem(record.connection.kind, tenant) !== undefined) return "refused";
  return isOwn(record, tenant) ? { scopes } : { scopes, tenant };
}

/** The place where a silent request goes: the same cloud and app, in the target's directory. */
export function connectionIn(connection: Connection, record: AccountRecord, tenant: string | undefined): Connection {
  if (tenant !== undefined) return { ...connection, tenant };
  const home = hasManyTenants(connection) ? homeTenantOf(record) : undefined;
  // Personal accounts stay with the authority that took them in.
  return home === undefined || refusedTenants.includes(home) ? connection : { ...connection, tenant: home };
}

/**
 * What is known beforehand about the directory that a token is asked of, so that no other one's is taken for it. Of the
 * connection's own by what `record` has heard, of another one by its document, too. Undefined where there are no directories.
 */
export async function askedTenant(
  place: Place,
  record: AccountRecord | undefined,
  askId: () => Promise<string | undefined>,
): Promise<AskedTenant | undefined> {
  const { tenant, isOther } = place;
  if (!hasTenants(place.kind)) return undefined;
  if (isGuid(tenant)) return { id: tenant.toLowerCase(), isOther };
  const heardAs = (name: string | undefined): string | undefined =>
    record?.tenantProfiles?.findLast(({ askedAs }) => askedAs === name)?.tenant;
  const id = tenantOfIssuer(place.issuer) ?? heardAs(tenant) ?? (isOther ? await askId() : undefined);
  const own = record && [homeTenantOf(record), heardAs(record.connection.tenant)].filter((one) => one !== undefined);
  return { id, isOther, ...(isOther ? { not: own } : {}) };
}

/** Where a token is asked for: a tenant by name or ID, and the issuer that its authority names. */
interface Place extends Pick<Connection, "kind" | "tenant"> {
  readonly issuer: string;
  /** Another directory than the connection's own. */
  readonly isOther: boolean;
}

/** The profiles with what an ID token has just said; the one heard of last comes last. */
export function withProfile(record: AccountRecord, { tenant }: Target, said: Identity): readonly AccountTenant[] {
  const known = record.tenantProfiles ?? [];
  const { tenantId, localAccountId, username, name } = said;
  if (tenantId === undefined || localAccountId === undefined) return known;
  const before = known.find((each) => each.tenant === tenantId)?.askedAs;
  const own = record.connection.tenant;
  const profile: AccountTenant = {
    tenant: tenantId,
    localAccountId,
    ...(username === undefined ? {} : { username }),
    ...(name === undefined ? {} : { name }),
    isHome: tenantId === homeTenantOf(record),
    askedAs: before === own ? own : (tenant ?? own),
  };
  return [...known.filter((each) => each.tenant !== tenantId), profile].slice(-mostProfiles);
}

/** People are renamed, and stay the same account. What they are called as guests elsewhere is not its name. */
export function withNames<T extends Pick<AccountRecord, "connection" | "username" | "unnamed">>(
  record: T,
  { tenant }: Target,
  { username, name }: Identity,
): T {
  if (tenant !== undefined || username === undefined) return record;
  if (record.unnamed !== true && !hasTenants(record.connection.kind)) return record;
  const { unnamed: _, ...rest } = record;
  return { ...rest, username, ...(name === undefined ? {} : { name }) } as T;
}

function isOwn(record: AccountRecord, tenant: string): boolean {
  const { connection } = record;
  if (tenant === connection.tenant) return true;
  if (hasManyTenants(connection)) return tenant === homeTenantOf(record);
  const known = record.tenantProfiles?.find((profile) => profile.tenant === tenant);
  return known !== undefined && known.askedAs === connection.tenant;
}

function hasManyTenants({ kind, tenant }: Connection): boolean {
  return hasTenants(kind) && manyTenants.includes(tenant);
}
