// The tenants that live here, which one a path's first part names, and who belongs to which.
import { companyTenant, type PracticePerson, practiceTenant } from "../../shared/practicePeople.ts";

export type HomeTenant = "practice" | "company";
export type TenantKind = HomeTenant | "organizations" | "common" | "consumers";

export const homeTenants = { practice: practiceTenant, company: companyTenant } as const;

/** Tenant ID of all personal accounts at Microsoft; it stands in the issuer of `consumers`. */
const consumersTenantId = "9188040d-6c67-4c5b-b112-36a304b66dad";

export function tenantKind(segment: string): TenantKind | undefined {
  const name = segment.toLowerCase();
  for (const home of ["practice", "company"] as const) {
    if (name === homeTenants[home].tenantId || name === homeTenants[home].domain) return home;
  }
  return name === "organizations" || name === "common" || name === "consumers" ? name : undefined;
}

/** Only the company's accounts live in the company; all others, invited ones included, in the practice tenant. */
export function homeOf({ username }: Pick<PracticePerson, "username">): HomeTenant {
  return username.endsWith(`@${companyTenant.domain}`) ? "company" : "practice";
}

/** Whether an account can sign in at this authority. */
export function admits(tenant: TenantKind, home: HomeTenant): boolean {
  return tenant === home || tenant === "organizations" || tenant === "common";
}

/** The segment that metadata puts into its endpoints. */
export function endpointSegment(kind: TenantKind): string {
  return isHome(kind) ? homeTenants[kind].tenantId : kind;
}

/** The issuer that metadata states: a template where the tenant is known only after the sign-in. */
export function metadataIssuer(origin: string, kind: TenantKind): string {
  if (isHome(kind)) return issuerAt(origin, kind);
  return `${origin}/${kind === "consumers" ? consumersTenantId : "{tenantid}"}/v2.0`;
}

/** The issuer of every token that a tenant gives out. */
export function issuerAt(origin: string, home: HomeTenant): string {
  return `${origin}/${homeTenants[home].tenantId}/v2.0`;
}

function isHome(kind: TenantKind): kind is HomeTenant {
  return kind === "practice" || kind === "company";
}
