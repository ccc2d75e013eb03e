// Shows a refusal that ends a sign-in on the page, with what an administrator needs to look it up.
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import { practiceWords } from "../../../shared/practiceWords.ts";
import { errorFields, type Refusal, sentenceOf, type Trace } from "../errors.ts";
import { html } from "./html.ts";
import { pageAnswer } from "./layout.ts";
import { buttons, facts, stepForm } from "./parts.ts";

const words = practiceWords.refusal;

/** Who was refused, for which app, and the ways on: as far as there are any. */
export interface RefusalView {
  readonly app?: string | undefined;
  readonly username?: string | undefined;
  /** A step whose form goes back to the app, or to another account. */
  readonly id?: string | undefined;
  readonly leadsTo?: string | undefined;
}

export function refusalPage(refusal: Refusal, trace: Trace, view: RefusalView = {}): LoopbackAnswer {
  const { app, username, id, leadsTo } = view;
  const { status, fields } = errorFields(refusal, trace);
  const known = (label: string, value: string | undefined) => (value === undefined ? [] : [[label, value] as const]);
  const ways = [
    { text: words.back, action: "back" },
    { text: words.another, action: "another" },
  ];
  const body = html`<p role="alert">${problemWords(refusal)}</p>
    ${facts([
      [words.code, `AADSTS${refusal.code}`],
      ...known(words.app, app),
      ...known(words.account, username),
      [words.correlationId, fields.correlation_id],
      [words.traceId, fields.trace_id],
      [words.time, fields.timestamp],
    ])}
    ${id !== undefined && stepForm(id, buttons(ways))}`;
  return pageAnswer({ title: username === undefined ? words.title : words.blockedTitle, body, status, leadsTo });
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
