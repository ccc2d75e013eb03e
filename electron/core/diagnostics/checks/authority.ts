// Can the authority be reached, and is it the authority that answers? Tells apart what may stand in the way.
import type { Failure } from "../../../../shared/failure.ts";
import type { CheckResult } from "../../../../shared/snapshot.ts";
import { tlsReason } from "../../../../shared/tlsWords.ts";
import { createTrust } from "../../authority/trust.ts";
import type { Reply } from "../../grants/reply.ts";
import { isWebPage } from "../serverText.ts";
import { type Check, type CheckContext, found } from "./check.ts";
import { answerLimitMs } from "./metadata.ts";

export const authorityCheck: Check = {
  id: "authority",
  asksAuthority: true,
  async run(context) {
    const { host } = new URL(context.url);
    const metadata = await context.metadata();
    if (!metadata.answered) return unreachable(host, metadata.failure);
    const { reply, durationMs, movedTo } = metadata;
    const trouble = troubleWith(reply, host, movedTo) ?? (await notTrusted(context, host));
    if (trouble !== undefined) return trouble;
    const facts = { host, duration: `${Math.round(durationMs)} ms` };
    const via = (await context.proxyFor(context.url)) ?? reply.headers["via"];
    return via === undefined
      ? found("authority", "reachable", facts)
      : found("authority", "reachableVia", { ...facts, via });
  },
};

function unreachable(host: string, { kind, evidence }: Failure): CheckResult {
  const error = evidence.systemError ?? kind;
  switch (kind) {
    case "offline":
      return found("authority", kind, { error });
    case "tls":
      return found("authority", kind, { host, error, reason: tlsReason(evidence.systemError) });
    case "dns":
    case "proxy":
      return found("authority", kind, { host, error });
    case "timeout":
      return found("authority", kind, { host, limit: `${answerLimitMs / 1000} s` });
    case "notOAuth":
      return found("authority", "notData", { host, status: error });
    default:
      return found("authority", "connectionLost", { host, error });
  }
}

/** A refusal in JSON is the authority's own voice, so other checks say what it means. */
function troubleWith(reply: Reply, host: string, movedTo?: string): CheckResult | undefined {
  const status = String(reply.status);
  if (reply.status >= 300 && reply.status < 400)
    return found("authority", "redirected", { host, target: movedTo ?? "another address" });
  if (reply.status === 407) return found("authority", "proxy", { host, error: status });
  if (reply.status === 429) return found("authority", "throttled", { host });
  if (reply.status >= 500) return found("authority", "serviceDown", { host, status });
  if (reply.status === 404) return found("authority", "notFound", { host, status });
  if (reply.json !== undefined) return undefined;
  return isWebPage(reply) ? found("authority", "portal", { host }) : found("authority", "notData", { host, status });
}

/** A password goes only to hosts that are known, vouched for or trusted by a person; metadata may be read anywhere. */
async function notTrusted(
  { connection, url, http, clock, signal }: CheckContext,
  host: string,
): Promise<CheckResult | undefined> {
  const trusted = await createTrust({ http, clock }).judge(connection, url, signal);
  if (trusted.ok) return undefined;
  const { kind, evidence } = trusted.failure;
  if (kind !== "untrustedAuthority")
    return found("authority", "notVouchedNow", { host, error: evidence.systemError ?? kind });
  const { error, status } = evidence;
  const refused = status === undefined || error === "invalid_instance";
  return refused
    ? found("authority", "notVouched", { host })
    : found("authority", "notVouchedNow", { host, error: error ?? String(status) });
}
