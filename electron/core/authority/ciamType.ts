// Microsoft Entra External ID: a customer directory is Entra with accounts of its own, under a name of its own.
import { isCiamHost } from "../../../shared/connection.ts";
import type { AuthorityType } from "./authorityType.ts";
import { entra } from "./entraType.ts";
import { atCustomerDirectory, sameOrigin } from "./issuers.ts";

const { builtIn: _, ...likeEntra } = entra;

export const ciam: AuthorityType = {
  ...likeEntra,
  acceptsIssuer: (issuer, authority) => sameOrigin(issuer, authority) || atCustomerDirectory(issuer, authority),
  // Its document's issuer is what its ID tokens carry; it has no other names.
  expectedIssuer: (issuer) => issuer,
  // It has pages of its own and native authentication instead:
  // https://learn.microsoft.com/entra/external-id/customers/concept-supported-features-customers
  offersPassword: false,
  tellsRealm: false,
  vouching: "knownHost",
  knowsHost: isCiamHost,
  canonical: (authority) => authority.toLowerCase(),
};
