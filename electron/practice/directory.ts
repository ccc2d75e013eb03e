// The practice tenant's accounts: who exists, whose password is right, and what stands in each one's way.
import { createHash } from "node:crypto";
import { type PracticePerson, practicePeople, practiceTenant } from "../../shared/practicePeople.ts";
import { type Refusal, refuse } from "./errors.ts";

const failuresUntilLocked = 5;
const lockedForMs = 60_000;
const throttledForMs = 20_000;

/** Names a policy, as Entra does for both multifactor and Conditional Access. */
const policyClaims = JSON.stringify({
  access_token: { capolids: { essential: true, values: ["b10cced0-7e57-4a11-9d0e-0f0c0a57a1ed"] } },
});

export interface Directory {
  /** User names are compared without regard to case, as Entra does. */
  find(username: string): PracticePerson | undefined;
  /** Checks a password and everything that may follow it. Counts wrong ones. */
  checkPassword(username: string, password: string): PracticePerson | Refusal;
}

/** `now` in epoch ms. */
export function createDirectory(now: () => number): Directory {
  const people = new Map(practicePeople.map((person) => [person.username, person]));
  const failures = new Map<string, { count: number; lastAt: number }>();
  const throttledUntilAt = new Map<string, number>();

  function find(username: string): PracticePerson | undefined {
    return people.get(username.toLowerCase());
  }

  function isLocked({ username, situation }: PracticePerson): boolean {
    if (situation === "locked") return true;
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

  function checkPassword(username: string, password: string): PracticePerson | Refusal {
    const person = find(username);
    if (person === undefined || person.situation === "personal") return refuse(50034);
    if (person.situation === "guest") return refuse(50020);
    if (isLocked(person)) return refuse(50053);
    const throttled = person.situation === "throttled" ? throttle(person.username) : undefined;
    if (throttled !== undefined) return throttled;
    if (password !== person.password || hasNoPasswordHere(person)) return countFailure(person.username);
    failures.delete(person.username);
    return refusalAfterPassword(person) ?? person;
  }

  return { find, checkPassword };
}

/** A federated account's password is known to its own organisation only. */
function hasNoPasswordHere({ situation }: PracticePerson): boolean {
  return situation === "wrongPassword" || situation === "federated";
}

function refusalAfterPassword({ situation }: PracticePerson): Refusal | undefined {
  if (situation === "disabled") return refuse(50057);
  if (situation === "passwordExpired") return refuse(50055);
  if (situation === "mfaRequired") return refuse(50076, { claims: policyClaims });
  if (situation === "mfaEnrolment") return refuse(50079, { claims: policyClaims });
  if (situation === "conditionalAccess") return refuse(53003, { claims: policyClaims });
  return undefined;
}

/** Object IDs follow from user names, so they outlive restarts. */
export function objectIdOf(person: PracticePerson): string {
  const hex = createHash("sha256").update(`${practiceTenant.tenantId}/${person.username}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
