// Finds an authority: where its token endpoint is, what issues its tokens, and whether a password may go there.
import type { AuthorityKind, Connection } from "../../../shared/connection.ts";
import { isLoopbackHost } from "../../../shared/connection.ts";
import type { FailureKind, Outcome } from "../../../shared/failure.ts";
import { done, failed } from "../../../shared/failure.ts";
import { practiceTenant } from "../../../shared/practicePeople.ts";
import { classify } from "../diagnostics/classify.ts";
import { classifyTransport } from "../diagnostics/transport.ts";
import type { SendHttp } from "../http.ts";
import type { Clock, Practice } from "../ports.ts";
import { authorityTypes, type AuthorityType } from "./authorityType.ts";
import { cloudOf } from "./clouds.ts";
import { vouchFor } from "./instanceDiscovery.ts";

export interface Authority {
  readonly kind: AuthorityKind;
  readonly type: AuthorityType;
  /** With the tenant, without a final slash where the kind allows. */
  readonly url: string;
  readonly origin: string;
  readonly issuer: string;
  readonly tokenEndpoint: string;
  /** Where a person signs in with a browser, and where a device code is asked for; absent where the authority has none. */
  readonly authorizationEndpoint?: string;
  readonly deviceEndpoint?: string;
  /** Its returns from the browser always name the issuer (RFC 9207). */
  readonly issuerInReturn?: boolean;
  /** With what it signs ID tokens, where it says so; RS256 otherwise. */
  readonly idTokenAlgorithms?: readonly string[];
  /** The connection's further certificate authorities, for every request there. */
  readonly caFile?: string;
  /** Where else a token endpoint would take the password; absent when it is the authority's own origin or was agreed to. */
  readonly unconfirmedOrigin?: string;
}

export interface Authorities {
  find(connection: Connection, signal?: AbortSignal): Promise<Outcome<Authority>>;
}

interface Deps {
  readonly http: SendHttp;
  readonly clock: Clock;
  readonly practice: Practice;
}

/** Metadata is asked for again after a day. */
const keptForMs = 24 * 3_600_000;

/** Remembers what it found for a day, in memory. A failure is never remembered. */
export function createAuthorities(deps: Deps): Authorities {
  const found = new Map<string, { readonly metadata: Metadata; readonly at: number }>();

  return {
    async find(connection, signal) {
      const url = await placeOf(connection, deps.practice);
      const type = authorityTypes[connection.kind];
      const key = `${connection.kind} ${url}`;
      const kept = found.get(key);
      const now = deps.clock.now();
      if (kept !== undefined && now - kept.at < keptForMs && now >= kept.at)
        return done(describe(connection, url, kept.metadata));

      const metadata = builtIn(connection, url) ?? (await ask(deps, type, url, signal));
      if (!metadata.ok) return metadata;
      found.set(key, { metadata: metadata.value, at: now });
      return done(describe(connection, url, metadata.value));
    },
  };
}

type Metadata = Pick<
  Authority,
  "issuer" | "tokenEndpoint" | "authorizationEndpoint" | "deviceEndpoint" | "issuerInReturn" | "idTokenAlgorithms"
>;

/** The address that a connection stands for, with its tenant. */
export async function placeOf(connection: Connection, practice: Practice): Promise<string> {
  if (connection.kind === "practice") {
    const { origin, authority } = await practice.start();
    return connection.tenant === practiceTenant.domain ? authority : `${origin}/${connection.tenant}`;
  }
  return connection.kind === "entra" ? `${connection.authority}/${connection.tenant}` : connection.authority;
}

/** A known cloud's addresses follow from its host, so the first sign-in there needs no look-up. */
function builtIn(connection: Connection, url: string): Outcome<Metadata> | undefined {
  if (connection.kind !== "entra") return undefined;
  const origin = new URL(url).origin;
  const cloud = cloudOf(new URL(url).host);
  if (cloud === undefined || origin !== `https://${new URL(url).host}`) return undefined;
  const endpoint = (name: string): string => `https://${cloud.host}/${connection.tenant}/oauth2/v2.0/${name}`;
  return done({
    issuer: `https://${cloud.host}/{tenantid}/v2.0`,
    tokenEndpoint: endpoint("token"),
    authorizationEndpoint: endpoint("authorize"),
    deviceEndpoint: endpoint("devicecode"),
  });
}

