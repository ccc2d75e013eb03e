// What kind of account a user name belongs to, asked of public metadata before any password is sent.
import { failed, done, type Outcome } from "../../../shared/failure.ts";
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
      if (!asked.ok) return asked;
      if (asked.value?.status === 404) silent.add(authority.origin);
      return done(readAnswer(asked.value, authority.origin));
    },
  };
}

/**
 * The realm of a user name. The answer only helps to choose and to explain, so anything but a clear answer is `unknown`
 * and the token endpoint decides; where nothing can be reached the failure says so.
 */
export async function askRealm(
  authority: Authority,
  username: string,
  deps: Deps,
  signal: AbortSignal,
): Promise<Outcome<RealmAnswer>> {
  const asked = await request(authority, username, deps, signal);
  return asked.ok ? done(readAnswer(asked.value, authority.origin)) : asked;
}

/** Without an answer where the name cannot be asked about. */
async function request(
  authority: Authority,
  username: string,
  { http, clock }: Deps,
  signal: AbortSignal,
): Promise<Outcome<Reply | undefined>> {
  const endpoint = `${authority.origin}/common/userrealm`;
  const correlationId = crypto.randomUUID();
  // A name of dots alone would be taken for a step in the path.
  if (/^\.+$/.test(username)) return done(undefined);
  try {
    const reply = await http({
      method: "GET",
      url: `${endpoint}/${encodeURIComponent(username)}?api-version=1.0`,
      headers: { accept: "application/json", "client-request-id": correlationId },
      caFile: authority.caFile,
      signal,
    });
    return done(reply);
  } catch (error) {
    return failed(classifyTransport("password", error, { at: clock.now(), endpoint, correlationId, secrets: [] }));
  }
}

function readAnswer(reply: Reply | undefined, origin: string): RealmAnswer {
  const json = reply?.status === 200 ? (reply.json ?? {}) : {};
  const realm = readRealm(json);
  const place = realm === "federated" ? placeOfRealm(json, origin) : undefined;
  return { realm, ...(place === undefined ? {} : { place }) };
}

/** What a user realm answer says. */
export function readRealm(json: Readonly<Record<string, unknown>>): Realm {
  const type = String(json["account_type"]).toLowerCase();
  if (String(json["domain_name"]).toLowerCase() === "live.com") return "personal";
  return type === "managed" || type === "federated" ? type : "unknown";
}
