// Turns what a federation service answered, if it brought no assertion, into a Failure with evidence.
import type { Failure, FailureKind } from "../../../shared/failure.ts";
import type { ReplyContext } from "../diagnostics/classify.ts";
import { collectEvidence } from "../diagnostics/evidence.ts";
import { refusalOf, type Refusal } from "../diagnostics/refusal.ts";
import { retryTime } from "../diagnostics/retryAfter.ts";
import { isKnownName } from "../diagnostics/knownNames.ts";
import { isWebPage, readServerText } from "../diagnostics/serverText.ts";
import type { Reply } from "../grants/reply.ts";
import { readFault, type SoapFault } from "./fault.ts";
import { kindOfFault, printedCodes } from "./faultKind.ts";

/**
 * A fault is a refusal under whatever status it comes: SOAP wants HTTP 500 for it. Without one the status counts, and a
 * page or an answer of another kind says only that no federation service was there. `what` names the trouble for both.
 */
export function classifyTrust(reply: Reply, context: ReplyContext, what: FederationTrouble): Failure {
  const fault = reply.tooLarge ? undefined : readFault(reply.text);
  const refusal = refusalOf(reply, context);
  return fault === undefined ? withoutFault(refusal, context, what) : withFault(refusal, context, fault);
}

/** What of the way to an assertion did not work; in the evidence, for the words and for supporters. */
export type FederationTrouble = "mex_refused" | "mex_unreadable" | "no_assertion";

function withFault(refusal: Refusal, context: ReplyContext, fault: SoapFault): Failure {
  const { username = "" } = context;
  const sentence = refusal.redactor.mask(fault.reason);
  const codes = fault.codes.map((code) => (isKnownName(code) ? code : refusal.redactor.mask(code)));
  const reason = username.length < 5 ? sentence : sentence.replaceAll(username, "");
  const kind = kindOfFault({ codes, reason }, clocksDiffer(refusal, context.at));
  const said = { sentence, everything: sentence, error: codes[0] ?? "fault" };
  const evidence = collectEvidence("samlBearer", refusal, context, said, printedCodes(sentence));
  return { kind, at: context.at, evidence };
}

function withoutFault(refusal: Refusal, context: ReplyContext, what: FederationTrouble): Failure {
  const kind = kindByStatus(refusal.status);
  const busy = kind === "throttled" || kind === "serviceDown";
  const retryAt = busy ? retryTime(refusal, context.at, kind === "throttled") : undefined;
  // An answer that is no page may be the very assertion, in a shape that was not expected.
  const sentence = isWebPage(refusal) ? readServerText(refusal).sentence : "";
  // Only a refusal has a name: an outage ends by itself.
  const named = kind === "federationFailed" ? { error: what } : {};
  const evidence = collectEvidence("samlBearer", refusal, context, { sentence, everything: "", ...named }, []);
  return { kind, at: context.at, evidence, ...(retryAt === undefined ? {} : { retryAt }) };
}

function kindByStatus(status: number): FailureKind {
  if (status === 429) return "throttled";
  if (status === 407) return "proxy";
  // RFC 6585: a network wants its own sign-in first.
  if (status === 511) return "notOAuth";
  return status >= 500 || status === 408 ? "serviceDown" : "federationFailed";
}

/** Services allow five minutes. */
const usualSkewMs = 4 * 60_000;

function clocksDiffer({ headers }: Refusal, now: number): boolean {
  const theirs = Date.parse(headers["date"] ?? "");
  return !Number.isNaN(theirs) && Math.abs(theirs - now) > usualSkewMs;
}
