// Writes metadata as federation services do: each endpoint with a policy, a binding and a port of its own.

export interface MexEndpoint {
  readonly name: string;
  readonly address: string;
  readonly version?: "1.3" | "2005";
  readonly proof?: "password" | "windows" | "certificate";
  /** Prefixes of the wrapping token and of what is in it; the same as the version's unless told. */
  readonly prefixes?: readonly [outer: "sp" | "sp2005", inner: "sp" | "sp2005"];
  readonly wrapper?: string;
  readonly action?: string;
  readonly transport?: string;
  /** A service of its own for the port. */
  readonly service?: string;
}

const namespaces = {
  wsdl: "http://schemas.xmlsoap.org/wsdl/",
  wsp: "http://schemas.xmlsoap.org/ws/2004/09/policy",
  sp: "http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702",
  sp2005: "http://schemas.xmlsoap.org/ws/2005/07/securitypolicy",
  wsu: "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd",
  wsa10: "http://www.w3.org/2005/08/addressing",
  soap12: "http://schemas.xmlsoap.org/wsdl/soap12/",
  http: "http://schemas.microsoft.com/ws/06/2004/policy/http",
  tns: "http://schemas.microsoft.com/ws/2008/06/identity/securitytokenservice",
};

const actions = {
  "1.3": "http://docs.oasis-open.org/ws-sx/ws-trust/200512/RST/Issue",
  "2005": "http://schemas.xmlsoap.org/ws/2005/02/trust/RST/Issue",
};

export function mexDocument(endpoints: readonly MexEndpoint[]): string {
  const prefixes = Object.entries(namespaces).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`);
  const services = [...new Set(endpoints.map(({ service = "Sts" }) => service))];
  return `<?xml version="1.0" encoding="utf-8"?>
<wsdl:definitions name="SecurityTokenService" ${prefixes.join(" ")}>
  ${endpoints.map(policy).join("\n  ")}
  <wsdl:types/>
  ${endpoints.map(binding).join("\n  ")}
  ${services.map((name) => service(name, endpoints)).join("\n  ")}
</wsdl:definitions>`;
}

export function policy({ name, version = "1.3", proof = "password", prefixes, wrapper }: MexEndpoint): string {
  const own = version === "1.3" ? "sp" : "sp2005";
  const [outer, inner] = prefixes ?? [own, own];
  const around = wrapper ?? (version === "1.3" ? "SignedEncryptedSupportingTokens" : "SignedSupportingTokens");
  const tokens = {
    password: `<${outer}:${around}><wsp:Policy><${inner}:UsernameToken ${inner}:IncludeToken="AlwaysToRecipient"><wsp:Policy><${inner}:WssUsernameToken10/></wsp:Policy></${inner}:UsernameToken></wsp:Policy></${outer}:${around}>`,
    windows: "<http:NegotiateAuthentication/>",
    certificate: `<${outer}:EndorsingSupportingTokens><wsp:Policy><${inner}:X509Token/></wsp:Policy></${outer}:EndorsingSupportingTokens>`,
  };
  const transport = `<${own}:TransportBinding><wsp:Policy><${own}:TransportToken/></wsp:Policy></${own}:TransportBinding>`;
  return `<wsp:Policy wsu:Id="${name}_policy"><wsp:ExactlyOne><wsp:All>${transport}${tokens[proof]}</wsp:All></wsp:ExactlyOne></wsp:Policy>`;
}

function binding({ name, version = "1.3", action = actions[version], transport }: MexEndpoint): string {
  return `<wsdl:binding name="${name}" type="tns:Trust"><wsp:PolicyReference URI="#${name}_policy"/><soap12:binding transport="${transport ?? "http://schemas.xmlsoap.org/soap/http"}"/><wsdl:operation name="Issue"><soap12:operation soapAction="${action}" style="document"/></wsdl:operation></wsdl:binding>`;
}

function service(wanted: string, endpoints: readonly MexEndpoint[]): string {
  const ports = endpoints.filter(({ service = "Sts" }) => service === wanted).map(port);
  return `<wsdl:service name="${wanted}">${ports.join("")}</wsdl:service>`;
}

function port({ name, address }: MexEndpoint): string {
  return `<wsdl:port name="${name}" binding="tns:${name}"><soap12:address location="${address}"/><wsa10:EndpointReference><wsa10:Address>${address}</wsa10:Address></wsa10:EndpointReference></wsdl:port>`;
}
