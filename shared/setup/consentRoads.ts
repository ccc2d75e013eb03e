// The four roads to consent, and which of them fits what is known about the person and the scopes.
import type { AuthorityKind } from "../connection.ts";
import type { ConsentNeed } from "./scopePresets.ts";

export type Road = "developerGrant" | "adminInPortal" | "userInBrowser" | "adminByAddress";
export type Known = "yes" | "no" | "unknown";

/** What the last try ran into, as far as it tells the roads apart. */
export type ConsentTrouble = "notConsented" | "declined" | "adminNeeded" | "redirectMissing";

export interface ConsentFacts {
  readonly kind: AuthorityKind;
  readonly isAdmin: Known;
  /** May change the app registration. */
  readonly ownsApp: Known;
  readonly need: ConsentNeed | "unknown";
  /** Whether the tenant lets people approve apps for themselves. */
  readonly userConsentAllowed: Known;
  /** "no" where there is no browser to sign in with, over SSH for example. */
  readonly browser: Known;
  readonly trouble?: ConsentTrouble;
}

export type Because =
  | "adminHere"
  | "adminNoRedirect"
  | "adminElsewhere"
  | "refusedToUser"
  | "forbiddenToUser"
  | "justYou"
  | "justYouMaybe"
  | "declinedBefore"
  | "ownerNoRedirect"
  | "ownerNoBrowser"
  | "sendToOwner"
  | "b2cByAdmin"
  | "serverAsks"
  | "serverDecides";

/** `road` is undefined where consent is nothing that this person could give. */
export interface RoadAdvice {
  readonly road: Road | undefined;
  readonly because: Because;
}

export function recommendRoad(facts: ConsentFacts): RoadAdvice {
  if (facts.kind === "b2c" || facts.kind === "ciam") return advise("adminInPortal", "b2cByAdmin");
  if (facts.kind === "adfs") return advise(undefined, "serverDecides");
  if (facts.kind === "openid")
    return facts.trouble === "notConsented" && facts.browser !== "no"
      ? advise("userInBrowser", "serverAsks")
      : advise(undefined, "serverDecides");
  return needsAdmin(facts) ? adminRoad(facts) : ownRoad(facts);
}

/** From the numbers in a reply, most telling first; they choose words, never behaviour. */
export function consentTroubleOf(codes: readonly number[]): ConsentTrouble | undefined {
  return (["redirectMissing", "adminNeeded", "declined", "notConsented"] as const).find((trouble) =>
    troubleCodes[trouble].some((code) => codes.includes(code)),
  );
}

const troubleCodes: Readonly<Record<ConsentTrouble, readonly number[]>> = {
  redirectMissing: [50011, 500113],
  adminNeeded: [90094, 90095],
  declined: [65004],
  notConsented: [65001],
};

function needsAdmin({ need, trouble, userConsentAllowed }: ConsentFacts): boolean {
  return trouble === "adminNeeded" || need === "admin" || userConsentAllowed === "no";
}

function adminRoad({ isAdmin, need, trouble }: ConsentFacts): RoadAdvice {
  if (isAdmin === "yes" && trouble === "redirectMissing") return advise("adminInPortal", "adminNoRedirect");
  if (isAdmin === "yes") return advise("adminByAddress", "adminHere");
  if (trouble === "adminNeeded") return advise("adminByAddress", "refusedToUser");
  return advise("adminByAddress", need === "admin" ? "adminElsewhere" : "forbiddenToUser");
}

function ownRoad({ browser, isAdmin, need, ownsApp, trouble }: ConsentFacts): RoadAdvice {
  const blocked = trouble === "redirectMissing" || browser === "no";
  if (blocked && isAdmin === "yes") return advise("adminInPortal", "adminNoRedirect");
  if (blocked && ownsApp === "no") return advise("adminByAddress", "sendToOwner");
  if (blocked) return advise("developerGrant", browser === "no" ? "ownerNoBrowser" : "ownerNoRedirect");
  if (trouble === "declined") return advise("userInBrowser", "declinedBefore");
  return advise("userInBrowser", need === "user" ? "justYou" : "justYouMaybe");
}

function advise(road: Road | undefined, because: Because): RoadAdvice {
  return { road, because };
}
