// The first part of an authority's path: which tenant it names, if any here.
import { practiceTenant } from "../../shared/practicePeople.ts";

export type TenantKind = "practice" | "organizations" | "common" | "consumers";

/** Tenant ID of all personal accounts at Microsoft; it stands in the issuer of `consumers`. */
const consumersTenantId = "9188040d-6c67-4c5b-b112-36a304b66dad";

export function tenantKind(segment: string): TenantKind | undefined {
  const name = segment.toLowerCase();
  if (name === practiceTenant.tenantId || name === practiceTenant.domain) return "practice";
  return name === "organizations" || name === "common" || name === "consumers" ? name : undefined;
}

/** The segment that metadata puts into its endpoints. */
export function endpointSegment(kind: TenantKind): string {
  return kind === "practice" ? practiceTenant.tenantId : kind;
}

/** The issuer that metadata states: a template where the tenant is known only after the sign-in. */
export function metadataIssuer(origin: string, kind: TenantKind): string {
  if (kind === "practice") return issuerAt(origin);
  return `${origin}/${kind === "consumers" ? consumersTenantId : "{tenantid}"}/v2.0`;
}

/** The issuer of every token that this tenant gives out. */
export function issuerAt(origin: string): string {
  return `${origin}/${practiceTenant.tenantId}/v2.0`;
}
