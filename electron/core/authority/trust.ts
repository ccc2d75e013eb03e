// May a password go to this authority? By the table of clouds, by instance discovery, or because a person says so.
import { type Connection, isLoopbackHost } from "../../../shared/connection.ts";
import { done, failed, type Failure, type Outcome } from "../../../shared/failure.ts";
import { ownFailure } from "../failures.ts";
import type { SendHttp } from "../http.ts";
import type { Clock } from "../ports.ts";
import { authorityTypes } from "./authorityType.ts";
import { closedCloud, cloudOf } from "./clouds.ts";
import { askInstance, type Instance } from "./instanceDiscovery.ts";

export interface Trust {
  /** The hosts that are one with the authority's own; or why no password goes there. */
  judge(connection: Connection, authority: string, signal?: AbortSignal): Promise<Outcome<Instance>>;
}

/** Answers are asked for again after a day. */
const keptForMs = 24 * 3_600_000;

/** Remembers in memory what instance discovery said of a host. Trouble is never remembered. */
export function createTrust({ http, clock }: { readonly http: SendHttp; readonly clock: Clock }): Trust {
  const kept = new Map<string, { readonly instance: Instance; readonly at: number }>();
  return {
    async judge(connection, authority, signal) {
      const { host, hostname, origin } = new URL(authority);
      if (host === closedCloud.host) return failed(closed(authority, clock.now()));
      const type = authorityTypes[connection.kind];
      const itself = { preferredNetwork: host, preferredCache: host, aliases: [host] };
      if (type.vouching === "person" || isLoopbackHost(hostname)) return done(itself);
      if (type.knowsHost(host)) return done(instanceOfCloud(host) ?? itself);
      if (connection.confirmedAuthorityOrigin === origin) return done(itself);
      if (type.vouching === "knownHost") {
        const evidence = { endpoint: type.discoveryUrl(authority), authorityOrigin: origin };
        return failed(ownFailure("untrustedAuthority", clock.now(), evidence));
      }
      const now = clock.now();
      const before = kept.get(host);
      if (before !== undefined && now - before.at < keptForMs && now >= before.at) return done(before.instance);
      const asked = await askInstance(authority, { http, clock, signal });
      if (asked.ok) kept.set(host, { instance: asked.value, at: now });
      return asked;
    },
  };
}

/** A name that may be given to others is not to be trusted for what it was. */
function closed(authority: string, at: number): Failure {
  return ownFailure("wrongAuthority", at, { endpoint: authority, error: "cloud_closed" });
}

function instanceOfCloud(host: string): Instance | undefined {
  const cloud = cloudOf(host);
  if (cloud === undefined) return undefined;
  return { preferredNetwork: cloud.host, preferredCache: cloud.host, aliases: [cloud.host, ...cloud.aliases] };
}
