// By which road a password is checked: at the authority itself, or at the service of the person's organisation.
import type { FederationMode } from "../../../shared/connection.ts";
import { done, failed, type FailureKind, type Outcome } from "../../../shared/failure.ts";
import { placeOfMex, type FederationPlace } from "../authority/federationPlace.ts";
import { realmAddress } from "../authority/realm.ts";
import { ownFailure } from "../failures.ts";
import type { MethodDeps, SignInStage, SignInSubject } from "./signInMethod.ts";

/** `managed`: at the authority. */
export type PasswordRoad = "managed" | FederationPlace;

/** As the connection wants it, else as the user realm says; or the reason to stop before any password is sent. */
export async function choosePasswordRoad(
  subject: SignInSubject,
  stage: SignInStage,
  deps: MethodDeps,
): Promise<Outcome<PasswordRoad>> {
  const { authority, connection } = subject;
  const mode = authority.type.tellsRealm ? (connection.federation ?? "automatic") : "managed";
  stage.step("realm", asksRealm(mode) ? undefined : "skipped");
  if (mode === "managed") return done("managed");
  if (mode !== "ownMex") return byRealm(mode, subject, deps);
  const place = placeOfMex(connection.mexAddress);
  return place === undefined ? failed(ownFailure("badInput", deps.clock.now(), { field: "mexAddress" })) : done(place);
}

function asksRealm(mode: FederationMode): mode is "automatic" | "federated" {
  return mode === "automatic" || mode === "federated";
}

async function byRealm(
  mode: "automatic" | "federated",
  { authority, connection, username, signal }: SignInSubject,
  deps: MethodDeps,
): Promise<Outcome<PasswordRoad>> {
  const endpoint = realmAddress(authority);
  // The realm's wish for a pause is kept as the token endpoint's is.
  const about = { endpoint, clientId: connection.clientId, scopes: "", who: username };
  const answer = await deps.requests.throttle.ask(about, () => deps.realms.ask(authority, username, signal));
  // Who checks the password was not told: it must not go to the wrong place.
  if (!answer.ok) return answer;
  const { realm, place } = answer.value;
  const stop = (kind: FailureKind, error?: string): Outcome<never> =>
    failed(ownFailure(kind, deps.clock.now(), { endpoint, ...(error === undefined ? {} : { error }) }));
  if (realm === "personal") return stop("personalAccount");
  if (place !== undefined) return done(place);
  if (mode === "federated") return stop("federationFailed", "realm_names_no_service");
  return realm === "federated" ? stop("federatedAccount") : done("managed");
}
