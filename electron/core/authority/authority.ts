// Finds an authority: where its token endpoint is, what issues its tokens, and whether a password may go there.
import { addressProblem, type AuthorityKind, type Connection } from "../../../shared/connection.ts";
import type { Outcome } from "../../../shared/failure.ts";
import { done, failed } from "../../../shared/failure.ts";
import { practiceTenant } from "../../../shared/practicePeople.ts";
import { classify } from "../diagnostics/classify.ts";
import { classifyTransport } from "../diagnostics/transport.ts";
import { ownFailure } from "../failures.ts";
import type { SendHttp } from "../http.ts";
import type { Clock, Practice } from "../ports.ts";
import { askDocument } from "./askDocument.ts";
import { type AuthorityMetadata, readDocument } from "./authorityDocument.ts";
import { authorityTypes, type AuthorityType } from "./authorityType.ts";
import type { Instance } from "./instanceDiscovery.ts";
import { createTrust } from "./trust.ts";

export interface Authority extends AuthorityMetadata {
  readonly kind: AuthorityKind;
  readonly type: AuthorityType;
  /** With the tenant, without a final slash where the kind allows. */
  readonly url: string;
  /** Where requests go: of a cloud with several names the preferred one. */
  readonly origin: string;
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

/** Remembers what it found for a day, in memory. A failure is never remembered. Trust is judged each time, for it may end. */
export function createAuthorities(deps: Deps): Authorities {
  const found = new Map<string, { readonly metadata: AuthorityMetadata; readonly at: number }>();
  const trust = createTrust(deps);

  return {
    async find(connection, signal) {
      // Settings are a file that others could have written to.
      if (connection.kind !== "practice" && addressProblem(connection.authority) !== undefined)
        return failed(ownFailure("badInput", deps.clock.now(), { field: "authority" }));
      const url = await placeOf(connection, deps.practice);
      const trusted = await trust.judge(connection, url, signal);
      if (!trusted.ok) return trusted;
      const place: Place = { connection, url, instance: trusted.value };
      // What one certificate authority vouches for says nothing to a connection that does not trust it.
      const key = JSON.stringify([connection.kind, url, connection.caFile]);
      const kept = found.get(key);
      const now = deps.clock.now();
      if (kept !== undefined && now - kept.at < keptForMs && now >= kept.at)
        return done(describe(place, kept.metadata));

      const known = authorityTypes[connection.kind].builtIn?.(url);
      const metadata = known === undefined ? await ask(deps, place, signal) : done(known);
      if (!metadata.ok) return metadata;
      found.set(key, { metadata: metadata.value, at: now });
      return done(describe(place, metadata.value));
    },
  };
}

interface Place {
  readonly connection: Connection;
  /** With the tenant. */
  readonly url: string;
  readonly instance: Instance;
}

/** The address that a connection stands for, with its tenant. */
export async function placeOf(connection: Connection, practice: Practice): Promise<string> {
  if (connection.kind === "practice") {
    const { origin, authority } = await practice.start();
    return connection.tenant === practiceTenant.domain ? authority : `${origin}/${connection.tenant}`;
  }
  return connection.kind === "entra" ? `${connection.authority}/${connection.tenant}` : connection.authority;
}

async function ask(deps: Deps, place: Place, signal?: AbortSignal): Promise<Outcome<AuthorityMetadata>> {
  const { kind, caFile } = place.connection;
  const type = authorityTypes[kind];
  const url = atPreferredHost(place);
  const endpoint = type.discoveryUrl(url);
  const context = { at: deps.clock.now(), endpoint, correlationId: crypto.randomUUID(), secrets: [] };
  try {
    const { reply, movedTo } = await askDocument(endpoint, deps.http, { signal, caFile });
    if (reply.status === 200 && reply.json !== undefined) return readDocument(reply.json, type, url, context.at);
    const failure = classify(undefined, reply, context);
    if (movedTo !== undefined)
      return failed({ ...failure, kind: "wrongAuthority", evidence: { ...failure.evidence, movedTo } });
    return failed(reply.status === 404 ? { ...failure, kind: "wrongAuthority" } : failure);
  } catch (error) {
    return failed(classifyTransport(undefined, error, context));
  }
}

function atPreferredHost({ url, instance }: Place): string {
  const { host, pathname } = new URL(url);
  return instance.preferredNetwork === host ? url : `https://${instance.preferredNetwork}${pathname}`;
}

function describe(place: Place, metadata: AuthorityMetadata): Authority {
  const { connection, url, instance } = place;
  const { origin } = new URL(atPreferredHost(place));
  const token = new URL(metadata.tokenEndpoint);
  const isOwn = token.origin === origin || (token.protocol === "https:" && instance.aliases.includes(token.host));
  const agreed = isOwn || connection.confirmedTokenOrigin === token.origin;
  return {
    kind: connection.kind,
    type: authorityTypes[connection.kind],
    url,
    origin,
    ...metadata,
    ...(connection.caFile === undefined ? {} : { caFile: connection.caFile }),
    ...(agreed ? {} : { unconfirmedOrigin: token.origin }),
  };
}
