// Which path leads to which endpoint, and by which method.
import type { LoopbackAnswer } from "../loopback/listener.ts";
import type { LoopbackRequest } from "../loopback/request.ts";
import { showCompany, takeCompanyForm } from "./company.ts";
import { type JsonFields, instanceDiscovery, openIdMetadata, userRealm } from "./discovery.ts";
import { type Refusal, refuse } from "./errors.ts";
import type { PracticeEndpoint } from "./faults.ts";
import { passwordEndpoint, trustPath, type TrustVersion } from "./federation/names.ts";
import type { Form } from "./form.ts";
import type { SigningKey } from "./keys.ts";
import { me } from "./me.ts";
import { homePage } from "./pages/homePage.ts";
import type { Services } from "./services.ts";
import { adminConsent } from "./signIn/adminConsent.ts";
import { authorize } from "./signIn/authorize.ts";
import { beginDevice, devicePage, takeUserCode } from "./signIn/device.ts";
import { takeForm } from "./signIn/forms.ts";
import { tenantKind } from "./tenants.ts";
import { tokenAnswer } from "./tokenEndpoint.ts";
import { type Exchange, jsonAnswer } from "./wire.ts";

export interface Asked {
  readonly request: LoopbackRequest;
  readonly form: Form | Refusal;
  readonly exchange: Exchange;
  /** What stood in the path where the pattern has `*`. */
  readonly parts: readonly string[];
}

export interface Route {
  readonly endpoint: PracticeEndpoint;
  readonly method: "GET" | "POST";
  readonly pattern: readonly string[];
  answer(asked: Asked, services: Services): LoopbackAnswer | Promise<LoopbackAnswer>;
}

export const routes: readonly Route[] = [
  {
    endpoint: "home",
    method: "GET",
    pattern: [],
    answer: (_, { origin }) => homePage(origin),
  },
  {
    endpoint: "instance",
    method: "GET",
    pattern: ["common", "discovery", "instance"],
    answer: ({ request, exchange }, { origin }) => jsonAnswer(instanceDiscovery(origin, request.query), exchange),
  },
  {
    endpoint: "realm",
    method: "GET",
    pattern: ["common", "userrealm", "*"],
    async answer({ parts: [username = ""], exchange }, services) {
      await services.pause(services.directory.find(username));
      return jsonAnswer(userRealm(services.origin, username, services), exchange);
    },
  },
  {
    endpoint: "mex",
    method: "GET",
    pattern: trustPath("mex"),
    async answer({ request, exchange }, { origin, federation }) {
      const { mexAnswer } = await import("./federation/mex.ts");
      return mexAnswer(origin, federation, request, exchange);
    },
  },
  trustRoute("1.3"),
  trustRoute("2005"),
  {
    endpoint: "metadata",
    method: "GET",
    pattern: ["*", "v2.0", ".well-known", "openid-configuration"],
    answer: ({ parts: [tenant = ""], exchange }, { origin }) => jsonAnswer(openIdMetadata(origin, tenant), exchange),
  },
  {
    endpoint: "keys",
    method: "GET",
    pattern: ["*", "discovery", "v2.0", "keys"],
    answer: ({ parts: [tenant = ""], exchange }, { key }) => jsonAnswer(keySet(tenant, key), exchange),
  },
  {
    endpoint: "token",
    method: "POST",
    pattern: ["*", "oauth2", "v2.0", "token"],
    async answer({ request, form, parts: [tenant = ""], exchange }, services) {
      const basicAuth = request.headers.authorization !== undefined;
      return jsonAnswer(await tokenAnswer(tenant, form, basicAuth, services), exchange);
    },
  },
  {
    endpoint: "authorize",
    method: "GET",
    pattern: ["*", "oauth2", "v2.0", "authorize"],
    answer: ({ request, parts: [tenant = ""], exchange }, services) =>
      authorize(tenant, { request, exchange, services }),
  },
  {
    endpoint: "signIn",
    method: "POST",
    pattern: ["signin"],
    answer: ({ request, form, exchange }, services) => takeForm(form, { request, exchange, services }),
  },
  {
    endpoint: "deviceCode",
    method: "POST",
    pattern: ["*", "oauth2", "v2.0", "devicecode"],
    answer: ({ form, parts: [tenant = ""], exchange }, services) =>
      jsonAnswer(beginDevice(tenant, form, services.origin, services), exchange),
  },
  {
    endpoint: "device",
    method: "GET",
    pattern: ["device"],
    answer: ({ request, exchange }, services) => devicePage({ request, exchange, services }),
  },
  {
    endpoint: "device",
    method: "POST",
    pattern: ["device"],
    answer: ({ request, form, exchange }, services) => takeUserCode(form, { request, exchange, services }),
  },
  {
    endpoint: "adminConsent",
    method: "GET",
    pattern: ["*", "v2.0", "adminconsent"],
    answer: ({ request, parts: [tenant = ""], exchange }, services) =>
      adminConsent(tenant, "v2", { request, exchange, services }),
  },
  {
    endpoint: "adminConsent",
    method: "GET",
    pattern: ["*", "adminconsent"],
    answer: ({ request, parts: [tenant = ""], exchange }, services) =>
      adminConsent(tenant, "v1", { request, exchange, services }),
  },
  {
    endpoint: "company",
    method: "GET",
    pattern: ["company", "app"],
    answer: (_, services) => showCompany(services),
  },
  {
    endpoint: "company",
    method: "POST",
    pattern: ["company", "app"],
    answer: ({ form }, services) => takeCompanyForm(form, services),
  },
  {
    endpoint: "me",
    method: "GET",
    pattern: ["v1.0", "me"],
    answer({ request, exchange }, { key, issuers, origin }) {
      const { status, fields } = me(request.headers.authorization, { key, issuers, at: exchange.at });
      const answer = jsonAnswer(fields, exchange, status);
      const challenge = `Bearer realm="", authorization_uri="${origin}/common/oauth2/authorize"`;
      return status === 200 ? answer : { ...answer, headers: { ...answer.headers, "WWW-Authenticate": challenge } };
    },
  },
];

export interface Found {
  readonly route: Route;
  /** What stood in the path where the pattern has `*`. */
  readonly parts: readonly string[];
  /** The path's methods. */
  readonly allowed: readonly string[];
  readonly isAllowed: boolean;
}

/** The route of a path, by method where it has several; undefined for an unknown path. */
export function findRoute(segments: readonly string[], method: string): Found | undefined {
  const here = routes.filter(
    ({ pattern }) =>
      pattern.length === segments.length && pattern.every((each, index) => each === "*" || each === segments[index]),
  );
  const wanted = method === "HEAD" ? "GET" : method;
  const fitting = here.find((each) => each.method === wanted);
  const route = fitting ?? here[0];
  if (route === undefined) return undefined;
  const allowed = here.flatMap((each) => (each.method === "GET" ? ["GET", "HEAD"] : ["POST"]));
  const parts = segments.filter((_, index) => route.pattern[index] === "*");
  return { route, parts, allowed, isAllowed: fitting !== undefined };
}

/** What speaks WS-Trust is loaded when it is first used. */
function trustRoute(version: TrustVersion): Route {
  return {
    endpoint: "trust",
    method: "POST",
    pattern: trustPath(passwordEndpoint(version)),
    async answer({ request, exchange }, services) {
      const { trustAnswer } = await import("./federation/trustEndpoint.ts");
      return trustAnswer(version, request, exchange, services);
    },
  };
}

function keySet(tenant: string, key: SigningKey): JsonFields | Refusal {
  return tenantKind(tenant) === undefined ? refuse(90002) : { keys: [key.publicJwk] };
}
