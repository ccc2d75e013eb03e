// The newest access token in short: for what, until when, and whether it says that a second step was done. Never the token.
import type { Claims } from "../../../../shared/contract.ts";
import type { CheckResult } from "../../../../shared/snapshot.ts";
import { readClaims } from "../../tokens/claims.ts";
import { type Check, type CheckContext, found, utc } from "./check.ts";

export const tokenCheck: Check = { id: "token", run: look };

function look({ account, clock }: CheckContext): CheckResult {
  if (account === undefined) return found("token", "noAccount", {});
  const newest = account.tokens.toSorted((a, b) => b.issuedAt - a.issuedAt)[0];
  if (newest === undefined) return found("token", "none", {});
  const end = utc(newest.expiresAt);
  if (newest.expiresAt <= clock.now()) return found("token", "ended", { end });
  const scopes = newest.granted.join(" ");
  const claims = readClaims(newest.token);
  if (!claims.readable) return found("token", "opaque", { scopes, end });
  const audience = textsOf(claims, "aud").join(", ");
  return found("token", secondStep(claims), {
    audience: audience === "" ? "no one in particular" : audience,
    scopes,
    end,
  });
}

/** Authentication methods as of RFC 8176. */
function secondStep(claims: Claims): "withMfa" | "withoutMfa" | "mfaNotTold" {
  const methods = textsOf(claims, "amr");
  if (methods.length === 0) return "mfaNotTold";
  return methods.includes("mfa") ? "withMfa" : "withoutMfa";
}

function textsOf({ claims }: Claims, wanted: string): readonly string[] {
  const found = claims.find(({ name }) => name === wanted)?.value ?? "null";
  try {
    const value: unknown = JSON.parse(found);
    return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === "string");
  } catch {
    // A very long value was cut and is JSON no more.
    return [];
  }
}
