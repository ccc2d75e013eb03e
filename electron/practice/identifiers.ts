// The IDs that name an account for good: they follow from its user name, so they outlive restarts.
import { createHash } from "node:crypto";
import type { PracticePerson } from "../../shared/practicePeople.ts";
import { homeOf, homeTenants } from "./tenants.ts";

export function objectIdOf(person: PracticePerson): string {
  const { tenantId } = homeTenants[homeOf(person)];
  const hex = createHash("sha256").update(`${tenantId}/${person.username}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** By which a federated organisation names an account for good: base64 of 16 bytes. */
export function immutableIdOf({ username }: Pick<PracticePerson, "username">): string {
  return createHash("sha256").update(`immutable/${username}`).digest().subarray(0, 16).toString("base64");
}
