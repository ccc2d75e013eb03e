// Writes the assertion in which the federation service says who signed in, for whom, and until when.
import { cloudAudience, federationIssuer, samlDialects, type SamlVersion } from "./names.ts";
import { escapeXml } from "./xml.ts";

export interface AssertionFacts {
  readonly version: SamlVersion;
  readonly id: string;
  readonly issuer: string;
  readonly audience: string;
  /** Epoch ms. */
  readonly at: number;
  readonly endsAt: number;
  readonly username: string;
  readonly name: string;
  readonly immutableId: string;
}

export const assertionDefaults = { issuer: federationIssuer, audience: cloudAudience } as const;

const upnNamespace = "http://schemas.xmlsoap.org/claims";
const immutableIdNamespace = "http://schemas.microsoft.com/LiveID/Federation/2008/05";
/** SAML 2.0 has one name for both parts. */
export const upnClaim = { namespace: upnNamespace, name: "UPN" } as const;
export const immutableIdClaim = { namespace: immutableIdNamespace, name: "ImmutableID" } as const;

/** Not yet signed. Its line breaks are covered by the signature, so whoever tidies them away voids it. */
export function writeAssertion(facts: AssertionFacts): string {
  return facts.version === "1.1" ? saml11(facts) : saml20(facts);
}

function saml11(facts: AssertionFacts): string {
  const { id, issuer, audience, at, endsAt, username, name, immutableId } = facts;
  const subject = `<saml:Subject>
<saml:NameIdentifier Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">${escapeXml(immutableId)}</saml:NameIdentifier>
<saml:SubjectConfirmation><saml:ConfirmationMethod>urn:oasis:names:tc:SAML:1.0:cm:bearer</saml:ConfirmationMethod></saml:SubjectConfirmation>
</saml:Subject>`;
  const attribute = (namespace: string, attributeName: string, value: string) =>
    `<saml:Attribute AttributeName="${attributeName}" AttributeNamespace="${namespace}"><saml:AttributeValue>${escapeXml(value)}</saml:AttributeValue></saml:Attribute>`;
  return `<saml:Assertion MajorVersion="1" MinorVersion="1" AssertionID="${id}" Issuer="${issuer}" IssueInstant="${iso(at)}" xmlns:saml="${samlDialects["1.1"].uri}">
<saml:Conditions NotBefore="${iso(at)}" NotOnOrAfter="${iso(endsAt)}"><saml:AudienceRestrictionCondition><saml:Audience>${audience}</saml:Audience></saml:AudienceRestrictionCondition></saml:Conditions>
<saml:AttributeStatement>
${subject}
${attribute(upnNamespace, "UPN", username)}
${attribute(immutableIdNamespace, "ImmutableID", immutableId)}
${attribute(upnNamespace, "CommonName", name)}
</saml:AttributeStatement>
<saml:AuthenticationStatement AuthenticationMethod="urn:oasis:names:tc:SAML:1.0:am:password" AuthenticationInstant="${iso(at)}">
${subject}
</saml:AuthenticationStatement>
</saml:Assertion>`;
}

function saml20(facts: AssertionFacts): string {
  const { id, issuer, audience, at, endsAt, username, name, immutableId } = facts;
  const attribute = (attributeName: string, value: string) =>
    `<Attribute Name="${attributeName}"><AttributeValue>${escapeXml(value)}</AttributeValue></Attribute>`;
  return `<Assertion ID="${id}" IssueInstant="${iso(at)}" Version="2.0" xmlns="${samlDialects["2.0"].uri}"><Issuer>${issuer}</Issuer>
<Subject>
<NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">${escapeXml(immutableId)}</NameID>
<SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><SubjectConfirmationData NotOnOrAfter="${iso(endsAt)}"/></SubjectConfirmation>
</Subject>
<Conditions NotBefore="${iso(at)}" NotOnOrAfter="${iso(endsAt)}"><AudienceRestriction><Audience>${audience}</Audience></AudienceRestriction></Conditions>
<AttributeStatement>
${attribute(`${upnNamespace}/UPN`, username)}
${attribute(`${immutableIdNamespace}/ImmutableID`, immutableId)}
${attribute(`${upnNamespace}/CommonName`, name)}
</AttributeStatement>
<AuthnStatement AuthnInstant="${iso(at)}"><AuthnContext><AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</AuthnContextClassRef></AuthnContext></AuthnStatement>
</Assertion>`;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
