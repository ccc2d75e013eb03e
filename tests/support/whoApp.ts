// The whole program against a network that is a function: a token endpoint of any kind of authority that says what a test
// wants about whose its tokens are. Real host names can stand in it, because nothing is sent.
import type { Clock, Fetch } from "../../electron/core/ports.ts";
import { systemClock } from "../../electron/node/clock.ts";
import type { AuthorityKind, ConnectionDraft } from "../../shared/connection.ts";
import type { CommandInput } from "../../shared/contract.ts";
import type { Outcome } from "../../shared/failure.ts";
import type { PersonQuestion } from "../../shared/snapshot.ts";
import { startOpenIdApp, type OpenIdApp } from "./openIdApp.ts";
import { until } from "./virtualClock.ts";

export type ServerKind = Exclude<AuthorityKind, "practice">;
export type Fields = Readonly<Record<string, unknown>>;

export const homeTenant = "11111111-1111-4222-8333-444444444444";
export const otherTenant = "22222222-1111-4222-8333-444444444444";
export const clientId = "33333333-1111-4222-8333-444444444444";

const places: Readonly<Record<ServerKind, Pick<ConnectionDraft, "authority" | "tenant">>> = {
  entra: { authority: "https://login.microsoftonline.com", tenant: homeTenant },
  openid: { authority: "https://id.test/realms/lab", tenant: "" },
  adfs: { authority: "https://adfs.corp.test/adfs", tenant: "" },
  b2c: { authority: "https://corp.b2clogin.com/corp.onmicrosoft.com/B2C_1_ropc", tenant: "" },
  ciam: { authority: "https://corp.ciamlogin.com/corp.onmicrosoft.com", tenant: "" },
};

/** What stands in the ID tokens of a kind as their issuer. */
export function issuerOf(kind: ServerKind, tenant = homeTenant): string {
  return kind === "entra" ? `https://login.microsoftonline.com/${tenant}/v2.0` : places[kind].authority;
}

export interface NetRequest {
  readonly method: string;
  readonly url: URL;
  readonly form: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
}

export type Way = "password" | "browser" | "deviceCode";

/** The network, for hosts that have a program of their own. */
export interface WhoNet {
  readonly kind: ServerKind;
  readonly authority: string;
  readonly issuer: string;
  readonly requests: readonly NetRequest[];
  /** Answers a token request; a refusal has a `status`. */
  answer: (request: NetRequest) => Fields;
  /** Answers for other paths of the server, by what the path ends on: a status, or JSON. */
  readonly pages: Map<string, number | Fields>;
  /** The nonce of the last authorization request. */
  readonly nonce: string;
  /** Whoever opens this address signs in at once. */
  visit(address: string): Promise<unknown>;
  readonly fetch: Fetch;
}

export function createWhoNet(kind: ServerKind, clock: Clock = systemClock, document: Fields = {}): WhoNet {
  const requests: NetRequest[] = [];
  const pages = new Map<string, number | Fields>();
  const { authority } = places[kind];
  const issuer = issuerOf(kind);
  const own: readonly (readonly [end: string, answer: Fields])[] = [
    ["/.well-known/openid-configuration", { ...documentOf(authority, issuer), ...document }],
    ["/devicecode", codes],
    ["/revoke", {}],
  ];
  const answerOf = (request: NetRequest): Fields & { readonly status?: number } => {
    const { pathname } = request.url;
    const set = [...pages].find(([end]) => pathname.endsWith(end))?.[1];
    if (set !== undefined) return typeof set === "number" ? { status: set } : set;
    if (request.method === "POST" && /token\/?$/.test(pathname)) return net.answer(request);
    if (/userrealm/i.test(pathname)) return { ver: "1.0", account_type: "Managed", domain_name: "corp.test" };
    const isOwnDocument = kind !== "entra" || !pathname.includes("well-known");
    return (isOwnDocument ? own.find(([end]) => pathname.endsWith(end))?.[1] : undefined) ?? { status: 404 };
  };
  let nonce = "";
  const net: WhoNet = {
    kind,
    authority,
    issuer,
    requests,
    pages,
    answer: () => ({ status: 500 }),
    get nonce() {
      return nonce;
    },
    visit(address) {
      const asked = new URL(address).searchParams;
      nonce = asked.get("nonce") ?? "";
      const back = new URL(asked.get("redirect_uri") ?? "");
      back.searchParams.set("code", "a-code");
      back.searchParams.set("state", asked.get("state") ?? "");
      return globalThis.fetch(back).then((page) => page.text());
    },
    fetch(address, init) {
      const url = new URL(address);
      const request = { method: init.method, url, form: new URLSearchParams(init.body), headers: init.headers };
      requests.push(request);
      const { status = 200, ...json } = answerOf(request);
      const headers = { "content-type": "application/json", date: new Date(clock.now()).toUTCString() };
      return Promise.resolve(new Response(JSON.stringify(json), { status, headers }));
    },
  };
  return net;
}

