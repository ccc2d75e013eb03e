// The accounts: who exists where, whose password is right, and what stands in each one's way.
import { companyPeople, type PracticePerson, practicePeople } from "../../shared/practicePeople.ts";
import { type Refusal, refuse } from "./errors.ts";
import { federatedDomain } from "./federation/names.ts";
import { isGuestIn } from "./guests.ts";
import { hashPassword, matchesHash } from "./passwords.ts";
import type { PersonChange } from "./state.ts";
import { admits, homeOf, type TenantKind } from "./tenants.ts";

const failuresUntilLocked = 5;
const lockedForMs = 60_000;
const throttledForMs = 20_000;

/** Names a policy, as Entra does for both multifactor and Conditional Access. */
export const policyClaims = JSON.stringify({
  access_token: { capolids: { essential: true, values: ["b10cced0-7e57-4a11-9d0e-0f0c0a57a1ed"] } },
});

export interface Directory {
  /** User names are compared without regard to case, as Entra does. The situation follows what the person has done since. */
  find(username: string): PracticePerson | undefined;
  /** For the password grant: checks a password and everything that may follow it. Counts wrong ones. */
  checkPassword(username: string, password: string, tenant: TenantKind): PracticePerson | Refusal;
  /** For the federated organisation's own service, which alone knows these passwords. Its accounts only. */
  checkAtFederation(username: string, password: string): PracticePerson | Refusal;
  /** For a page, which can ask for more: only what ends the sign-in is refused. Federated and personal accounts may come in. */
  checkOnPage(username: string, password: string, tenant: TenantKind): PracticePerson | Refusal;
  isPasswordOf(person: PracticePerson, password: string): boolean;
  changePassword(person: PracticePerson, password: string): void;
  enrol(person: PracticePerson): void;
  changes(): readonly PersonChange[];
}

interface Options {
  /** Epoch ms. */
  readonly now: () => number;
  readonly saved: readonly PersonChange[];
  readonly changed: () => void;
}

export function createDirectory({ now, saved, changed }: Options): Directory {
  const people = new Map([...practicePeople, ...companyPeople].map((person) => [person.username, person]));
  const changes = new Map(saved.map((change) => [change.username, change]));
  const failures = new Map<string, { count: number; lastAt: number }>();
  const throttledUntilAt = new Map<string, number>();

  function find(username: string): PracticePerson | undefined {
    const person = people.get(username.toLowerCase());
    return person && { ...person, situation: situationAfter(person, changes.get(person.username)) };
  }

  function findIn(tenant: TenantKind, username: string): PracticePerson | undefined {
    const person = find(username);
    return person !== undefined && admits(tenant, homeOf(person)) ? person : undefined;
  }

  /** A guest comes in through a page alone: the password grant knows the tenant's own accounts. */
  function findGuest(tenant: TenantKind, username: string): PracticePerson | undefined {
    const person = find(username);
    return person !== undefined && isGuestIn(tenant, person) ? person : undefined;
  }

  function change(person: PracticePerson, what: Omit<PersonChange, "username">): void {
    const { username } = person;
    changes.set(username, { ...changes.get(username), ...what, username });
    changed();
  }

  function isLocked({ username, situation }: PracticePerson): boolean {
    if (situation === "locked" || situation === "federatedLocked") return true;
    const failed = failures.get(username);
    return failed !== undefined && failed.count >= failuresUntilLocked && now() < failed.lastAt + lockedForMs;
  }

  function countFailure(username: string): Refusal {
    const before = failures.get(username)?.count ?? 0;
    failures.set(username, { count: before + 1, lastAt: now() });
    return refuse(50126);
  }

  /** The first try starts the wait; the first one after its end goes through, and the next starts over. */
  function throttle(username: string): Refusal | undefined {
    const untilAt = throttledUntilAt.get(username) ?? now() + throttledForMs;
    throttledUntilAt.set(username, untilAt);
    if (now() < untilAt) return refuse(90055, { retryAfterSeconds: Math.ceil((untilAt - now()) / 1000) });
    throttledUntilAt.delete(username);
    return undefined;
  }

  function isPasswordOf(person: PracticePerson, password: string): boolean {
    const chosen = changes.get(person.username)?.newPassword;
    return chosen === undefined ? password === person.password : matchesHash(password, chosen);
  }

  function verify(person: PracticePerson, password: string): PracticePerson | Refusal {
    if (isLocked(person)) return refuse(50053);
    const throttled = person.situation === "throttled" ? throttle(person.username) : undefined;
    if (throttled !== undefined) return throttled;
    if (person.situation === "wrongPassword" || !isPasswordOf(person, password)) return countFailure(person.username);
    failures.delete(person.username);
    return person.situation === "disabled" ? refuse(50057) : person;
  }

  function checkPassword(username: string, password: string, tenant: TenantKind): PracticePerson | Refusal {
    const person = findIn(tenant, username);
    if (person === undefined || person.situation === "personal") return refuse(50034);
    if (person.situation === "guest") return refuse(50020);
    // Not this tenant's to check, so it cannot lock what it does not know.
    if (isFederated(person)) return refuse(50126);
    return verifyAll(person, password);
  }

  function verifyAll(person: PracticePerson, password: string): PracticePerson | Refusal {
    const verified = verify(person, password);
    return "kind" in verified ? verified : (beyondPassword(verified) ?? verified);
  }

  return {
    find,
    checkPassword,
    checkAtFederation(username, password) {
      const person = find(username);
      const isOurs = person?.username.endsWith(`@${federatedDomain}`) === true;
      return person === undefined || !isOurs ? refuse(50034) : verifyAll(person, password);
    },
    checkOnPage(username, password, tenant) {
      const person = findIn(tenant, username) ?? findGuest(tenant, username);
      if (person === undefined) return refuse(50034);
      return verify(person, password);
    },
    isPasswordOf,
    changePassword: (person, password) => change(person, { newPassword: hashPassword(password) }),
    enrol: (person) => change(person, { enrolled: true }),
    changes: () => [...changes.values()],
  };
}

function situationAfter({ situation }: PracticePerson, change: PersonChange | undefined): PracticePerson["situation"] {
  if (change?.newPassword !== undefined && situation === "passwordExpired") return "works";
  if (change?.newPassword !== undefined && situation === "federatedExpired") return "federated";
  return situation === "mfaEnrolment" && change?.enrolled === true ? "mfaRequired" : situation;
}

/** What a right password alone cannot get past. */
function beyondPassword({ situation }: PracticePerson): Refusal | undefined {
  if (isPasswordExpired(situation)) return refuse(50055);
  if (situation === "mfaRequired") return refuse(50076, { claims: policyClaims });
  if (situation === "mfaEnrolment") return refuse(50079, { claims: policyClaims });
  if (situation === "conditionalAccess") return refuse(53003, { claims: policyClaims });
  return undefined;
}

export function isPasswordExpired(situation: PracticePerson["situation"]): boolean {
  return situation === "passwordExpired" || situation === "federatedExpired";
}

function isFederated({ situation }: PracticePerson): boolean {
  return situation.startsWith("federated");
}
