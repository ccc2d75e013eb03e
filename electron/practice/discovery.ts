// What a client asks before it signs in: instance discovery, OpenID metadata, signing keys, user realm.
import type { Directory } from "./directory.ts";
import { type Refusal, refuse } from "./errors.ts";
import type { Federation } from "./federation/federation.ts";
import { cloudAudience, federatedDomain, passwordEndpoint, samlDomain, trustAddress } from "./federation/names.ts";
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
export function userRealm(
  origin: string,
  username: string,
  { directory, federation }: { readonly directory: Directory; readonly federation: Federation },
): JsonFields {
  const domain = username.slice(username.lastIndexOf("@") + 1).toLowerCase();
  const situation = directory.find(username)?.situation;
  const isKnown = situation !== undefined || Object.values(homeTenants).some((home) => home.domain === domain);
  return {
    ver: "1.0",
    ...(federatedRealm(origin, situation === "personal" ? "live.com" : domain, federation) ??
      (isKnown ? { account_type: "Managed", domain_name: domain } : { account_type: "Unknown" })),
    cloud_instance_name: new URL(origin).host,
    cloud_audience_urn: cloudAudience,
  };
}

function federatedRealm(origin: string, domain: string, federation: Federation): JsonFields | undefined {
  const fields = { account_type: "Federated", domain_name: domain };
  if (domain === samlDomain) return { ...fields, federation_protocol: "SAML20" };
  const usesTrust = { ...fields, federation_protocol: "WSTrust" };
  if (domain === "live.com") return { ...usesTrust, federation_active_auth_url: `${origin}/live.com/RST2.srf` };
  if (domain !== federatedDomain) return undefined;
  const [version = "1.3"] = federation.trustVersions;
  return {
    ...usesTrust,
    ...(federation.options.withoutMex !== true && { federation_metadata_url: trustAddress(origin, "mex") }),
    federation_active_auth_url: trustAddress(origin, passwordEndpoint(version)),
  };
}
