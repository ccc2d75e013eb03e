// Can the authority be reached, and is it the authority that answers? Tells apart what may stand in the way.
import { isLoopbackHost } from "../../../../shared/connection.ts";
import type { Failure } from "../../../../shared/failure.ts";
import type { CheckResult } from "../../../../shared/snapshot.ts";
import { cloudOf } from "../../authority/clouds.ts";
import { vouchFor } from "../../authority/instanceDiscovery.ts";
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
    const { reply, durationMs } = metadata;
    const trouble = troubleWith(reply, host) ?? (await notVouched(context, host));
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
    case "dns":
    case "tls":
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
function troubleWith(reply: Reply, host: string): CheckResult | undefined {
  const status = String(reply.status);
  if (reply.status >= 300 && reply.status < 400) return redirected(reply, host);
  if (reply.status === 407) return found("authority", "proxy", { host, error: status });
  if (reply.status === 429) return found("authority", "throttled", { host });
  if (reply.status >= 500) return found("authority", "serviceDown", { host, status });
  if (reply.status === 404) return found("authority", "notFound", { host, status });
  if (reply.json !== undefined) return undefined;
  return isWebPage(reply) ? found("authority", "portal", { host }) : found("authority", "notData", { host, status });
}

function redirected(reply: Reply, host: string): CheckResult {
  const target = URL.parse(reply.headers["location"] ?? "")?.host ?? "";
  return found("authority", "redirected", { host, target: target === "" ? "another address" : target });
}

/** A password goes only to hosts that are known or vouched for; metadata may be read anywhere. */
async function notVouched(
  { type, url, http, clock, signal }: CheckContext,
  host: string,
): Promise<CheckResult | undefined> {
  if (!type.needsVouching || isLoopbackHost(new URL(url).hostname) || cloudOf(host) !== undefined) return undefined;
  const vouched = await vouchFor(url, http, clock, signal);
  if (vouched.ok) return undefined;
  const { kind, evidence } = vouched.failure;
  if (kind === "untrustedAuthority") return found("authority", "notVouched", { host });
  return found("authority", "notVouchedNow", { host, error: evidence.systemError ?? kind });
}
