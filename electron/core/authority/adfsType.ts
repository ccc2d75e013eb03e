// AD FS 2016 and later, asked directly. It knows no realms, no `client_info` and no other extra of Microsoft's.
import type { AuthorityType } from "./authorityType.ts";
import { isFederationService, sameOrigin } from "./issuers.ts";
import { openid } from "./openIdType.ts";

const { browserPrompt: _, ...likeOpenId } = openid;

/**
 * No webfinger question (`rel=trusted-realm`) comes before: it is answered by the very host that it asks about, so it vouches
 * for nothing, and it is off in most installations. Which API a token is for stands in the scopes, as `{resource}/{scope}`;
 * that AD FS 2019 understands, and 2016 since KB4490481.
 */
export const adfs: AuthorityType = {
  ...likeOpenId,
  acceptsIssuer: (issuer, authority) => sameOrigin(issuer, authority) || isFederationService(issuer, authority),
  expectedIssuer: (issuer, { iss }) => (typeof iss === "string" && isFederationService(iss, issuer) ? iss : issuer),
  // Whether its two names fit is a matter of its set-up, and who is meant is known from the name that was typed.
  idTokenFault: "warn",
  canonical: (authority) => authority.toLowerCase(),
};
