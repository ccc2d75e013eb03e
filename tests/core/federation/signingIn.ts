// Signs in with a password where a fake web answers: what each address says is a test's own.
import { authorityTypes } from "../../../electron/core/authority/authorityType.ts";
import { createRealms } from "../../../electron/core/authority/realm.ts";
import { createThrottle } from "../../../electron/core/grants/throttle.ts";
import { createHttp } from "../../../electron/core/http.ts";
import type { Fetch, FetchInit } from "../../../electron/core/ports.ts";
import { Secret } from "../../../electron/core/secret.ts";
import type { AttemptSubject } from "../../../electron/core/attempts.ts";
import type { MethodDeps, SignedInTokens } from "../../../electron/core/signIn/signInMethod.ts";
import { withPassword } from "../../../electron/core/signIn/withPassword.ts";
import type { Connection } from "../../../shared/connection.ts";
import type { Failure, Outcome } from "../../../shared/failure.ts";
import { createVirtualClock, type VirtualClock } from "../../support/virtualClock.ts";
import { recordOf } from "../tokens/records.ts";
import { mexDocument } from "./mexDocument.ts";

export const cloud = "https://login.microsoftonline.com";
export const sts = "https://sts.contoso.example";
export const mexAddress = `${sts}/adfs/services/trust/mex`;
export const trust13 = `${sts}/adfs/services/trust/13/usernamemixed`;
export const username = "fred@contoso.example";
export const password = "Just <Fred> & his password: 3 > 2";

export const realm = {
  ver: "1.0",
  account_type: "Federated",
  domain_name: "contoso.example",
  federation_protocol: "WSTrust",
  federation_metadata_url: mexAddress,
  federation_active_auth_url: trust13,
  cloud_audience_urn: "urn:federation:MicrosoftOnline",
};

export const assertion = `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion" AssertionID="_1">Fred é</saml:Assertion>`;
export const rstr = `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><t:RequestSecurityTokenResponseCollection xmlns:t="http://docs.oasis-open.org/ws-sx/ws-trust/200512"><t:RequestSecurityTokenResponse><t:TokenType>urn:oasis:names:tc:SAML:1.0:assertion</t:TokenType><t:RequestedSecurityToken>${assertion}</t:RequestedSecurityToken></t:RequestSecurityTokenResponse></t:RequestSecurityTokenResponseCollection></s:Body></s:Envelope>`;

export const mex = mexDocument([{ name: "UserName13", address: trust13 }]);

export interface Sent extends FetchInit {
  readonly url: string;
}

export type Answers = Readonly<
  Record<string, string | object | number | Response | (() => Response | Promise<Response>)>
>;

/** By the beginning of an address. */
const usualAnswers: Answers = {
  [`${cloud}/common/userrealm/`]: realm,
  [mexAddress]: mex,
  [trust13]: rstr,
  [`${cloud}/contoso.example/oauth2/v2.0/token`]: { token_type: "Bearer", access_token: "an-access-token" },
};

export interface SigningIn {
  readonly sent: readonly Sent[];
  /** The requests whose address begins like this. */
  to(address: string): readonly Sent[];
  readonly attempts: readonly (AttemptSubject & { readonly ok: boolean })[];
  readonly steps: readonly string[];
  readonly clock: VirtualClock;
  signIn(as?: { readonly username?: string; readonly password?: string }): Promise<Outcome<SignedInTokens>>;
  /** The failure that it must end with. */
  fail(as?: { readonly username?: string; readonly password?: string }): Promise<Failure>;
}

export function signingIn(answers: Answers = {}, changes: Partial<Connection> = {}): SigningIn {
  const all = { ...usualAnswers, ...answers };
  const sent: Sent[] = [];
  const attempts: (AttemptSubject & { readonly ok: boolean })[] = [];
  const steps: string[] = [];
  const clock = createVirtualClock();
  const fetch: Fetch = async (url, init) => {
    sent.push({ url, ...init });
    const [, answer = 404] = Object.entries(all).find(([address]) => url.startsWith(address)) ?? [];
    return responseOf(answer);
  };
  const http = createHttp(fetch, clock);
  const unused = (): never => {
    throw new Error("not for passwords");
  };
  const deps: MethodDeps = {
    http,
    clock,
    desktop: new Proxy({} as MethodDeps["desktop"], { get: unused }),
    redirects: { listen: unused },
    realms: createRealms({ http, clock }),
    async attempting(subject, request) {
      const outcome = await request();
      attempts.push({ ...subject, ok: outcome.ok });
      return outcome;
    },
    requests: { http, clock, version: "1.2.3", throttle: createThrottle(clock), onIdTokenFault: () => {} },
  };
  const connection: Connection = {
    ...recordOf().connection,
    kind: "entra",
    authority: cloud,
    tenant: "contoso.example",
    ...changes,
  };
  const { caFile } = connection;
  const url = `${cloud}/${connection.tenant}`;
  const authority = {
    kind: connection.kind,
    type: authorityTypes[connection.kind],
    url,
    origin: cloud,
    issuer: `${cloud}/{tenantid}/v2.0`,
    tokenEndpoint: `${url}/oauth2/v2.0/token`,
    ...(caFile === undefined ? {} : { caFile }),
  };
  const run: SigningIn = {
    sent,
    to: (address) => sent.filter((request) => request.url.startsWith(address)),
    attempts,
    steps,
    clock,
    signIn: (as = {}) =>
      withPassword(new Secret(as.password ?? password)).bring(
        {
          connection,
          authority,
          scopes: ["User.Read"],
          username: as.username ?? username,
          asked: {},
          questionAbout: () => undefined,
          signal: new AbortController().signal,
        },
        {
          step: (name, skipped) => void steps.push(skipped === undefined ? name : `${name} ${skipped}`),
          wait: () => {},
          ask: () => Promise.resolve(false),
        },
        deps,
      ),
    async fail(as) {
      const outcome = await run.signIn(as);
      if (outcome.ok) throw new Error("it should have failed");
      return outcome.failure;
    },
  };
  return run;
}

function responseOf(answer: Answers[string]): Response | Promise<Response> {
  if (typeof answer === "function") return (answer as () => Response | Promise<Response>)();
  if (answer instanceof Response) return answer.clone();
  if (typeof answer === "number") return new Response("", { status: answer });
  if (typeof answer === "string") return new Response(answer, { headers: { "content-type": "application/soap+xml" } });
  return Response.json(answer);
}
