// Writes the request for an assertion (RST, WS-Trust 1.3 or February 2005): a SOAP 1.2 message that holds the password.
import type { TrustEndpoint } from "../authority/federationPlace.ts";
import type { Secret } from "../secret.ts";
import { ns, trustNames } from "./names.ts";
import { escapeXml } from "./xmlText.ts";

export interface TrustRequest {
  readonly endpoint: TrustEndpoint;
  /** For whom the assertion is made out. */
  readonly audience: string;
  /** Both are of characters that XML has (`isXmlText`). */
  readonly username: string;
  readonly password: Secret;
  readonly at: number;
}

/** How long the message may be on its way. */
const goodForMs = 10 * 60_000;

/** The whole body. It holds the password in clear, so it lives only as long as the request. */
export function writeRst({ endpoint, audience, username, password, at }: TrustRequest): string {
  const { namespace, action, keyType, requestType } = trustNames[endpoint.version];
  const text = (name: string, content: string, attributes = ""): string =>
    `<${name}${attributes}>${escapeXml(content)}</${name}>`;
  const must = ' s:mustUnderstand="1"';
  const id = crypto.randomUUID();

  const timestamp = text("wsu:Created", timeOf(at)) + text("wsu:Expires", timeOf(at + goodForMs));
  const token = text("wsse:Username", username) + text("wsse:Password", password.reveal());
  const security =
    `<wsu:Timestamp wsu:Id="time">${timestamp}</wsu:Timestamp>` +
    `<wsse:UsernameToken wsu:Id="person-${id}">${token}</wsse:UsernameToken>`;
  const header =
    text("wsa:Action", action, must) +
    text("wsa:MessageID", `urn:uuid:${id}`) +
    `<wsa:ReplyTo>${text("wsa:Address", `${ns.addressing}/anonymous`)}</wsa:ReplyTo>` +
    text("wsa:To", endpoint.url, must) +
    `<wsse:Security${must}>${security}</wsse:Security>`;
  const appliesTo = `<wsa:EndpointReference>${text("wsa:Address", audience)}</wsa:EndpointReference>`;
  const wish =
    `<wsp:AppliesTo xmlns:wsp="${ns.policy}">${appliesTo}</wsp:AppliesTo>` +
    text("wst:KeyType", keyType) +
    text("wst:RequestType", requestType);
  const body = `<wst:RequestSecurityToken xmlns:wst="${namespace}">${wish}</wst:RequestSecurityToken>`;
  return `<s:Envelope ${prefixes}><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
}

const prefixes = `xmlns:s="${ns.soap12}" xmlns:wsa="${ns.addressing}" xmlns:wsse="${ns.security}" xmlns:wsu="${ns.utility}"`;

/** `2026-01-31T12:00:00Z`: without fractions, which some services do not read. */
function timeOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