async function ask(deps: Deps, type: AuthorityType, url: string, signal?: AbortSignal): Promise<Outcome<Metadata>> {
  const { hostname } = new URL(url);
  if (type.needsVouching && !isLoopbackHost(hostname)) {
    const vouched = await vouchFor(url, deps.http, deps.clock, signal);
    if (!vouched.ok) return vouched;
  }
  const endpoint = type.discoveryUrl(url);
  const context = { at: deps.clock.now(), endpoint, correlationId: crypto.randomUUID(), secrets: [] };
  try {
    const reply = await deps.http({
      method: "GET",
      url: endpoint,
      headers: { accept: "application/json" },
      ...(signal === undefined ? {} : { signal }),
    });
    if (reply.status !== 200 || reply.json === undefined) {
      const failure = classify("password", reply, context);
      return failed(reply.status === 404 ? { ...failure, kind: "wrongAuthority" } : failure);
    }
    return readMetadata(reply.json, type, url, context.at);
  } catch (error) {
    return failed(classifyTransport("password", error, context));
  }
}

function readMetadata(
  json: Readonly<Record<string, unknown>>,
  type: AuthorityType,
  url: string,
  at: number,
): Outcome<Metadata> {
  const refuse = (kind: FailureKind, description: string): Outcome<Metadata> =>
    failed({ kind, at, evidence: { endpoint: type.discoveryUrl(url), status: 200, description } });
  const { issuer, token_endpoint: tokenEndpoint } = json;
  if (typeof issuer !== "string" || typeof tokenEndpoint !== "string") {
    return refuse("wrongAuthority", "The document names no issuer or no token endpoint.");
  }
  if (!type.acceptsIssuer(issuer, url))
    return refuse("untrustedReply", `The document speaks for another issuer: ${issuer.slice(0, 200)}`);
  const secureTokenEndpoint = secureUrl(tokenEndpoint);
  if (secureTokenEndpoint === undefined) return refuse("untrustedReply", "The document's token endpoint is not https.");
  const algorithms = json["id_token_signing_alg_values_supported"];
  const idTokenAlgorithms = Array.isArray(algorithms) ? algorithms.filter((name) => typeof name === "string") : [];
  const authorizationEndpoint = secureUrl(json["authorization_endpoint"]);
  const deviceEndpoint = secureUrl(json["device_authorization_endpoint"]);
  return done({
    issuer,
    tokenEndpoint: secureTokenEndpoint,
    ...(idTokenAlgorithms.length === 0 ? {} : { idTokenAlgorithms }),
    ...(authorizationEndpoint === undefined ? {} : { authorizationEndpoint }),
    ...(json["authorization_response_iss_parameter_supported"] === true ? { issuerInReturn: true } : {}),
    ...(deviceEndpoint === undefined ? {} : { deviceEndpoint }),
  });
}

/** The address, if it is https (or loopback) and carries no name or password. */
function secureUrl(text: unknown): string | undefined {
  const url = typeof text === "string" ? URL.parse(text) : null;
  if (url === null || url.username !== "" || url.password !== "") return undefined;
  const secure = url.protocol === "https:" || (url.protocol === "http:" && isLoopbackHost(url.hostname));
  return secure ? url.href : undefined;
}

function describe(connection: Connection, url: string, metadata: Metadata): Authority {
  const { tokenEndpoint } = metadata;
  const origin = new URL(url).origin;
  const tokenOrigin = new URL(tokenEndpoint).origin;
  const known =
    connection.kind === "entra" &&
    cloudOf(new URL(url).host) !== undefined &&
    cloudOf(new URL(tokenEndpoint).host) !== undefined;
  const agreed = tokenOrigin === origin || known || connection.confirmedTokenOrigin === tokenOrigin;
  return {
    kind: connection.kind,
    type: authorityTypes[connection.kind],
    url,
    origin,
    ...metadata,
    ...(agreed ? {} : { unconfirmedOrigin: tokenOrigin }),
  };
}
