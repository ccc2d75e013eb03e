// Which issuers an authority's document may name, and which an ID token may carry. Comparisons of texts, nobody is asked.
import { isCiamHost } from "../../../shared/connection.ts";
import { type CloudId, cloudOf } from "./clouds.ts";

type Claims = Readonly<Record<string, unknown>>;

/** Same scheme, host and port. */
export function sameOrigin(issuer: string, authority: string): boolean {
  const [theirs, ours] = [URL.parse(issuer), URL.parse(authority)];
  return theirs !== null && ours !== null && isPlain(theirs) && theirs.origin === ours.origin;
}

/**
 * On https at a sign-in host of one of Microsoft's clouds, or at a region of it: one label before such a host. Of the
 * authority's own cloud, where that is known.
 */
export function atMicrosoft(issuer: string, authority: string): boolean {
  const url = URL.parse(issuer);
  if (url === null || url.protocol !== "https:" || !isPlain(url)) return false;
  const region = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.(.+)$/.exec(url.host)?.[1];
  const theirs = cloudOf(url.host) ?? cloudOf(region ?? "");
  const ours = cloudOf(URL.parse(authority)?.host ?? "");
  return theirs !== undefined && (ours === undefined || ours === theirs);
}

/**
 * `https://{t}.ciamlogin.com`, with `/{t}` or `/{t}.onmicrosoft.com` and `/v2.0` after it or not. `t` is the authority's own
 * name or tenant, or a directory ID: documents name that, whatever name was asked for.
 */
export function atCustomerDirectory(issuer: string, authority: string): boolean {
  const [theirs, ours] = [URL.parse(issuer), URL.parse(authority)];
  if (theirs === null || ours === null || theirs.protocol !== "https:" || !isPlain(theirs)) return false;
  if (theirs.port !== "" || !isCiamHost(ours.hostname)) return false;
  const name = firstLabel(theirs.hostname);
  const tenant = (ours.pathname.split("/")[1] ?? "").toLowerCase();
  const names = [firstLabel(ours.hostname), tenant, tenant.replace(/\.onmicrosoft\.com$/, "")];
  if (!isCiamHost(theirs.hostname) || !(names.includes(name) || guid.test(name))) return false;
  const path = theirs.pathname
    .toLowerCase()
    .replace(/\/$/, "")
    .replace(/\/v2\.0$/, "");
  return ["", `/${name}`, `/${name}.onmicrosoft.com`].includes(path);
}

/** The same text, but for a final slash. OpenID Connect Discovery 4.3 wants them identical; servers differ in that alone. */
export function sameButForSlash(issuer: string, authority: string): boolean {
  return withoutSlash(issuer) === withoutSlash(authority);
}

export function withoutSlash(url: string): string {
  return url.endsWith("/") ? url.slice(0, -1) : url;
}

/**
 * The issuer of an Entra ID token. The document of `organizations` and our own of each cloud hold the template `{tenantid}`.
 * A token may name its cloud by another of its names, or by that of the first version of the protocol; never another tenant.
 */
export function entraIssuer(issuer: string, claims: Claims): string {
  const { iss, tid } = claims;
  if (typeof tid !== "string" || !guid.test(tid)) return issuer;
  const expected = issuer.replace("{tenantid}", tid);
  const namesTenant = expected.toLowerCase().includes(`/${tid.toLowerCase()}/`);
  return typeof iss === "string" && namesTenant && isOfCloud(iss, expected, tid) ? iss : expected;
}

function isOfCloud(said: string, expected: string, tenant: string): boolean {
  const cloud = cloudOf(URL.parse(expected)?.host ?? "");
  if (cloud === undefined) return false;
  const older = olderIssuers[cloud.id];
  const hosts = [cloud.host, ...cloud.aliases];
  return (
    hosts.some((host) => said === `https://${host}/${tenant}/v2.0`) ||
    (older !== undefined && said === `https://${older}/${tenant}/`)
  );
}

/** What tokens of the first version of the protocol name. */
const olderIssuers: Readonly<Partial<Record<CloudId, string>>> = {
  public: "sts.windows.net",
  usGovernment: "sts.windows.net",
  china: "sts.chinacloudapi.cn",
};

/**
 * AD FS names itself twice: `https://{host}/adfs` in its document and its ID tokens, and the identifier of its federation
 * service, `http://{host}/adfs/services/trust` unless it was changed, in access tokens and in some ID tokens. The latter is
 * a name and no address: nothing is ever sent there.
 */
export function isFederationService(issuer: string, authority: string): boolean {
  const [theirs, ours] = [URL.parse(issuer), URL.parse(authority)];
  if (theirs === null || ours === null || !isPlain(theirs)) return false;
  return theirs.hostname === ours.hostname && /^\/adfs\/services\/trust\/?$/i.test(theirs.pathname);
}

function firstLabel(hostname: string): string {
  return hostname.split(".")[0] ?? "";
}

/** An issuer has neither a name and password nor a query or fragment (OpenID Connect Discovery 3). */
function isPlain({ username, password, search, hash }: URL): boolean {
  return `${username}${password}${search}${hash}` === "";
}

const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
