// Reads a request for a security token (WS-Trust in SOAP 1.2) as strictly as a real service does.
import {
  cloudAudience,
  namespaces as ns,
  samlDialects,
  type SamlVersion,
  trustDialects,
  type TrustVersion,
} from "./names.ts";
import type { TrustFault } from "./trustFaults.ts";
import { isElement, only, readXml, type XmlElement } from "./xml.ts";

export interface TrustRequest {
  readonly username: string;
  readonly password: string;
  readonly messageId: string | undefined;
  /** The token type that it names. */
  readonly samlVersion: SamlVersion | undefined;
}

interface Expected {
  readonly version: TrustVersion;
  /** Where it arrived. */
  readonly address: string;
  /** The service's clock, epoch ms. */
  readonly at: number;
}

const allowedSkewMs = 5 * 60_000;

export function readTrustRequest(body: Uint8Array, expected: Expected): TrustRequest | TrustFault {
  const envelope = readXml(decodeUtf8(body) ?? "");
  if (envelope === undefined || !isElement(envelope, ns.soap12, "Envelope")) return "unreadable";
  const { version, address, at } = expected;
  const header = only(envelope, ns.soap12, "Header");
  if (only(header, ns.addressing, "Action")?.text !== trustDialects[version].action) return "actionNotSupported";
  if (only(header, ns.addressing, "To")?.text !== address) return "destinationUnreachable";
  const security = only(header, ns.security, "Security");
  const fault = timeFault(only(security, ns.utility, "Timestamp"), at);
  if (fault !== undefined) return fault;
  const person = readPerson(only(security, ns.security, "UsernameToken"));
  if (person === undefined) return "invalidSecurity";
  const order = readOrder(only(envelope, ns.soap12, "Body"), version);
  if (typeof order === "string") return order;
  return { ...person, ...order, messageId: only(header, ns.addressing, "MessageID")?.text };
}

function decodeUtf8(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function timeFault(timestamp: XmlElement | undefined, at: number): TrustFault | undefined {
  const createdAt = readTime(only(timestamp, ns.utility, "Created"));
  const expiresAt = readTime(only(timestamp, ns.utility, "Expires"));
  if (createdAt === undefined || expiresAt === undefined || expiresAt <= createdAt) return "invalidSecurity";
  const isOff = Math.abs(at - createdAt) > allowedSkewMs || expiresAt + allowedSkewMs < at;
  return isOff ? "messageExpired" : undefined;
}

function readTime(element: XmlElement | undefined): number | undefined {
  const text = element?.text ?? "";
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) ? Date.parse(text) : undefined;
}

function readPerson(token: XmlElement | undefined) {
  const username = only(token, ns.security, "Username");
  const password = only(token, ns.security, "Password");
  if (username === undefined || password === undefined) return undefined;
  const type = password.attributes.get("Type");
  const isText = type === undefined || type.endsWith("#PasswordText");
  return isText ? { username: username.text, password: password.text } : undefined;
}

function readOrder(body: XmlElement | undefined, version: TrustVersion) {
  const { uri, requestType, keyType } = trustDialects[version];
  const request = only(body, uri, "RequestSecurityToken");
  const isIssue = only(request, uri, "RequestType")?.text === requestType;
  if (request === undefined || !isIssue || (only(request, uri, "KeyType")?.text ?? keyType) !== keyType) {
    return "badRequest";
  }
  const reference = only(only(request, ns.policy, "AppliesTo"), ns.addressing, "EndpointReference", "Address");
  if (reference?.text !== cloudAudience) return "invalidScope";
  const tokenType = only(request, uri, "TokenType")?.text;
  const samlVersion = (["1.1", "2.0"] as const).find((each) => samlDialects[each].uri === tokenType);
  return tokenType !== undefined && samlVersion === undefined ? "badRequest" : { samlVersion };
}
