// Azure AD B2C: each policy is an authority of its own, and only a policy for resource owners takes passwords.
import type { AuthorityType } from "./authorityType.ts";
import { atMicrosoft, sameOrigin, withoutSlash } from "./issuers.ts";
import { openid } from "./openIdType.ts";

const { browserPrompt: _, ...likeOpenId } = openid;

export const b2c: AuthorityType = {
  ...likeOpenId,
  discoveryUrl: (authority) => `${withoutSlash(authority)}/v2.0/.well-known/openid-configuration`,
  // It names the tenant by ID where the address has its name, and older directories a host of the public cloud.
  acceptsIssuer: (issuer, authority) => sameOrigin(issuer, authority) || atMicrosoft(issuer, authority),
  expectedIssuer: (issuer) => issuer,
  // Custom policies may set issuers of their own; `client_info` says whose token it is, with the policy in it.
  idTokenFault: "warn",
  accountBy: "clientInfo",
  parameters: { client_info: "1" },
  // The resource-owner policy answers with an error without it.
  passwordParameters: { response_type: "token id_token" },
  offlineOnRefresh: true,
  vouching: "knownHost",
  // A domain of one's own is known to its owner alone: it takes explicit trust.
  knowsHost: (host) => /^[a-z0-9-]+\.b2clogin\.(?:com|cn|us|de)$/.test(host),
  canonical: (authority) => withoutSlash(authority).toLowerCase(),
};
