// Finds out, from public metadata alone, where a domain, a user name or an issuer signs in. No password is sent.
import { authorityAs, isLoopbackHost } from "../../../shared/connection.ts";
import type { Found } from "../../../shared/contract.ts";
import { done, failed, type Outcome } from "../../../shared/failure.ts";
import { companyTenant, practicePeople, practiceTenant } from "../../../shared/practicePeople.ts";
import { clouds, cloudOf, type Cloud } from "../../../shared/setup/clouds.ts";
import { askDocument } from "../authority/askDocument.ts";
import { authorityTypes } from "../authority/authorityType.ts";
import { kindOfAddress } from "../authority/kindOfAddress.ts";
import { readRealm, type Realm } from "../authority/realm.ts";
import { classifyTransport } from "../diagnostics/transport.ts";
import { ownFailure } from "../failures.ts";
import type { Reply } from "../grants/reply.ts";
import type { SendHttp } from "../http.ts";
import type { Clock, Practice } from "../ports.ts";

interface Deps {
  readonly http: SendHttp;
  readonly clock: Clock;
  readonly practice: Practice;
}

const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const domainName = /^(?=.{4,255}$)(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.)+[\p{L}][\p{L}\d-]{0,61}$/u;

/** Its people come from elsewhere too; nobody outside of this computer is to be asked about them. */
const practiceDomains: ReadonlySet<string> = new Set([
  practiceTenant.domain,
  companyTenant.domain,
  ...practicePeople.map(({ username }) => username.slice(username.lastIndexOf("@") + 1)),
]);

/** `nothing` where there is no such place; a failure only where nobody could be asked or the text is none of the three. */
export async function lookUp(text: string, deps: Deps): Promise<Outcome<Found>> {
  const typed = text.trim();
  const url = URL.parse(typed);
  try {
    if (url !== null && /^https?:$/.test(url.protocol)) return await lookUpAddress(url, deps);
    const name = typed.includes("@") ? typed : undefined;
    const domain = typed.slice(typed.lastIndexOf("@") + 1).toLowerCase();
    if (!typed.isWellFormed() || (!domainName.test(domain) && !guid.test(domain))) {
      return failed(ownFailure("badInput", deps.clock.now(), { field: "text" }));
    }
    return done(await lookUpDomain(domain, name, deps));
  } catch (error) {
    const context = { at: deps.clock.now(), endpoint: "", correlationId: crypto.randomUUID(), secrets: [] };
    return failed(classifyTransport(undefined, error, context));
  }
}

async function lookUpAddress(url: URL, deps: Deps): Promise<Outcome<Found>> {
  const insecure = url.protocol !== "https:" && !isLoopbackHost(url.hostname);
  if (insecure || url.username !== "" || url.password !== "") {
    return failed(ownFailure("badInput", deps.clock.now(), { field: "text" }));
  }
  const tenant = url.pathname.split("/").find((part) => part !== "");
  if (cloudOf(url.host) !== undefined && tenant !== undefined)
    return done(await lookUpDomain(tenant.toLowerCase(), undefined, deps));
  const kind = kindOfAddress(url);
  const authority = authorityAs(kind, `${url.origin}${url.pathname}${kind === "b2c" ? url.search : ""}`);
  const { acceptsIssuer, discoveryUrl } = authorityTypes[kind];
  const { reply } = await askDocument(discoveryUrl(authority), deps.http);
  const issuer = reply.status === 200 ? reply.json?.["issuer"] : undefined;
  // A document that speaks for another issuer (OpenID Connect Discovery 4.3) must not lead a password there.
  if (typeof issuer !== "string" || !acceptsIssuer(issuer, authority)) return done({ kind: "nothing" });
  return done({ kind, authority: kind === "openid" ? issuer : authority });
}

async function lookUpDomain(domain: string, username: string | undefined, deps: Deps): Promise<Found> {
  const isPractice = practiceDomains.has(domain);
  const origin = isPractice ? (await deps.practice.start()).origin : `https://${clouds[0]?.host ?? ""}`;
  const realm = username === undefined ? undefined : await realmOf(origin, username, deps);
  if (realm === "personal") return { kind: "personal", domain, realm };

  const document = await get(`${origin}/${encodeURIComponent(domain)}/v2.0/.well-known/openid-configuration`, deps);
  const issuer = document.status === 200 ? document.json?.["issuer"] : undefined;
  const tenant = typeof issuer === "string" ? guidIn(issuer) : undefined;
  if (tenant === undefined) return { kind: "nothing", domain, ...(realm === undefined ? {} : { realm }) };
  const cloud = cloudNamed(document.json?.["cloud_instance_name"]);
  return {
    kind: "organisation",
    authority: isPractice ? "" : `https://${(cloud ?? clouds[0])?.host ?? ""}`,
    tenant,
    domain,
    ...(isPractice || cloud === undefined ? {} : { cloud: cloud.name }),
    ...(realm === undefined ? {} : { realm }),
  };
}

/** Undefined where the answer does not tell. */
async function realmOf(origin: string, username: string, deps: Deps): Promise<Realm | undefined> {
  const reply = await get(`${origin}/common/userrealm/${encodeURIComponent(username)}?api-version=1.0`, deps);
  if (reply.status === 404) return "unknown";
  return reply.status === 200 ? readRealm(reply.json ?? {}) : undefined;
}

function get(url: string, { http }: Deps): Promise<Reply> {
  return http({ method: "GET", url, headers: { accept: "application/json" } });
}

/** `microsoftonline.us` in the document of a tenant that lives in another cloud than the one asked. */
function cloudNamed(name: unknown): Cloud | undefined {
  return typeof name === "string" ? cloudOf(`login.${name}`) : undefined;
}

function guidIn(issuer: string): string | undefined {
  return URL.parse(issuer)
    ?.pathname.split("/")
    .find((part) => guid.test(part))
    ?.toLowerCase();
}
