// What a place to sign in means for the connection: its kind, what its fields begin with, and its cloud.
import type { AuthorityKind, ConnectionDraft } from "../../shared/connection.ts";
import { companyTenant, practiceTenant } from "../../shared/practicePeople.ts";
import { cloudOf, type Cloud } from "../../shared/setup/clouds.ts";
import { type SetupAnswers, type SetupPlace, setupPlaces } from "../../shared/setup/setupAnswers.ts";
import { placeWords } from "../../shared/setupUiWords.ts";

export const placesInOrder: readonly SetupPlace[] = setupPlaces;

export const kindOf: Readonly<Record<SetupPlace, AuthorityKind>> = {
  practice: "practice",
  company: "practice",
  entra: "entra",
  adfs: "adfs",
  b2c: "b2c",
  ciam: "ciam",
  openid: "openid",
};

const nothing = { authority: "", tenant: "", clientId: "", scopes: "" };
const begin: Readonly<Record<SetupPlace, Omit<ConnectionDraft, "kind" | "label" | "colour">>> = {
  practice: {
    ...nothing,
    tenant: practiceTenant.domain,
    clientId: practiceTenant.clientId,
    scopes: practiceTenant.scopes.join(" "),
  },
  company: { ...nothing, tenant: companyTenant.domain, scopes: companyTenant.scopes.join(" ") },
  entra: {
    ...nothing,
    authority: "https://login.microsoftonline.com",
    scopes: "https://graph.microsoft.com/User.Read",
  },
  adfs: nothing,
  b2c: nothing,
  ciam: nothing,
  openid: nothing,
};

export function firstDraft(place: SetupPlace): ConnectionDraft {
  return { kind: kindOf[place], label: "", colour: kindOf[place] === "practice" ? "orange" : "blue", ...begin[place] };
}

export function firstAnswers(): SetupAnswers {
  const place = "practice";
  return { step: 1, place, draft: firstDraft(place), username: "", knowsClientId: true, appName: "TokenTray" };
}

/** Undefined for the practice tenant, for other kinds, and for an address of no known cloud. */
export function cloudAt({ kind, authority }: Pick<ConnectionDraft, "kind" | "authority">): Cloud | undefined {
  return kind === "entra" ? cloudOf(URL.parse(authority.trim())?.host ?? "") : undefined;
}

/** What a connection is called whose name was left empty. */
export function suggestedLabel({ place, draft }: Pick<SetupAnswers, "place" | "draft">): string {
  if (kindOf[place] === "practice") return placeWords[place].title;
  const named = place === "entra" ? draft.tenant.trim() : URL.parse(draft.authority.trim())?.host;
  return (named ?? "") === "" ? placeWords[place].title : (named ?? "").slice(0, 80);
}
