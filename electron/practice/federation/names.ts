// The federated organisation's domain and addresses, and the names that WS-Trust, SOAP and SAML give their parts.

export type TrustVersion = "1.3" | "2005";
export type SamlVersion = "1.1" | "2.0";

/** Its accounts sign in at a service like AD FS, by WS-Trust or in a browser. */
export const federatedDomain = "federated.test";
/** Its accounts sign in at a service that speaks SAML in a browser only. */
export const samlDomain = "saml.test";
/** Whom the tenant lets speak for the domain. A name, not an address. */
export const federationIssuer = `http://${federatedDomain}/adfs/services/trust/`;
/** Whom an assertion for the tenant is meant for. */
export const cloudAudience = "urn:federation:MicrosoftOnline";

export const namespaces = {
  addressing: "http://www.w3.org/2005/08/addressing",
  httpPolicy: "http://schemas.microsoft.com/ws/06/2004/policy/http",
  identityServer: "http://schemas.microsoft.com/ws/2009/12/identityserver/",
  policy: "http://schemas.xmlsoap.org/ws/2004/09/policy",
  security: "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
  securityPolicy: "http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702",
  securityPolicy2005: "http://schemas.xmlsoap.org/ws/2005/07/securitypolicy",
  signature: "http://www.w3.org/2000/09/xmldsig#",
  soap11: "http://schemas.xmlsoap.org/soap/envelope/",
  soap12: "http://www.w3.org/2003/05/soap-envelope",
  soap12Binding: "http://schemas.xmlsoap.org/wsdl/soap12/",
  utility: "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd",
  wsdl: "http://schemas.xmlsoap.org/wsdl/",
} as const;

interface TrustDialect {
  /** The part of the path that tells the versions apart. */
  readonly segment: string;
  readonly uri: string;
  readonly action: string;
  readonly replyAction: string;
  readonly requestType: string;
  readonly keyType: string;
}

const trust13 = "http://docs.oasis-open.org/ws-sx/ws-trust/200512";
const trust2005 = "http://schemas.xmlsoap.org/ws/2005/02/trust";

export const trustDialects: Readonly<Record<TrustVersion, TrustDialect>> = {
  "1.3": {
    segment: "13",
    uri: trust13,
    action: `${trust13}/RST/Issue`,
    replyAction: `${trust13}/RSTRC/IssueFinal`,
    requestType: `${trust13}/Issue`,
    keyType: `${trust13}/Bearer`,
  },
  "2005": {
    segment: "2005",
    uri: trust2005,
    action: `${trust2005}/RST/Issue`,
    replyAction: `${trust2005}/RSTR/Issue`,
    requestType: `${trust2005}/Issue`,
    keyType: "http://schemas.xmlsoap.org/ws/2005/05/identity/NoProofKey",
  },
};

interface SamlDialect {
  /** Also what WS-Trust calls the token's type. */
  readonly uri: string;
  readonly idAttribute: string;
  readonly grantType: string;
}

export const samlDialects: Readonly<Record<SamlVersion, SamlDialect>> = {
  "1.1": {
    uri: "urn:oasis:names:tc:SAML:1.0:assertion",
    idAttribute: "AssertionID",
    grantType: "urn:ietf:params:oauth:grant-type:saml1_1-bearer",
  },
  "2.0": {
    uri: "urn:oasis:names:tc:SAML:2.0:assertion",
    idAttribute: "ID",
    grantType: "urn:ietf:params:oauth:grant-type:saml2-bearer",
  },
};

/** The path's parts of an endpoint of the federation service, `13/usernamemixed` or `mex`. */
export function trustPath(endpoint: string): readonly string[] {
  return [federatedDomain, "adfs", "services", "trust", ...endpoint.split("/")];
}

export function trustAddress(origin: string, endpoint: string): string {
  return `${origin}/${trustPath(endpoint).join("/")}`;
}

/** The endpoint that takes user name and password. */
export function passwordEndpoint(version: TrustVersion): string {
  return `${trustDialects[version].segment}/usernamemixed`;
}
