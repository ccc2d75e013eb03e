// A raw client of the federated domain for tests: MEX, request for a token, and the assertion cut out as it stands.
import type { PracticeTenant } from "../../electron/practice/practiceTenant.ts";
import type { PracticePerson } from "../../shared/practicePeople.ts";
import { askToken, everyScope, type Reply } from "./asker.ts";

export const wsTrust = {
  "1.3": {
    path: "13",
    uri: "http://docs.oasis-open.org/ws-sx/ws-trust/200512",
    keyType: "http://docs.oasis-open.org/ws-sx/ws-trust/200512/Bearer",
  },
  "2005": {
    path: "2005",
    uri: "http://schemas.xmlsoap.org/ws/2005/02/trust",
    keyType: "http://schemas.xmlsoap.org/ws/2005/05/identity/NoProofKey",
  },
} as const;

export type TrustVersion = keyof typeof wsTrust;

export const samlTypes = {
  "1.1": "urn:oasis:names:tc:SAML:1.0:assertion",
  "2.0": "urn:oasis:names:tc:SAML:2.0:assertion",
} as const;

export function trustUrl(tenant: Pick<PracticeTenant, "origin">, endpoint: string): string {
  return `${tenant.origin}/federated.test/adfs/services/trust/${endpoint}`;
}

export interface Changes {
  readonly action?: string;
  readonly to?: string;
  /** Epoch ms. */
  readonly at?: number;
  readonly appliesTo?: string;
  readonly tokenType?: string;
  readonly password?: string;
}

/** A right request for this person, but for what is changed. */
export function trustRequest(
  tenant: Pick<PracticeTenant, "origin">,
  version: TrustVersion,
  person: Pick<PracticePerson, "username" | "password">,
  changes: Changes = {},
): string {
  const { path, uri, keyType } = wsTrust[version];
  const { at = Date.now(), appliesTo = "urn:federation:MicrosoftOnline", tokenType } = changes;
  const time = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
  return `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:wsa="http://www.w3.org/2005/08/addressing" xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd">
<s:Header>
<wsa:Action s:mustUnderstand="1">${changes.action ?? `${uri}/RST/Issue`}</wsa:Action>
<wsa:MessageID>urn:uuid:11111111-1111-4111-8111-111111111111</wsa:MessageID>
<wsa:To s:mustUnderstand="1">${changes.to ?? trustUrl(tenant, `${path}/usernamemixed`)}</wsa:To>
<wsse:Security s:mustUnderstand="1" xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">
<wsu:Timestamp wsu:Id="_0"><wsu:Created>${time(at)}</wsu:Created><wsu:Expires>${time(at + 600_000)}</wsu:Expires></wsu:Timestamp>
<wsse:UsernameToken><wsse:Username>${escape(person.username)}</wsse:Username><wsse:Password>${escape(changes.password ?? person.password)}</wsse:Password></wsse:UsernameToken>
</wsse:Security>
</s:Header>
<s:Body><wst:RequestSecurityToken xmlns:wst="${uri}">
<wsp:AppliesTo xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy"><wsa:EndpointReference><wsa:Address>${appliesTo}</wsa:Address></wsa:EndpointReference></wsp:AppliesTo>
<wst:KeyType>${keyType}</wst:KeyType>
<wst:RequestType>${uri}/Issue</wst:RequestType>${tokenType === undefined ? "" : `<wst:TokenType>${tokenType}</wst:TokenType>`}
</wst:RequestSecurityToken></s:Body>
</s:Envelope>`;
}

export interface TrustReply {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

export async function postTrust(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  contentType = "application/soap+xml; charset=utf-8",
): Promise<TrustReply> {
  const response = await fetch(url, { method: "POST", body, headers: { "Content-Type": contentType } });
  return {
    status: response.status,
    contentType: response.headers.get("content-type") ?? "",
    text: await response.text(),
  };
}

export function askTrust(
  tenant: PracticeTenant,
  person: Pick<PracticePerson, "username" | "password">,
  changes: Changes & { readonly version?: TrustVersion } = {},
): Promise<TrustReply> {
  const { version = "1.3" } = changes;
  const url = trustUrl(tenant, `${wsTrust[version].path}/usernamemixed`);
  return postTrust(url, trustRequest(tenant, version, person, changes));
}

/** The assertion exactly as it was sent. */
export function assertionIn({ text, status }: TrustReply): string {
  const found = /<(\w+:)?RequestedSecurityToken>(?<assertion>[^]*)<\/\1RequestedSecurityToken>/.exec(text);
  const assertion = found?.groups?.["assertion"];
  if (assertion === undefined) throw new Error(`The reply (${status}) holds no assertion.`);
  return assertion;
}

/** Shows an assertion at the token endpoint. */
export function redeemAssertion(
  tenant: PracticeTenant,
  assertion: string,
  options: { saml?: keyof typeof samlTypes; encoding?: "base64" | "base64url"; segment?: string } = {},
): Promise<Reply> {
  const { saml = "1.1", encoding = "base64url", segment = tenant.tenantId } = options;
  const parameters = {
    grant_type: `urn:ietf:params:oauth:grant-type:saml${saml === "1.1" ? "1_1" : "2"}-bearer`,
    client_id: tenant.clientId,
    client_info: "1",
    assertion: Buffer.from(assertion).toString(encoding),
    scope: everyScope,
  };
  return askToken(tenant, parameters, { segment });
}

function escape(text: string): string {
  return text.replace(/[&<>\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
