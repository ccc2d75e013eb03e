// Finds the servers' own codes (AADSTS, AADB2C, MSIS) in a reply, the one that says most first.
import { entraCode } from "../../../shared/entraCodes.ts";
import type { FailureKind } from "../../../shared/failure.ts";
import type { Refusal } from "./refusal.ts";

/**
 * Codes as printed, most specific first, at most eight. Both the list and the text count: Entra has been seen to name
 * the true cause in the text alone, and to put a general code before the specific one.
 */
export function serverCodes({ json }: Pick<Refusal, "json">, text: string): readonly string[] {
  const printed = [...text.matchAll(/(?:AADSTS|AADB2C|MSIS)\d{2,8}(?!\d)/g)].map(([code]) => code);
  const listed: unknown = json?.["error_codes"];
  const codes = Array.isArray(listed) ? listed.slice(0, 20).flatMap(codeOf) : [];
  const all = [...new Set([...printed.slice(0, 50).toReversed(), ...codes.toReversed()])];
  return all.toSorted((a, b) => vagueness(a) - vagueness(b)).slice(0, 8);
}

/** What a code stands for, if we know it. */
export function kindOfCode(code: string): FailureKind | undefined {
  return otherServersCodes[code] ?? entraCode(code)?.kind;
}

function codeOf(value: unknown): readonly string[] {
  const number = typeof value === "number" ? String(value) : value;
  return typeof number === "string" && /^\d{2,8}$/.test(number) ? [`AADSTS${number}`] : [];
}

/** Codes that only say "refused"; any code beside them says more. */
const generalCodes: ReadonlySet<string> = new Set(["AADSTS70000", "AADSTS70002", "AADSTS90023", "AADSTS9002313"]);

function vagueness(code: string): number {
  if (generalCodes.has(code)) return 2;
  return kindOfCode(code) === undefined ? 1 : 0;
}

/** Azure AD B2C and AD FS. */
const otherServersCodes: Readonly<Partial<Record<string, FailureKind>>> = {
  AADB2C90052: "wrongCredentials",
  AADB2C90053: "accountNotFound",
  AADB2C90054: "wrongCredentials",
  AADB2C90225: "wrongCredentials",
  AADB2C90111: "accountLocked",
  AADB2C90114: "accountLocked",
  AADB2C90128: "accountNotFound",
  AADB2C90118: "passwordExpired",
  AADB2C90077: "signInNeeded",
  AADB2C90091: "cancelled",
  AADB2C90151: "throttled",
  AADB2C90080: "refreshRejected",
  AADB2C90088: "refreshRejected",
  AADB2C90129: "refreshRejected",
  AADB2C90018: "wrongClient",
  AADB2C90092: "wrongClient",
  AADB2C90058: "notPublicClient",
  AADB2C90079: "notPublicClient",
  AADB2C90081: "notPublicClient",
  AADB2C90084: "notPublicClient",
  AADB2C90086: "grantNotAllowed",
  AADB2C90224: "grantNotAllowed",
  AADB2C90012: "wrongScope",
  AADB2C90117: "wrongScope",
  AADB2C90205: "wrongScope",
  AADB2C90035: "serviceDown",
  AADB2C90085: "serviceDown",
  MSIS9321: "wrongScope",
  MSIS9602: "wrongScope",
  MSIS9605: "wrongScope",
  MSIS9607: "wrongClient",
  MSIS9611: "grantNotAllowed",
  MSIS9612: "signInNeeded",
  MSIS9614: "refreshRejected",
  MSIS9615: "refreshRejected",
  MSIS9622: "notPublicClient",
  MSIS9623: "notPublicClient",
  MSIS9659: "wrongCredentials",
};
