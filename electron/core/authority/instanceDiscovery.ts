// Asks a cloud whether it vouches for a host that is not in the built-in table, before a password goes there.
import { done, failed, type Outcome } from "../../../shared/failure.ts";
import { shown } from "../diagnostics/shorten.ts";
import { classifyTransport } from "../diagnostics/transport.ts";
import type { SendHttp } from "../http.ts";
import type { Clock } from "../ports.ts";
import { clouds } from "./clouds.ts";

/** One of a cloud's names, as instance discovery has it. */
export interface Instance {
  /** Where requests are sent. */
  readonly preferredNetwork: string;
  /** The name under which the cloud's accounts are known. */
  readonly preferredCache: string;
  /** All its names, the host that was asked for among them. */
  readonly aliases: readonly string[];
}

export interface Asking {
  readonly http: SendHttp;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Succeeds only if instance discovery knows the host of the authority (with its tenant). No answer is no trust: unlike MSAL,
 * an unreachable vouching host does not turn an unknown host into a trusted one. Every failure names the origin that a
 * person may trust all the same.
 */
export async function askInstance(authority: string, { http, clock, signal }: Asking): Promise<Outcome<Instance>> {
  const { host, origin: authorityOrigin } = new URL(authority);
  const asked = encodeURIComponent(`${authority}/oauth2/v2.0/authorize`);
  const endpoint = `https://${vouchingHost(host)}/common/discovery/instance`;
  const at = clock.now();
  try {
    const reply = await http({
      method: "GET",
      url: `${endpoint}?api-version=1.1&authorization_endpoint=${asked}`,
      headers: { accept: "application/json" },
      ...(signal === undefined ? {} : { signal }),
    });
    const { status, json } = reply;
    if (status === 200 && typeof json?.["tenant_discovery_endpoint"] === "string")
      return done(instanceOf(host, json["metadata"]));
    const error = json?.["error"];
    const said = typeof error === "string" ? { error: shown(error, 100) } : {};
    return failed({ kind: "untrustedAuthority", at, evidence: { endpoint, status, authorityOrigin, ...said } });
  } catch (error) {
    const failure = classifyTransport(undefined, error, {
      at,
      endpoint,
      correlationId: crypto.randomUUID(),
      secrets: [],
    });
    return failed({ ...failure, evidence: { ...failure.evidence, authorityOrigin } });
  }
}

/** The cloud under whose domain the host is, else the public one: each vouches for its own. */
function vouchingHost(host: string): string {
  const own = clouds.find((cloud) =>
    [cloud.host, ...cloud.aliases].some((name) => host.endsWith(name.slice(name.indexOf(".")))),
  );
  return (own ?? clouds[0])?.host ?? "";
}

/** Where the answer has no entry for the host, the host stands for itself. */
function instanceOf(host: string, metadata: unknown): Instance {
  const entries = Array.isArray(metadata) ? metadata.slice(0, 200).flatMap(readEntry) : [];
  const itself = { preferredNetwork: host, preferredCache: host, aliases: [host] };
  return entries.find(({ aliases }) => aliases.includes(host)) ?? itself;
}

function readEntry(value: unknown): readonly Instance[] {
  if (typeof value !== "object" || value === null) return [];
  const entry = value as Readonly<Record<string, unknown>>;
  const [preferredNetwork, preferredCache] = [hostName(entry["preferred_network"]), hostName(entry["preferred_cache"])];
  const aliases = Array.isArray(entry["aliases"]) ? entry["aliases"].flatMap((alias) => hostName(alias) ?? []) : [];
  if (preferredNetwork === undefined || preferredCache === undefined) return [];
  return [{ preferredNetwork, preferredCache, aliases }];
}

/** A host, with a port where there is one; nothing that could turn an address into another. */
function hostName(value: unknown): string | undefined {
  const name = typeof value === "string" ? value.toLowerCase() : "";
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?$/.test(name) ? name : undefined;
}
