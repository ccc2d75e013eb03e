// Which path leads to which endpoint, and by which method.
import type { LoopbackAnswer } from "../loopback/listener.ts";
import type { LoopbackRequest } from "../loopback/request.ts";
import { type JsonFields, instanceDiscovery, openIdMetadata, userRealm } from "./discovery.ts";
import { type Refusal, refuse } from "./errors.ts";
import type { PracticeEndpoint } from "./faults.ts";
import type { Form } from "./form.ts";
import { homePage } from "./homePage.ts";
import type { SigningKey } from "./keys.ts";
import { me } from "./me.ts";
import { tenantKind } from "./tenants.ts";
import { type TokenServices, tokenAnswer } from "./tokenEndpoint.ts";
import { type Exchange, jsonAnswer } from "./wire.ts";

export interface Services extends TokenServices {
  readonly origin: string;
  readonly key: SigningKey;
  /** Issuers of tokens still alive: this run's and those of earlier ports. */
  readonly issuers: readonly string[];
}

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
    async answer({ parts: [username = ""], exchange }, { origin, directory, pause }) {
      await pause(directory.find(username));
      return jsonAnswer(userRealm(origin, username, directory), exchange);
    },
  },
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

/** The route of a path with the parts that its pattern leaves open; undefined for an unknown path. */
export function findRoute(segments: readonly string[]): { route: Route; parts: readonly string[] } | undefined {
  const route = routes.find(
    ({ pattern }) =>
      pattern.length === segments.length && pattern.every((each, index) => each === "*" || each === segments[index]),
  );
  return route && { route, parts: segments.filter((_, index) => route.pattern[index] === "*") };
}

function keySet(tenant: string, key: SigningKey): JsonFields | Refusal {
  return tenantKind(tenant) === undefined ? refuse(90002) : { keys: [key.publicJwk] };
}
