// Guests: who has been invited to another tenant than their own, and what the app may do for them there.
import { type PracticePerson, practicePeople } from "../../shared/practicePeople.ts";
import type { Consents } from "./consents.ts";
import { type Refusal, refuse } from "./errors.ts";
import { homeOf, type HomeTenant, type TenantKind } from "./tenants.ts";

const invited: ReadonlyMap<string, HomeTenant> = new Map(
  practicePeople.flatMap(({ username, guestIn }) => (guestIn === undefined ? [] : [[username, guestIn] as const])),
);

export function isGuestIn(tenant: TenantKind, { username }: Pick<PracticePerson, "username">): boolean {
  return invited.get(username) === tenant;
}

/** Whose tokens this authority gives a person: those of their own tenant, or of the one that has invited them. */
export function tenantFor(tenant: TenantKind, person: PracticePerson): HomeTenant | Refusal {
  const home = homeOf(person);
  if (tenant !== "practice" && tenant !== "company") return home;
  return tenant === home || isGuestIn(tenant, person) ? tenant : refuse(50020);
}

/** Consent is given in each tenant anew: here an admin has approved the practice app for these scopes alone. */
const approvedForGuests: readonly string[] = ["User.Read", "Calendars.Read", "Tasks.Read"];

export function consentsIn(tenant: HomeTenant, person: PracticePerson, consents: Consents): Consents {
  if (tenant === homeOf(person)) return consents;
  const held: Consents["held"] = (_app, _person, resource) =>
    new Set(resource.scopes.filter((scope) => approvedForGuests.includes(scope)));
  return { ...consents, held, any: () => true };
}
