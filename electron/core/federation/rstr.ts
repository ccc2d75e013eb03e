// Reads the answer to a request for an assertion (RSTR) and cuts the assertion out byte for byte: it is signed.
import { Secret } from "../secret.ts";
import { ns, trustNames } from "./names.ts";
import { readXml, type XmlElement } from "./xml.ts";
import { all, first, isElement, textOf } from "./xmlFind.ts";

export type SamlVersion = "1.1" | "2.0";

export interface Assertion {
  readonly version: SamlVersion;
  /** Exactly as it came, from `<` to `>`. Whoever holds it is taken for the person. */
  readonly xml: Secret;
}

/**
 * The assertion of the answer; where it holds several, the first of SAML 1.1, which every Entra takes, else the first
 * that is complete. Undefined where there is none. Nothing is written anew, so that the signature stays good; what the
 * assertion needs of namespaces it brings itself, as exclusive canonicalisation wants it.
 */
export function readRstr(source: string): Assertion | undefined {
  const root = readXml(source);
  const body = root === undefined ? undefined : first(root, [soap, "Body"]);
  const responses = [...all(body, [trust, "RequestSecurityTokenResponseCollection"], response), ...all(body, response)];
  const assertions = responses.flatMap((one) => assertionIn(one, source) ?? []);
  return assertions.find(({ version }) => version === "1.1") ?? assertions[0];
}

const soap = [ns.soap12, ns.soap11];
const trust = [trustNames["1.3"].namespace, trustNames["2005"].namespace];
const response = [trust, "RequestSecurityTokenResponse"] as const;

function assertionIn(one: XmlElement, source: string): Assertion | undefined {
  const [token, ...more] = first(one, [trust, "RequestedSecurityToken"])?.children ?? [];
  if (token === undefined || more.length > 0) return undefined;
  const version = versionOf(textOf(first(one, [trust, "TokenType"])), token);
  return version === undefined ? undefined : { version, xml: new Secret(source.slice(token.start, token.end)) };
}

/** The type as named; where it is not named, or not one we know, the element itself says what it is. */
function versionOf(type: string | undefined, token: XmlElement): SamlVersion | undefined {
  const named = type === undefined ? undefined : versionByType.get(type);
  if (named !== undefined) return named;
  if (isElement(token, [ns.saml11, "Assertion"])) return "1.1";
  return isElement(token, [ns.saml20, "Assertion"]) ? "2.0" : undefined;
}

const profile = "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1";
const versionByType: ReadonlyMap<string, SamlVersion> = new Map([
  [ns.saml11, "1.1"],
  [`${profile}#SAMLV1.1`, "1.1"],
  [ns.saml20, "2.0"],
  [`${profile}#SAMLV2.0`, "2.0"],
]);
