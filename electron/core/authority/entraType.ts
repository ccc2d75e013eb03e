// Microsoft Entra ID, in any of its clouds. A cloud's preferred host stands for all of its names.
import type { AuthorityMetadata } from "./authorityDocument.ts";
import type { AuthorityType, RequestAbout } from "./authorityType.ts";
import { cloudOf } from "./clouds.ts";
import { atMicrosoft, entraIssuer, sameOrigin } from "./issuers.ts";

export const entra: AuthorityType = {
  discoveryUrl: (authority) => `${authority}/v2.0/.well-known/openid-configuration`,
  builtIn,
  // The document of `organizations` names a template; a tenant's own names its ID where a domain was asked for.
  acceptsIssuer: (issuer, authority) => sameOrigin(issuer, authority) || atMicrosoft(issuer, authority),
  expectedIssuer: entraIssuer,
  // Whose token it is stands in `client_info`, which comes by the same connection.
  idTokenFault: "warn",
  accountBy: "clientInfo",
  parameters: { client_info: "1" },
  headers,
  offlineOnRefresh: true,
  apiOfBareScopes: "Graph",
  offersPassword: true,
  tellsRealm: true,
  vouching: "cloud",
  knowsHost: (host) => cloudOf(host) !== undefined,
  canonical(authority) {
    const url = URL.parse(authority);
    const cloud = url?.protocol === "https:" ? cloudOf(url.host) : undefined;
    return cloud === undefined ? (url?.origin ?? authority) : `https://${cloud.host}`;
  },
};

function builtIn(authority: string): AuthorityMetadata | undefined {
  const url = URL.parse(authority);
  const cloud = url?.protocol === "https:" ? cloudOf(url.host) : undefined;
  const tenant = url?.pathname.split("/")[1] ?? "";
  if (cloud === undefined || tenant === "") return undefined;
  const endpoint = (name: string): string => `https://${cloud.host}/${tenant}/oauth2/v2.0/${name}`;
  return {
    issuer: `https://${cloud.host}/{tenantid}/v2.0`,
    tokenEndpoint: endpoint("token"),
    authorizationEndpoint: endpoint("authorize"),
    deviceEndpoint: endpoint("devicecode"),
  };
}

function headers({ correlationId, version, anchor }: RequestAbout): Readonly<Record<string, string>> {
  return {
    "client-request-id": correlationId,
    "return-client-request-id": "true",
    "x-client-sku": "TokenTray",
    "x-client-ver": version,
    // Says that this client honours 429 and Retry-After.
    "x-ms-lib-capability": "retry-after, h429",
    ...(anchor !== undefined && isHeaderText(anchor) ? { "x-anchormailbox": anchor } : {}),
  };
}

// The anchor only speeds things up, so a name that a header cannot carry is left out rather than mangled.
function isHeaderText(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
