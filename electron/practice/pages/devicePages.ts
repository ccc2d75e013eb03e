// The device code's pages: type the code, confirm whose sign-in it is, done or cancelled.
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import { practiceWords } from "../../../shared/practiceWords.ts";
import { html } from "./html.ts";
import { pageAnswer, problemLine } from "./layout.ts";
import { buttons, onceForm, stepForm } from "./parts.ts";

const words = practiceWords.device;

export function enterCodePage(id: string, problem?: string): LoopbackAnswer {
  const form = html` <label for="code">${words.label}</label>
    <input
      id="code"
      class="code"
      name="code"
      type="text"
      required
      autofocus
      autocomplete="off"
      autocapitalize="characters"
      spellcheck="false"
      aria-describedby="${problem === undefined ? "" : "problem"}"
    />
    ${buttons([{ text: words.submit }])}`;
  const body = html`<p>${words.explain}</p>
    ${problemLine(problem)}${onceForm("/device", id, form)}`;
  return pageAnswer({ title: words.title, body });
}

export function confirmPage(id: string, app: string, username: string): LoopbackAnswer {
  const form = buttons([{ text: words.yes }, { text: words.no, action: "cancel" }]);
  const body = html`<p class="quiet">${username}</p>
    <p>${words.confirm}</p>
    ${stepForm(id, form)}`;
  return pageAnswer({ title: words.confirmTitle(app), body });
}

export function deviceDonePage(app: string): LoopbackAnswer {
  return pageAnswer({ title: words.doneTitle, body: html`<p role="status">${words.done(app)}</p>` });
}

export function deviceDeclinedPage(): LoopbackAnswer {
  return pageAnswer({ title: words.declinedTitle, body: html`<p role="status">${words.declined}</p>` });
}
