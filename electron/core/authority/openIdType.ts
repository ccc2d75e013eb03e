// Any OpenID server, by the rules that all of them share: what is not in its document is not assumed.
import type { AuthorityType } from "./authorityType.ts";
import { cloudOf } from "./clouds.ts";
import { entraIssuer, sameButForSlash, sameOrigin, withoutSlash } from "./issuers.ts";

export const openid: AuthorityType = {
  discoveryUrl: (authority) => `${withoutSlash(authority)}/.well-known/openid-configuration`,
  // Several issuers may share an origin, so the path counts, letter by letter; but Entra never names what was asked for.
  acceptsIssuer: (issuer, authority) =>
    sameButForSlash(issuer, authority) || (isEntra(authority) && sameOrigin(issuer, authority)),
  expectedIssuer(issuer, claims) {
    if (isEntra(issuer)) return entraIssuer(issuer, claims);
    const { iss } = claims;
    return typeof iss === "string" && sameButForSlash(iss, issuer) ? iss : issuer;
  },
  // The ID token is all that says whose token it is.
  idTokenFault: "error",
  accountBy: "subject",
  parameters: {},
  headers: () => ({}),
  // Many refuse a scope on refresh that they did not grant, and do not count this one as granted.
  offlineOnRefresh: false,
  browserPrompt: "consent",
  offersPassword: true,
  tellsRealm: false,
  vouching: "person",
  knowsHost: () => false,
  canonical: withoutSlash,
};

/** Entra by its general name: as an OpenID server it works too. */
function isEntra(address: string): boolean {
  return cloudOf(URL.parse(address)?.host ?? "") !== undefined;
}
