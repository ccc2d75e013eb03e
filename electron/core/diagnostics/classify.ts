// Turns a refused or unusable reply into a Failure with evidence.
import type { Failure, Grant } from "../../../shared/failure.ts";
import type { Reply } from "../grants/reply.ts";
import { collectEvidence } from "./evidence.ts";
import { kindOfReply } from "./kindOfReply.ts";
import { refusalOf, type Confidence } from "./refusal.ts";
import { retryTime } from "./retryAfter.ts";
import { serverCodes } from "./serverCodes.ts";
import { readServerText } from "./serverText.ts";

export interface ReplyContext extends Confidence {
  /** When the reply came. */
  readonly at: number;
  /** The address asked. */
  readonly endpoint: string;
  /** Our ID of this request. */
  readonly correlationId: string;
}

/**
 * For any reply that brought no usable token, or no usable document: `grant` is what was asked with, absent where nothing was
 * asked for yet; whoever asks on behalf of a sign-in names its grant by `withGrant`. Never throws; its time is bounded by the reply's size.
 * The server's codes choose the kind, and with it the words; `error`, `suberror` and the status go into the evidence as
 * they came, and they alone decide what may be lost or sent again.
 */
export function classify(grant: Grant | undefined, reply: Reply, context: ReplyContext): Failure {
  const refusal = refusalOf(reply, context);
  const said = readServerText(refusal);
  const codes = serverCodes(refusal, said.everything);
  const kind = kindOfReply(grant, refusal, said, codes);
  // How long a lock lasts nobody says, so only a named time counts there.
  // A failing server that names no time is left to our own back-off, which begins shorter.
  const busy = kind !== "accountLocked" && (kind === "throttled" || reply.status === 429);
  const retryAt = reply.status >= 400 ? retryTime(reply, context.at, busy) : undefined;
  const evidence = collectEvidence(grant, refusal, context, said, codes);
  return { kind, at: context.at, evidence, ...(retryAt === undefined ? {} : { retryAt }) };
}
