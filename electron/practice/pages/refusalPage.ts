// Shows a refusal that ends a sign-in on the page, with what an administrator needs to look it up.
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import { practiceWords } from "../../../shared/practiceWords.ts";
import { errorFields, type Refusal, sentenceOf, type Trace } from "../errors.ts";
import { html } from "./html.ts";
import { pageAnswer } from "./layout.ts";
import { facts } from "./parts.ts";

const words = practiceWords.refusal;

/** Who was refused, and for which app, as far as that is known. */
export interface RefusalView {
  readonly app?: string | undefined;
  readonly username?: string | undefined;
}

export function refusalPage(refusal: Refusal, trace: Trace, { app, username }: RefusalView = {}): LoopbackAnswer {
  const { status, fields } = errorFields(refusal, trace);
  const known = (label: string, value: string | undefined) => (value === undefined ? [] : [[label, value] as const]);
  const body = html`<p role="alert">${problemWords(refusal)}</p>
    ${facts([
      [words.code, `AADSTS${refusal.code}`],
      ...known(words.app, app),
      ...known(words.account, username),
      [words.correlationId, fields.correlation_id],
      [words.traceId, fields.trace_id],
      [words.time, fields.timestamp],
    ])}`;
  return pageAnswer({ title: username === undefined ? words.title : words.blockedTitle, body, status });
}

/** What a person reads for a code: more than the server's own sentence where there is more to say. */
export function problemWords(refusal: Refusal): string {
  return practiceWords.problems[refusal.code] ?? sentenceOf(refusal);
}

/** A form was sent twice, too late, or by somebody who never saw it. */
export function stalePage(): LoopbackAnswer {
  const { title, explain } = practiceWords.stale;
  return pageAnswer({ title, body: html`<p role="alert">${explain}</p>`, status: 400 });
}
