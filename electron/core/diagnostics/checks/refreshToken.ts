// Can the account's tokens be renewed? Looks only at what is kept: a refresh token is not spent on a check.
import type { CheckResult } from "../../../../shared/snapshot.ts";
import { belongsTo } from "../../connections.ts";
import { type Check, type CheckContext, found, utc } from "./check.ts";

export const refreshTokenCheck: Check = { id: "refreshToken", run: look };

function look({ account, connection, clock }: CheckContext): CheckResult {
  if (account === undefined) return found("refreshToken", "noAccount", {});
  const { refreshToken, refreshTokenEndsAt: endsAt, scopeSets } = account;
  const refused = scopeSets.find(({ refusal }) => refusal !== undefined);
  if (refreshToken === undefined && refused === undefined) return found("refreshToken", "none", {});
  if (!belongsTo(account.connection, connection)) return found("refreshToken", "otherConnection", {});
  if (refused?.refusal !== undefined) {
    const { kind, evidence } = refused.refusal;
    const facts = { scopes: refused.scopes.join(" "), code: evidence.codes?.[0] ?? kind };
    const wholly = refreshToken === undefined || scopeSets.every(({ refusal }) => refusal !== undefined);
    return found("refreshToken", wholly ? "refused" : "partlyRefused", facts);
  }
  if (endsAt === undefined) return found("refreshToken", "present", {});
  return found("refreshToken", endsAt <= clock.now() ? "ended" : "presentUntil", { end: utc(endsAt) });
}
