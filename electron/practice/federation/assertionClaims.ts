// What a verified assertion says, in either version of SAML.
import { immutableIdClaim, upnClaim } from "./assertion.ts";
import { samlDialects, type SamlVersion } from "./names.ts";
import { only, within, type XmlElement } from "./xml.ts";

export interface AssertionClaims {
  readonly issuer: string | undefined;
  readonly audience: string | undefined;
  /** Epoch ms; NaN where the assertion does not say. */
  readonly notBefore: number;
  readonly notOnOrAfter: number;
  readonly username: string | undefined;
  readonly immutableId: string | undefined;
}

/** What is said twice or not at all is undefined. */
export function claimsOfAssertion(assertion: XmlElement, version: SamlVersion): AssertionClaims {
  const { uri } = samlDialects[version];
  const conditions = only(assertion, uri, "Conditions");
  const restriction = version === "1.1" ? "AudienceRestrictionCondition" : "AudienceRestriction";
  const issuer = version === "1.1" ? assertion.attributes.get("Issuer") : only(assertion, uri, "Issuer")?.text;
  return {
    issuer,
    audience: only(conditions, uri, restriction, "Audience")?.text,
    notBefore: Date.parse(conditions?.attributes.get("NotBefore") ?? ""),
    notOnOrAfter: Date.parse(conditions?.attributes.get("NotOnOrAfter") ?? ""),
    username: attributeOf(assertion, version, upnClaim),
    immutableId: attributeOf(assertion, version, immutableIdClaim),
  };
}

function attributeOf(
  assertion: XmlElement,
  version: SamlVersion,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): string | undefined {
  const { uri } = samlDialects[version];
  const found = within(assertion).filter(
    ({ uri: at, local, attributes }) =>
      at === uri &&
      local === "Attribute" &&
      (version === "1.1"
        ? attributes.get("AttributeNamespace") === namespace && attributes.get("AttributeName") === name
        : attributes.get("Name") === `${namespace}/${name}`),
  );
  return found.length === 1 ? only(found[0], uri, "AttributeValue")?.text : undefined;
}
