// Says that only an administrator can agree, and takes a request to one; or that the one signed in is none.
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import { practiceWords } from "../../../shared/practiceWords.ts";
import { html } from "./html.ts";
import { pageAnswer } from "./layout.ts";
import { buttons, stepForm } from "./parts.ts";

const words = practiceWords.approval;

export interface ApprovalView {
  readonly id: string;
  readonly leadsTo: string | undefined;
  readonly app: string;
  readonly username: string;
  readonly state: "open" | "sent" | "notAdmin";
  /** Names of those who could agree. */
  readonly admins: readonly string[];
}

export function approvalPage({ id, leadsTo, app, username, state, admins }: ApprovalView): LoopbackAnswer {
  const back = { text: words.back, action: "back" };
  const another = { text: words.another, action: "another" };
  const reason = html`<label for="reason">${words.reason}</label
    ><textarea id="reason" name="reason" rows="3"></textarea>`;
  const form = {
    open: html`${reason}${buttons([{ text: words.submit }, another, back])}`,
    sent: buttons([back, another]),
    notAdmin: buttons([another, { text: practiceWords.signIn.cancel, action: "cancel" }]),
  }[state];
  const sentence = { open: words.explain(app), sent: words.sent(admins), notAdmin: words.notAdmin }[state];
  const body = html`<p class="quiet">${username}</p>
    <p>${sentence}</p>
    ${state === "open" && html`<p class="hint">AADSTS90094</p>`} ${stepForm(id, form)}`;
  return pageAnswer({ title: state === "sent" ? words.sentTitle : words.title, body, leadsTo });
}
