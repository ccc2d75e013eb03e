// What kind of account a user name belongs to, asked of public metadata before any password is sent.
import { failed, done, type Outcome } from "../../../shared/failure.ts";
import { classify } from "../diagnostics/classify.ts";
import { classifyTransport } from "../diagnostics/transport.ts";
import type { Reply } from "../grants/reply.ts";
import type { SendHttp } from "../http.ts";
import type { Clock } from "../ports.ts";
import type { Authority } from "./authority.ts";
import { placeOfRealm, type FederationPlace } from "./federationPlace.ts";

export type Realm = "managed" | "federated" | "personal" | "unknown";

export interface RealmAnswer {
  readonly realm: Realm;
  /** Where a federated account's password is checked, if a program can have it checked. */
  readonly place?: FederationPlace;
}

export interface Realms {
  ask(authority: Authority, username: string, signal: AbortSignal): Promise<Outcome<RealmAnswer>>;
}

interface Deps {
  readonly http: SendHttp;
  readonly clock: Clock;
}

/** Remembers, as long as the program runs, which hosts know no realms (404): they are not asked again. */
export function createRealms(deps: Deps): Realms {
  const silent = new Set<string>();
  return {
    async ask(authority, username, signal) {
      if (silent.has(authority.origin)) return done({ realm: "unknown" });
      const asked = await request(authority, username, deps, signal);
      if (asked.ok && asked.value?.status === 404) silent.add(authority.origin);
      return asked.ok ? readAnswer(asked.value, authority, deps) : asked;
    },
  };
}

/**
 * The realm of a user name: as the answer clearly says it, or `unknown` where the host knows no realms (404). Anything else
 * (an outage, a proxy's page, JSON of another kind) is a failure: it does not tell where the password may go.
 */
export async function askRealm(
  authority: Authority,
  username: string,
  deps: Deps,
  signal: AbortSignal,
): Promise<Outcome<RealmAnswer>> {
  const asked = await request(authority, username, deps, signal);
  return asked.ok ? readAnswer(asked.value, authority, deps) : asked;
}

export function realmAddress({ origin }: Pick<Authority, "origin">): string {
  return `${origin}/common/userrealm`;
}

interface Asked extends Reply {
  readonly correlationId: string;
}

/** Without an answer where the name cannot be asked about. */
async function request(
  authority: Authority,
  username: string,
  { http, clock }: Deps,
  signal: AbortSignal,
): Promise<Outcome<Asked | undefined>> {
  const endpoint = realmAddress(authority);
  const correlationId = crypto.randomUUID();
  // A name of dots alone would be taken for a step in the path. It has no domain, so no organization of its own either.
  if (/^\.+$/.test(username)) return done(undefined);
  try {
    const reply = await http({
      method: "GET",
      url: `${endpoint}/${encodeURIComponent(username)}?api-version=1.0`,
      headers: { accept: "application/json", "client-request-id": correlationId },
      caFile: authority.caFile,
      signal,
    });
    return done({ ...reply, correlationId });
  } catch (error) {
    return failed(classifyTransport("password", error, { at: clock.now(), endpoint, correlationId, secrets: [] }));
  }
}

function readAnswer(asked: Asked | undefined, authority: Authority, { clock }: Deps): Outcome<RealmAnswer> {
  if (asked === undefined || asked.status === 404) return done({ realm: "unknown" });
  const { json = {}, correlationId, ...reply } = asked;
  const realm = reply.status === 200 ? readRealm(json) : undefined;
  if (realm === undefined) {
    const context = { at: clock.now(), endpoint: realmAddress(authority), correlationId, secrets: [] };
    // By its status alone: no password was sent, so nothing in its text can be about one.
    return failed(classify("password", { ...reply, text: "" }, context));
  }
  const place = realm === "federated" ? placeOfRealm(json, authority.origin) : undefined;
  return done({ realm, ...(place === undefined ? {} : { place }) });
}

/** What a user realm answer says, if it is one. */
export function readRealm({
  account_type: type,
  domain_name: domain,
}: Readonly<Record<string, unknown>>): Realm | undefined {
  if (typeof domain === "string" && domain.toLowerCase() === "live.com") return "personal";
  const named = typeof type === "string" ? type.toLowerCase() : undefined;
  return named === "managed" || named === "federated" || named === "unknown" ? named : undefined;
}
