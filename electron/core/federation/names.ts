// The names that WS-Trust, SOAP, WSDL and their policies give to things (namespace URIs).

export const ns = {
  soap11: "http://schemas.xmlsoap.org/soap/envelope/",
  soap12: "http://www.w3.org/2003/05/soap-envelope",
  addressing: "http://www.w3.org/2005/08/addressing",
  security: "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
  utility: "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd",
  policy: "http://schemas.xmlsoap.org/ws/2004/09/policy",
  securityPolicy: "http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702",
  securityPolicy2005: "http://schemas.xmlsoap.org/ws/2005/07/securitypolicy",
  wsdl: "http://schemas.xmlsoap.org/wsdl/",
  wsdlSoap12: "http://schemas.xmlsoap.org/wsdl/soap12/",
  saml11: "urn:oasis:names:tc:SAML:1.0:assertion",
  saml20: "urn:oasis:names:tc:SAML:2.0:assertion",
} as const;

/** What a binding must name as its transport to be SOAP over HTTP. */
export const httpTransport = "http://schemas.xmlsoap.org/soap/http";

interface TrustNames {
  readonly namespace: string;
  readonly action: string;
  readonly requestType: string;
  /** A token that whoever holds it may use. */
  readonly keyType: string;
}

const trust13 = "http://docs.oasis-open.org/ws-sx/ws-trust/200512";
const trust2005 = "http://schemas.xmlsoap.org/ws/2005/02/trust";

export const trustNames = {
  "1.3": {
    namespace: trust13,
    action: `${trust13}/RST/Issue`,
    requestType: `${trust13}/Issue`,
    keyType: `${trust13}/Bearer`,
  },
  "2005": {
    namespace: trust2005,
    action: `${trust2005}/RST/Issue`,
    requestType: `${trust2005}/Issue`,
    keyType: "http://schemas.xmlsoap.org/ws/2005/05/identity/NoProofKey",
  },
} as const satisfies Readonly<Record<string, TrustNames>>;
