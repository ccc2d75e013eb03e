// Where an organisation checks its people's passwords, as the user realm or a person says it.
import { isLoopbackHost } from "../../../shared/connection.ts";

export type TrustVersion = "1.3" | "2005";

export interface FederationPlace {
  /** The metadata document (MEX), where there is one: it names the endpoint. */
  readonly mexAddress?: string;
  /** What is asked where there is no MEX. */
  readonly endpoint?: TrustEndpoint;
  /** For whom the assertion is to be made out (`AppliesTo`). */
  readonly audience: string;
  /** Origins named by someone who may say where this password goes. */
  readonly vouched: readonly string[];
}

export interface TrustEndpoint {
  readonly url: string;
  readonly version: TrustVersion;
}

/** Worldwide, and where the realm names none. */
const usualAudience = "urn:federation:MicrosoftOnline";

/**
 * The place that a realm's answer names for a federated account; undefined where it has none for passwords. Both of its
 * addresses come over TLS from the authority that the password is for, so that their origins are vouched for. Loopback
 * counts only where the authority itself is on loopback: nothing far away may send a password to a local port.
 */
export function placeOfRealm(
  json: Readonly<Record<string, unknown>>,
  authorityOrigin: string,
): FederationPlace | undefined {
  const loopback = isLoopbackHost(new URL(authorityOrigin).hostname);
  const mexAddress = secureAddress(json["federation_metadata_url"], loopback);
  const active = secureAddress(json["federation_active_auth_url"], loopback);
  const vouched = [mexAddress, active].flatMap((address) => (address === undefined ? [] : [new URL(address).origin]));
  const about = { audience: audienceOf(json["cloud_audience_urn"]), vouched };
  if (mexAddress !== undefined) return { mexAddress, ...about };
  const version = active === undefined ? undefined : versionOf(active);
  // Other protocols have no endpoint for a password, whatever else is named.
  const protocol = json["federation_protocol"] ?? "WSTrust";
  const isWsTrust = typeof protocol === "string" && protocol.toLowerCase() === "wstrust";
  if (active === undefined || version === undefined || !isWsTrust) return undefined;
  return { endpoint: { url: active, version }, ...about };
}

/**
 * The place that a connection names by itself, on this computer too. Nobody vouches for it: such an address may have come
 * with a file.
 */
export function placeOfMex(typed: string | undefined): FederationPlace | undefined {
  const mexAddress = secureAddress(typed, true);
  return mexAddress === undefined ? undefined : { mexAddress, audience: usualAudience, vouched: [] };
}

/**
 * The address if it is https, or one on loopback where that is allowed, without a name or password in it.
 * Without its fragment, which is never sent.
 */
export function secureAddress(text: unknown, loopback: boolean): string | undefined {
  const url = typeof text === "string" && text.length <= longestAddress ? URL.parse(text.trim()) : null;
  if (url === null || url.username !== "" || url.password !== "") return undefined;
  const isHere = isLoopbackHost(url.hostname);
  const allowed = isHere ? loopback && ["https:", "http:"].includes(url.protocol) : url.protocol === "https:";
  url.hash = "";
  return allowed ? url.href : undefined;
}

const longestAddress = 2000;

function versionOf(address: string): TrustVersion | undefined {
  const { pathname } = new URL(address);
  const is13 = /\/trust\/13\//i.test(pathname);
  const is2005 = /\/trust\/2005\//i.test(pathname);
  if (is13 === is2005) return undefined;
  return is13 ? "1.3" : "2005";
}

function audienceOf(said: unknown): string {
  return typeof said === "string" && /^urn:[\w-]{1,31}:[\w.:-]{1,200}$/i.test(said) ? said : usualAudience;
}