type Interactive = Partial<CommandInput<"signInWithDeviceCode">>;

export interface WhoApp extends OpenIdApp {
  readonly net: WhoNet;
  /** Signs in from beginning to end: whoever is asked for, somebody answers at once. */
  by(way: Way, input?: Interactive): Promise<Outcome<{ readonly accountId: string }>>;
  /** What the browser shows in the end. */
  readonly page: Promise<unknown>;
  /** The question that a sign-in waits with; answers it. */
  question(): Promise<PersonQuestion>;
  answerIt(use: boolean): Promise<unknown>;
}

export async function startWhoApp(
  kind: ServerKind,
  {
    clock = systemClock,
    document = {},
    ...draft
  }: Partial<ConnectionDraft> & { clock?: Clock; document?: Fields } = {},
): Promise<WhoApp> {
  const net = createWhoNet(kind, clock, document);
  const t = await startOpenIdApp(net.authority, { kind, clientId, ...places[kind], ...draft }, clock, net.fetch);
  const { app, connectionId } = t;
  let page: Promise<unknown> = Promise.resolve();
  const waiting = () => app.snapshot().signIn?.waiting;
  return {
    ...t,
    net,
    get page() {
      return page;
    },
    async by(way, input = {}) {
      const whose = { connectionId, ...input };
      if (way === "password") {
        const { username = "ann@corp.test", scopes } = input;
        return app.handlers.signIn({ connectionId, username, password: "a pass phrase", scopes });
      }
      if (way === "deviceCode") return app.handlers.signInWithDeviceCode(whose);
      const outcome = app.handlers.signInWithBrowser(whose);
      await until(() => waiting()?.kind === "browser" || app.snapshot().signIn?.result !== undefined);
      const at = waiting();
      if (at?.kind === "browser") page = net.visit(at.address).catch(() => undefined);
      return outcome;
    },
    async question() {
      await until(() => app.snapshot().signIn?.question !== undefined, "the question");
      const asked = app.snapshot().signIn?.question;
      if (asked === undefined) throw new Error("nothing is asked");
      return asked;
    },
    answerIt: (use) => app.handlers.confirmPerson({ signInId: app.snapshot().signIn?.id ?? "", use }),
  };
}

const codes = {
  device_code: "a-device-code",
  user_code: "ABCD-EFGH",
  verification_uri: "https://id.test/device",
  expires_in: 900,
  interval: 0.001,
};

function documentOf(authority: string, issuer: string): Fields {
  return {
    issuer,
    token_endpoint: `${authority}/token`,
    authorization_endpoint: `${authority}/authorize`,
    device_authorization_endpoint: `${authority}/devicecode`,
  };
}

export const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Signed by nobody: it comes from the token endpoint itself. `undefined` leaves a claim out. */
export function idTokenWith(claims: Fields, alg = "RS256"): string {
  return `${encoded({ alg, typ: "JWT" })}.${encoded(claims)}.c2lnbmF0dXJl`;
}

export const bearer = (more: Fields = {}): Fields => ({
  token_type: "Bearer",
  access_token: "an-access-token",
  refresh_token: "a-refresh-token",
  expires_in: 3_600,
  ...more,
});
