// What a client asks before it signs in: instance discovery, OpenID metadata, signing keys, user realm.
import type { Directory } from "./directory.ts";
import { type Refusal, refuse } from "./errors.ts";
import { endpointSegment, homeTenants, metadataIssuer, tenantKind } from "./tenants.ts";

export type JsonFields = Readonly<Record<string, unknown>>;

/** `/common/discovery/instance`: vouches for this listener's own names only. */
export function instanceDiscovery(origin: string, query: URLSearchParams): JsonFields | Refusal {
  const asked = query.get("authorization_endpoint");
  if (asked === null || asked === "") return refuse(900144, { detail: "'authorization_endpoint'." });
  const { host, port } = new URL(origin);
  const aliases = [host, `localhost:${port}`];
  const authority = URL.canParse(asked) ? new URL(asked) : undefined;
  if (authority?.protocol !== "http:" || !aliases.includes(authority.host)) return refuse(50049);
  const tenant = authority.pathname.split("/")[1] ?? "";
  return {
    tenant_discovery_endpoint: `${origin}/${tenant}/v2.0/.well-known/openid-configuration`,
    "api-version": query.get("api-version") ?? "1.1",
    metadata: [{ preferred_network: host, preferred_cache: host, aliases }],
  };
}

/** OpenID Connect Discovery 1.0, with the fields that Entra adds. */
export function openIdMetadata(origin: string, tenantSegment: string): JsonFields | Refusal {
  const kind = tenantKind(tenantSegment);
  if (kind === undefined) return refuse(90002, { detail: tenantSegment });
  const base = `${origin}/${endpointSegment(kind)}`;
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ["query"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    response_types_supported: ["code"],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    issuer: metadataIssuer(origin, kind),
    request_uri_parameter_supported: false,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    claims_supported: ["sub", "iss", "aud", "exp", "iat", "name", "oid", "tid", "ver", "preferred_username", "email"],
    tenant_region_scope: null,
    cloud_instance_name: new URL(origin).host,
  };
}

/** `/common/userrealm/…`: how an account signs in. Personal accounts look federated with `live.com`, as they do at Entra. */
export function userRealm(origin: string, username: string, directory: Directory): JsonFields {
  const domain = username.slice(username.lastIndexOf("@") + 1).toLowerCase();
  const cloud = { cloud_instance_name: new URL(origin).host, cloud_audience_urn: "urn:federation:MicrosoftOnline" };
  const situation = directory.find(username)?.situation;
  if (situation === "personal" || situation === "federated") {
    return {
      ver: "1.0",
      account_type: "Federated",
      domain_name: situation === "personal" ? "live.com" : domain,
      federation_protocol: "WSTrust",
      federation_metadata_url: `${origin}/adfs/services/trust/mex`,
      federation_active_auth_url: `${origin}/adfs/services/trust/13/usernamemixed`,
      ...cloud,
    };
  }
  const known = Object.values(homeTenants).some((home) => home.domain === domain) || situation !== undefined;
  return known
    ? { ver: "1.0", account_type: "Managed", domain_name: domain, ...cloud }
    : { ver: "1.0", account_type: "Unknown", ...cloud };
}
