// The federation service's metadata exchange document, as AD FS gives it: policies, bindings, and an address for each.
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import type { LoopbackRequest } from "../../loopback/request.ts";
import { type Exchange, traceHeaders } from "../wire.ts";
import type { Federation } from "./federation.ts";
import { namespaces as ns, trustAddress, trustDialects, type TrustVersion } from "./names.ts";

/** Like some services, refuses a GET that states the type of a body which it has not. */
export function mexAnswer(
  origin: string,
  federation: Federation,
  request: LoopbackRequest,
  exchange: Exchange,
): LoopbackAnswer {
  const headers = traceHeaders(exchange);
  if (request.headers["content-type"] !== undefined) return { status: 415, headers };
  const body = mexDocument(origin, federation.trustVersions);
  return { status: 200, headers: { ...headers, "Content-Type": "text/xml; charset=utf-8" }, body };
}

type Proof = "windows" | "certificate" | "password";

interface Endpoint {
  readonly name: string;
  readonly path: string;
  readonly version: TrustVersion;
  readonly proof: Proof;
}

const pathNames: Readonly<Record<Proof, string>> = {
  windows: "windowstransport",
  certificate: "certificatemixed",
  password: "usernamemixed",
};

function mexDocument(origin: string, versions: readonly TrustVersion[]): string {
  // The older ones and those without a password come first, as in real documents: the first will not do.
  const endpoints = (["windows", "certificate", "password"] as const).flatMap((proof) =>
    versions.toReversed().map((version) => endpointFor(proof, version)),
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<wsdl:definitions name="SecurityTokenService" targetNamespace="http://tempuri.org/" ${prefixes}>
${endpoints.map(policy).join("\n")}
${endpoints.map(binding).join("\n")}
<wsdl:service name="SecurityTokenService">
${endpoints.map((endpoint) => port(endpoint, origin)).join("\n")}
</wsdl:service>
</wsdl:definitions>`;
}

const prefixes = Object.entries({
  wsdl: ns.wsdl,
  wsp: ns.policy,
  sp: ns.securityPolicy,
  sp2005: ns.securityPolicy2005,
  wsu: ns.utility,
  wsa10: ns.addressing,
  soap12: ns.soap12Binding,
  http: ns.httpPolicy,
  tns: "http://tempuri.org/",
})
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(" ");

function endpointFor(proof: Proof, version: TrustVersion): Endpoint {
  const { segment } = trustDialects[version];
  const name = `${{ windows: "Windows", certificate: "Certificate", password: "UserName" }[proof]}WSTrust${segment}`;
  return { name, path: `${segment}/${pathNames[proof]}`, version, proof };
}

function policy({ name, version, proof }: Endpoint): string {
  const sp = version === "1.3" ? "sp" : "sp2005";
  const transport = `<${sp}:TransportBinding><wsp:Policy><${sp}:TransportToken><wsp:Policy><${sp}:HttpsToken/></wsp:Policy></${sp}:TransportToken><${sp}:IncludeTimestamp/></wsp:Policy></${sp}:TransportBinding>`;
  return `<wsp:Policy wsu:Id="${name}_policy"><wsp:ExactlyOne><wsp:All>${transport}${supporting(proof, sp)}</wsp:All></wsp:ExactlyOne></wsp:Policy>`;
}

function supporting(proof: Proof, sp: "sp" | "sp2005"): string {
  if (proof === "windows") return `<http:NegotiateAuthentication/>`;
  const [wrapper, token, kind] =
    proof === "certificate"
      ? ["EndorsingSupportingTokens", "X509Token", "WssX509V3Token10"]
      : [
          sp === "sp" ? "SignedEncryptedSupportingTokens" : "SignedSupportingTokens",
          "UsernameToken",
          "WssUsernameToken10",
        ];
  return `<${sp}:${wrapper}><wsp:Policy><${sp}:${token}><wsp:Policy><${sp}:${kind}/></wsp:Policy></${sp}:${token}></wsp:Policy></${sp}:${wrapper}>`;
}

function binding({ name, version }: Endpoint): string {
  const { action } = trustDialects[version];
  return `<wsdl:binding name="${name}" type="tns:WSTrust${trustDialects[version].segment}"><wsp:PolicyReference URI="#${name}_policy"/><soap12:binding transport="http://schemas.xmlsoap.org/soap/http"/><wsdl:operation name="Issue"><soap12:operation soapAction="${action}" style="document"/><wsdl:input><soap12:body use="literal"/></wsdl:input><wsdl:output><soap12:body use="literal"/></wsdl:output></wsdl:operation></wsdl:binding>`;
}

function port({ name, path }: Endpoint, origin: string): string {
  const address = trustAddress(origin, path);
  return `<wsdl:port name="${name}" binding="tns:${name}"><soap12:address location="${address}"/><wsa10:EndpointReference><wsa10:Address>${address}</wsa10:Address></wsa10:EndpointReference></wsdl:port>`;
}
