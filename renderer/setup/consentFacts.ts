// What is known about the person, the app and the last try, as far as it tells the roads to consent apart.
import type { AuthorityKind, Connection } from "../../shared/connection.ts";
import { consentTroubleOf, type ConsentFacts, type Road } from "../../shared/setup/consentRoads.ts";
import { consentNeedOf } from "../../shared/setup/scopePresets.ts";
import type { Snapshot } from "../../shared/snapshot.ts";

/** What a person says of himself or herself. */
export type Who = "unknown" | "owner" | "admin" | "neither";

export const roadsAt: Readonly<Record<AuthorityKind, readonly Road[]>> = {
  practice: ["developerGrant", "adminInPortal", "userInBrowser", "adminByAddress"],
  entra: ["developerGrant", "adminInPortal", "userInBrowser", "adminByAddress"],
  adfs: [],
  b2c: ["adminInPortal"],
  ciam: ["adminInPortal"],
  openid: ["userInBrowser"],
};

interface Known {
  readonly snapshot: Snapshot;
  readonly connection: Connection;
  readonly scopes: readonly string[];
  readonly who: Who;
}

export function consentFacts({ snapshot, connection, scopes, who }: Known): ConsentFacts {
  const trouble = lastTrouble(snapshot, connection.id);
  return {
    kind: connection.kind,
    isAdmin: who === "admin" ? "yes" : who === "unknown" ? "unknown" : "no",
    ownsApp: who === "owner" ? "yes" : who === "neither" ? "no" : "unknown",
    need: consentNeedOf(scopes),
    userConsentAllowed: "unknown",
    browser: "yes",
    ...(trouble && { trouble }),
  };
}

/** Of the newest try with this connection; none where that one went well. */
function lastTrouble({ adminConsent, attempts }: Snapshot, connectionId: string): ConsentFacts["trouble"] {
  const attempt = attempts.find((one) => one.connectionId === connectionId && one.outcome !== "cancelled");
  const asked = adminConsent?.connectionId === connectionId ? adminConsent.result : undefined;
  const failures = [attempt?.failure, asked?.ok === false ? asked.failure : undefined];
  const codes = failures.flatMap((failure) => failure?.evidence.codes ?? []);
  return consentTroubleOf(codes.map((code) => Number(code.replace(/^AADSTS/i, ""))));
}

/** A token was got with this connection, or an admin's consent came back for it: nobody takes it for done before. */
export function isApproved({ accounts, adminConsent }: Snapshot, connectionId: string | undefined): boolean {
  const byAdmin = adminConsent?.connectionId === connectionId && adminConsent?.result?.ok === true;
  return byAdmin || accounts.some((account) => account.connectionId === connectionId);
}
