// Signs assertions, and reads signed ones without trusting anything but what the signature covers (XML Signature 1.1).
import type { KeyObject } from "node:crypto";
import { SignedXml } from "xml-crypto";
import type { KeyPair } from "./federation.ts";
import { namespaces as ns, samlDialects, type SamlVersion } from "./names.ts";
import { isElement, only, readXml, within, type XmlElement } from "./xml.ts";

const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
const enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
const rsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";

export function signAssertion(assertion: string, version: SamlVersion, { privateKey, publicKey }: KeyPair): string {
  const signer = new SignedXml({
    privateKey,
    idAttribute: samlDialects[version].idAttribute,
    signatureAlgorithm: rsaSha256,
    canonicalizationAlgorithm: exclusive,
    getKeyInfoContent: () => keyValue(publicKey),
  });
  signer.addReference({ xpath: "/*", transforms: [enveloped, exclusive], digestAlgorithm: sha256 });
  // The schemas put it last in SAML 1.1, and right behind the issuer in 2.0.
  const location =
    version === "1.1"
      ? ({ reference: "/*", action: "append" } as const)
      : ({ reference: "/*/*[1]", action: "after" } as const);
  signer.computeSignature(assertion, { prefix: "ds", location });
  return signer.getSignedXml();
}

function keyValue(publicKey: KeyObject): string {
  const { n = "", e = "" } = publicKey.export({ format: "jwk" });
  const [modulus, exponent] = [n, e].map((part) => Buffer.from(part, "base64url").toString("base64"));
  return `<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>${modulus}</ds:Modulus><ds:Exponent>${exponent}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>`;
}

/**
 * The assertion that this key signed, read from the very text that the digest was taken of; undefined for anything
 * else. The document must be that assertion and hold no other, so that nothing unsigned can stand in for it.
 */
export function verifiedAssertion(text: string, version: SamlVersion, publicKey: KeyObject): XmlElement | undefined {
  const root = readXml(text);
  const signature = root && loneSignature(root, version);
  if (root === undefined || signature === undefined) return undefined;
  const verifier = new SignedXml({ publicCert: publicKey, getCertFromKeyInfo: () => null });
  // No other attribute is an ID here, so none can stand for one.
  verifier.idAttributes = [samlDialects[version].idAttribute];
  try {
    verifier.loadSignature(text.slice(signature.start, signature.end));
    if (!verifier.checkSignature(text)) return undefined;
  } catch {
    return undefined;
  }
  const [covered, ...others] = verifier.getSignedReferences();
  const signed = covered === undefined || others.length > 0 ? undefined : readXml(covered);
  return signed && isAssertion(signed, version) && idOf(signed, version) === idOf(root, version) ? signed : undefined;
}

/** The only signature of a document that is a single assertion, if it covers the whole of it in the one way allowed. */
function loneSignature(root: XmlElement, version: SamlVersion): XmlElement | undefined {
  const all = within(root);
  const isAlone = all.filter(({ local }) => local === "Assertion").length === 1;
  const signatures = all.filter(({ local }) => local === "Signature");
  const signature = only(root, ns.signature, "Signature");
  if (!isAssertion(root, version) || !isAlone || signatures.length !== 1 || signature === undefined) return undefined;
  const info = only(signature, ns.signature, "SignedInfo");
  const reference = only(info, ns.signature, "Reference");
  const transforms = only(reference, ns.signature, "Transforms")?.children.map(algorithmOf) ?? [];
  const fits =
    algorithmOf(only(info, ns.signature, "CanonicalizationMethod")) === exclusive &&
    algorithmOf(only(info, ns.signature, "SignatureMethod")) === rsaSha256 &&
    algorithmOf(only(reference, ns.signature, "DigestMethod")) === sha256 &&
    transforms.join(" ") === `${enveloped} ${exclusive}` &&
    reference?.attributes.get("URI") === `#${idOf(root, version)}`;
  return fits ? signature : undefined;
}

function isAssertion(element: XmlElement, version: SamlVersion): boolean {
  return isElement(element, samlDialects[version].uri, "Assertion") && idOf(element, version) !== "";
}

function idOf({ attributes }: XmlElement, version: SamlVersion): string {
  return attributes.get(samlDialects[version].idAttribute) ?? "";
}

function algorithmOf(element: XmlElement | undefined): string | undefined {
  return element?.attributes.get("Algorithm");
}
