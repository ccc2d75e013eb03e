// What kind of account is the user name's, and who checks its password? Asked of public metadata; no password is involved.
import type { CheckResult } from "../../../../shared/snapshot.ts";
import type { Authority } from "../../authority/authority.ts";
import { placeOfMex, type FederationPlace } from "../../authority/federationPlace.ts";
import { askRealm } from "../../authority/realm.ts";
import { type Check, type CheckContext, found } from "./check.ts";

export const realmCheck: Check = {
  id: "realm",
  asksAuthority: true,
  async run(context) {
    const { type, username, authority, connection } = context;
    if (!type.tellsRealm) return found("realm", "notTold", {});
    if (username === undefined) return found("realm", "noName", {});
    // Found as for a sign-in, so that even a user name goes only to hosts that are trusted.
    const trusted = await authority();
    if (!trusted.ok) return found("realm", "noAnswer", {});
    const own = connection.federation === "ownMex" ? placeOfMex(connection.mexAddress) : undefined;
    return own === undefined ? byRealm(trusted.value, username, context) : atService(own, username, context);
  },
};

async function byRealm(authority: Authority, username: string, context: CheckContext): Promise<CheckResult> {
  const { connection, http, clock, signal } = context;
  const answer = await askRealm(authority, username, { http, clock }, signal);
  if (!answer.ok) {
    const { kind, evidence } = answer.failure;
    return found("realm", "notAnswered", { username, error: evidence.systemError ?? kind });
  }
  const { realm, place } = answer.value;
  if (realm !== "federated") return found("realm", realm, { username });
  if (connection.federation === "managed") return found("realm", "federatedButManaged", { username });
  return place === undefined ? found("realm", "federatedInBrowser", { username }) : atService(place, username, context);
}

/** Looks for where the service takes a password, as a sign-in does, and sends none. */
async function atService(place: FederationPlace, username: string, context: CheckContext): Promise<CheckResult> {
  const { connection, http, clock, signal } = context;
  const { findEndpoint } = await import("../../federation/findEndpoint.ts");
  const { confirmedTokenOrigin: confirmedOrigin, caFile } = connection;
  const search = { place, confirmedOrigin, caFile, correlationId: crypto.randomUUID(), signal };
  const endpoint = await findEndpoint(search, { http, clock });
  const host = new URL(endpoint.ok ? endpoint.value.url : (place.mexAddress ?? place.endpoint?.url ?? "")).host;
  if (endpoint.ok) return found("realm", "federated", { username, host });
  const { kind, evidence } = endpoint.failure;
  if (kind === "tokenOriginUnconfirmed")
    return found("realm", "federatedElsewhere", { username, origin: evidence.tokenOrigin ?? "" });
  return found("realm", "federatedUnclear", { username, host, error: evidence.systemError ?? evidence.error ?? kind });
}
