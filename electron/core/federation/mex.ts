// Reads a federation service's metadata (MEX, WSDL 1.1 with WS-Policy) and finds where it takes user name and password.
import { secureAddress, type TrustEndpoint, type TrustVersion } from "../authority/federationPlace.ts";
import { httpTransport, ns, trustNames } from "./names.ts";
import { readXml, type XmlElement } from "./xml.ts";
import { all, attribute, first, isElement, textOf, within, type Step } from "./xmlFind.ts";

/**
 * The endpoints for a password, in the order of the document; undefined where it is no XML. They are found by walking
 * from policies over bindings to ports, never by how an address looks. Parts that are missing or odd are passed over.
 * `loopback`: an endpoint on this computer may do without https.
 */
export function readMex(source: string, loopback: boolean): readonly TrustEndpoint[] | undefined {
  const root = readXml(source);
  if (root === undefined) return undefined;
  const policies = passwordPolicies(root);
  const bindings = passwordBindings(root, policies);
  const ports = all(rootOf(root), [ns.wsdl, "service"], [ns.wsdl, "port"]);
  return ports.flatMap((port) => endpointOf(port, bindings, loopback) ?? []);
}

/** Some services wrap the definitions in an envelope, as WS-MetadataExchange has it. */
function rootOf(root: XmlElement): XmlElement {
  if (isElement(root, [ns.wsdl, "definitions"])) return root;
  return [...within(root)].find((element) => isElement(element, [ns.wsdl, "definitions"])) ?? root;
}

const securityPolicies = [ns.securityPolicy, ns.securityPolicy2005];
const policy: Step = [ns.policy, "Policy"];

/** By the reference that bindings use: `#` and the policy's ID. */
function passwordPolicies(root: XmlElement): ReadonlySet<string> {
  const definitions = rootOf(root);
  const atTop = all(definitions, policy);
  const candidates = atTop.length > 0 ? atTop : [...within(definitions)].filter((one) => isElement(one, policy));
  const ids = candidates.filter(asksForPassword).map((one) => attribute(one, "Id", ns.utility));
  return new Set(ids.flatMap((id) => (id === undefined || id === "" ? [] : [`#${id}`])));
}

/** WS-SecurityPolicy names the way of wrapping differently in its two versions; documents mix their namespaces. */
function asksForPassword(candidate: XmlElement): boolean {
  const terms = all(candidate, [ns.policy, "ExactlyOne"], [ns.policy, "All"]);
  const wrappers = ["SignedEncryptedSupportingTokens", "SignedSupportingTokens"];
  const takesPassword = terms.some((term) =>
    wrappers.some(
      (wrapper) =>
        first(term, [securityPolicies, wrapper], policy, [securityPolicies, "UsernameToken"], policy, [
          securityPolicies,
          "WssUsernameToken10",
        ]) !== undefined,
    ),
  );
  return takesPassword && [...within(candidate)].some((one) => isElement(one, [securityPolicies, "TransportBinding"]));
}

/** The version of WS-Trust by the binding's name. */
function passwordBindings(root: XmlElement, policies: ReadonlySet<string>): ReadonlyMap<string, TrustVersion> {
  const bindings = all(rootOf(root), [ns.wsdl, "binding"]);
  return new Map(
    bindings.flatMap((binding): readonly [string, TrustVersion][] => {
      const name = attribute(binding, "name");
      const version = versionOf(binding);
      const transport = attribute(first(binding, [ns.wsdlSoap12, "binding"]), "transport");
      const applies = all(binding, [ns.policy, "PolicyReference"]).some((reference) =>
        policies.has(attribute(reference, "URI") ?? ""),
      );
      const fits = applies && transport?.toLowerCase() === httpTransport.toLowerCase();
      return fits && name !== undefined && version !== undefined ? [[name, version]] : [];
    }),
  );
}

function versionOf(binding: XmlElement): TrustVersion | undefined {
  const operations = all(binding, [ns.wsdl, "operation"], [ns.wsdlSoap12, "operation"]);
  const actions = operations.map((operation) => attribute(operation, "soapAction")?.toLowerCase());
  return (["1.3", "2005"] as const).find((version) => actions.includes(trustNames[version].action.toLowerCase()));
}

function endpointOf(
  port: XmlElement,
  bindings: ReadonlyMap<string, TrustVersion>,
  loopback: boolean,
): TrustEndpoint | undefined {
  // The name is qualified; its prefix may be any.
  const binding = attribute(port, "binding")?.split(":").at(-1);
  const version = binding === undefined ? undefined : bindings.get(binding);
  const address = textOf(first(port, [ns.addressing, "EndpointReference"], [ns.addressing, "Address"]));
  const url = secureAddress(address, loopback);
  return version === undefined || url === undefined ? undefined : { url, version };
}
