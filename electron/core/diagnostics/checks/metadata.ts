// Asks an authority for its metadata, without credentials. Several checks read the one answer.
import type { Failure } from "../../../../shared/failure.ts";
import { askDocument } from "../../authority/askDocument.ts";
import { classifyTransport } from "../transport.ts";
import type { Reply } from "../../grants/reply.ts";
import type { SendHttp } from "../../http.ts";
import type { Clock } from "../../ports.ts";

export type Metadata =
  | {
      readonly answered: true;
      readonly reply: Reply;
      /** Where a redirect leads that was not followed. */
      readonly movedTo?: string;
      readonly durationMs: number;
      /** This computer's time in the middle between question and answer. */
      readonly at: number;
    }
  | { readonly answered: false; readonly failure: Failure };

export interface MetadataDeps {
  readonly http: SendHttp;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly caFile?: string | undefined;
}

/** Shorter than a check may take, so that a silent authority is a finding of its own. */
export const answerLimitMs = 10_000;

export async function askMetadata(url: string, { http, clock, signal, caFile }: MetadataDeps): Promise<Metadata> {
  const limit = new AbortController();
  const cancelTimer = clock.after(answerLimitMs, () => limit.abort(new DOMException("No answer", "TimeoutError")));
  const before = clock.now();
  try {
    const answered = await askDocument(url, http, { signal: AbortSignal.any([limit.signal, signal]), caFile });
    const durationMs = Math.max(0, clock.now() - before);
    return { answered: true, ...answered, durationMs, at: before + durationMs / 2 };
  } catch (error) {
    const context = { at: clock.now(), endpoint: url, correlationId: crypto.randomUUID(), secrets: [] };
    return { answered: false, failure: classifyTransport(undefined, error, context) };
  } finally {
    cancelTimer();
  }
}

/** The JSON that came, whether it is metadata or a refusal; nothing where something else answered. */
export function saidJson(metadata: Metadata): Readonly<Record<string, unknown>> | undefined {
  return metadata.answered ? metadata.reply.json : undefined;
}
