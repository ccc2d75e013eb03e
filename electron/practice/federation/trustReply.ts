// The federation service's answer that carries an assertion (WS-Trust RSTR), the assertion's text untouched.
import {
  cloudAudience,
  namespaces as ns,
  samlDialects,
  type SamlVersion,
  trustDialects,
  type TrustVersion,
} from "./names.ts";
import { escapeXml } from "./xml.ts";

interface Reply {
  readonly version: TrustVersion;
  readonly samlVersion: SamlVersion;
  readonly assertion: string;
  readonly assertionId: string;
  readonly relatesTo: string | undefined;
  /** Epoch ms. */
  readonly at: number;
  readonly endsAt: number;
}

export function trustReply({ version, samlVersion, assertion, assertionId, relatesTo, at, endsAt }: Reply): string {
  const { uri, replyAction, requestType, keyType } = trustDialects[version];
  const life = (ends: number) =>
    `<u:Created>${new Date(at).toISOString()}</u:Created><u:Expires>${new Date(ends).toISOString()}</u:Expires>`;
  const related = relatesTo === undefined ? "" : `<a:RelatesTo>${escapeXml(relatesTo)}</a:RelatesTo>`;
  const response = `<t:RequestSecurityTokenResponse xmlns:t="${uri}"><t:Lifetime>${life(endsAt)}</t:Lifetime><p:AppliesTo xmlns:p="${ns.policy}"><a:EndpointReference><a:Address>${cloudAudience}</a:Address></a:EndpointReference></p:AppliesTo><t:RequestedSecurityToken>${assertion}</t:RequestedSecurityToken><t:RequestedAttachedReference><o:SecurityTokenReference xmlns:o="${ns.security}"><o:KeyIdentifier>${assertionId}</o:KeyIdentifier></o:SecurityTokenReference></t:RequestedAttachedReference><t:TokenType>${samlDialects[samlVersion].uri}</t:TokenType><t:RequestType>${requestType}</t:RequestType><t:KeyType>${keyType}</t:KeyType></t:RequestSecurityTokenResponse>`;
  const collection =
    version === "1.3"
      ? `<t:RequestSecurityTokenResponseCollection xmlns:t="${uri}">${response}</t:RequestSecurityTokenResponseCollection>`
      : response;
  const security = `<o:Security s:mustUnderstand="1" xmlns:o="${ns.security}"><u:Timestamp u:Id="_0">${life(at + 5 * 60_000)}</u:Timestamp></o:Security>`;
  return `<s:Envelope xmlns:s="${ns.soap12}" xmlns:a="${ns.addressing}" xmlns:u="${ns.utility}"><s:Header><a:Action s:mustUnderstand="1">${replyAction}</a:Action>${related}${security}</s:Header><s:Body>${collection}</s:Body></s:Envelope>`;
}
