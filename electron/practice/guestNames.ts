// What a person is called in a tenant's tokens: at home by their own name, as a guest elsewhere by another.
import { createHash } from "node:crypto";
import type { PracticePerson } from "../../shared/practicePeople.ts";
import { objectIdOf } from "./identifiers.ts";
import { homeOf, type HomeTenant, homeTenants } from "./tenants.ts";

/** A guest is an object of its own in each tenant. */
export function objectIdIn(tenant: HomeTenant, person: PracticePerson): string {
  if (tenant === homeOf(person)) return objectIdOf(person);
  const hex = createHash("sha256").update(`${homeTenants[tenant].tenantId}/${person.username}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-b${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** As Entra names guests: `greta_practice.test#EXT#@company.test`. */
export function usernameIn(tenant: HomeTenant, person: PracticePerson): string {
  const { username } = person;
  return tenant === homeOf(person) ? username : `${username.replace("@", "_")}#EXT#@${homeTenants[tenant].domain}`;
}
