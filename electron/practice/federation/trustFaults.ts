// How the federation service says no: SOAP faults with AD FS's codes, nearly all of them under HTTP 500.
import type { FederationOptions } from "./federation.ts";
import { namespaces as ns, trustDialects } from "./names.ts";
import { escapeXml } from "./xml.ts";

export type TrustFault =
  | "unreadable"
  | "actionNotSupported"
  | "destinationUnreachable"
  | "invalidSecurity"
  | "messageExpired"
  | "badRequest"
  | "invalidScope"
  | "failedAuthentication"
  | "passwordExpired"
  | "accountLocked"
  | "accountDisabled";

interface FaultWords {
  /** The namespace of the subcode. */
  readonly uri: string;
  readonly subcode: string;
  readonly reason: (username: string) => string;
}

const ofTrust = { uri: trustDialects["1.3"].uri };
const failed = { uri: ns.security, subcode: "FailedAuthentication" };

const faults: Readonly<Record<TrustFault, FaultWords>> = {
  unreadable: { uri: ns.security, subcode: "InvalidRequest", reason: () => "The message could not be read." },
  actionNotSupported: {
    uri: ns.addressing,
    subcode: "ActionNotSupported",
    reason: () => "This endpoint does not know the message's action.",
  },
  destinationUnreachable: {
    uri: ns.addressing,
    subcode: "DestinationUnreachable",
    reason: () => "The message is addressed to another endpoint.",
  },
  invalidSecurity: {
    uri: ns.security,
    subcode: "InvalidSecurity",
    reason: () => "The message's security header could not be verified.",
  },
  messageExpired: {
    uri: ns.security,
    subcode: "MessageExpired",
    reason: () => "The message's timestamp is outside the allowed clock skew of 5 minutes.",
  },
  badRequest: { ...ofTrust, subcode: "BadRequest", reason: () => "MSIS3127: The request failed." },
  invalidScope: {
    ...ofTrust,
    subcode: "InvalidScope",
    reason: () => "ID3082: The scope of the request is not valid or not supported.",
  },
  failedAuthentication: {
    ...failed,
    reason: () => "ID3242: The security token could not be authenticated or authorized.",
  },
  passwordExpired: {
    uri: ns.identityServer,
    subcode: "FailedAuthentication.ExpiredPassword",
    reason: (username) => `MSIS3125: The password for ${username} has expired.`,
  },
  accountLocked: {
    ...failed,
    reason: () => "ID3242: The security token could not be authenticated: the account is locked out.",
  },
  accountDisabled: {
    ...failed,
    reason: () => "ID3242: The security token could not be authenticated: the account is disabled.",
  },
};

interface Saying {
  readonly username: string;
  readonly shape: FederationOptions["faultShape"];
}

/** The HTTP status, content type and body of a fault. */
export function faultMessage(fault: TrustFault, { username, shape = "soap12" }: Saying) {
  const { uri, subcode, reason } = faults[fault];
  const words = escapeXml(reason(username));
  const status = fault === "unreadable" ? 400 : 500;
  if (shape === "soap11") {
    const body = `<s:Envelope xmlns:s="${ns.soap11}"><s:Body><s:Fault><faultcode xmlns:a="${uri}">a:${subcode}</faultcode><faultstring xml:lang="en-US">${words}</faultstring></s:Fault></s:Body></s:Envelope>`;
    return { status, contentType: "text/xml; charset=utf-8", body };
  }
  const action = `<s:Header><a:Action s:mustUnderstand="1">${ns.addressing}/soap/fault</a:Action></s:Header>`;
  const code = `<s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value xmlns:a="${uri}">a:${subcode}</s:Value></s:Subcode></s:Code>`;
  const body = `<s:Envelope xmlns:s="${ns.soap12}" xmlns:a="${ns.addressing}">${action}<s:Body><s:Fault>${code}<s:Reason><s:Text xml:lang="en-US">${words}</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>`;
  return { status, contentType: "application/soap+xml; charset=utf-8", body };
}
