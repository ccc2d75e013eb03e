// What a federation service's refusal means, by its codes and, where they say little, by its sentence.
import type { FailureKind } from "../../../shared/failure.ts";
import type { SoapFault } from "./fault.ts";

/** Codes that services print before their sentence: those of Windows Identity Foundation and of AD FS. */
export function printedCodes(reason: string): readonly string[] {
  const codes = [...reason.matchAll(/\b(?:ID|MSIS)\d{3,6}\b/g)].map(([code]) => code);
  return [...new Set(codes)].slice(0, 8);
}

/**
 * A lock, an ended password or a wrong clock are often told under the general code of a failed authentication, so what is
 * more precise is looked for first. `reason` is without the user name, which could hold any word.
 */
export function kindOfFault({ codes, reason }: SoapFault, clocksDiffer: boolean): FailureKind {
  const all = [...codes, ...printedCodes(reason)];
  const precise = all.map((code) => preciseCodes.find(([pattern]) => pattern.test(code))?.[1]);
  const byCode = precise.find((kind) => kind !== undefined);
  if (byCode !== undefined) return byCode;
  const bySentence = sentences.find(([pattern]) => pattern.test(reason.slice(0, 2000)))?.[1];
  if (bySentence !== undefined) return bySentence;
  if (all.some((code) => generalCodes.has(code))) return "wrongCredentials";
  // WCF hides that the time was the reason.
  return clocksDiffer && all.some((code) => /^InvalidSecurity$/.test(code)) ? "clockWrong" : "federationFailed";
}

const preciseCodes: readonly (readonly [RegExp, FailureKind])[] = [
  [/ExpiredPassword|PasswordExpired|^MSIS3125$/i, "passwordExpired"],
  [/Lock(?:ed|out)/i, "accountLocked"],
  [/Disabled/i, "accountDisabled"],
  [/^MessageExpired$/i, "clockWrong"],
];

const sentences: readonly (readonly [RegExp, FailureKind])[] = [
  [/\block(?:ed(?:[ -]?out)?|out)\b/i, "accountLocked"],
  [/\bpassword\b.{0,200}\b(?:expired|must be changed|has to be changed)\b/is, "passwordExpired"],
  [/\baccount\b.{0,200}\b(?:disabled|turned off|deactivated)\b/is, "accountDisabled"],
  [
    /\b(?:timestamp|time ?stamp|clock|security semantics)\b.{0,200}\b(?:expired|invalid|skew|future|past)\b/is,
    "clockWrong",
  ],
  [/\b(?:expired|invalid|skew|future|past)\b.{0,200}\b(?:timestamp|time ?stamp|clock)\b/is, "clockWrong"],
  [/\bpassword\b.{0,100}\b(?:incorrect|invalid|wrong)\b/is, "wrongCredentials"],
  [/\b(?:incorrect|invalid|wrong|bad)\b.{0,100}\b(?:password|credentials)\b/is, "wrongCredentials"],
  [/\bauthentication fail(?:ed|ure)\b/i, "wrongCredentials"],
];

const generalCodes: ReadonlySet<string> = new Set(["FailedAuthentication", "ID3242", "ID4063"]);
