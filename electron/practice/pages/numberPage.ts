// Asks for a second proof: the number on another device, which is drawn beside the form.
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import { practiceWords } from "../../../shared/practiceWords.ts";
import { html } from "./html.ts";
import { pageAnswer, problemLine } from "./layout.ts";
import { buttons, stepForm } from "./parts.ts";

const words = practiceWords.number;

export interface NumberView {
  readonly id: string;
  readonly leadsTo: string | undefined;
  readonly username: string;
  readonly number: string;
  /** The first time, the device is linked as well. */
  readonly enrols: boolean;
  readonly problem: string | undefined;
}

export function numberPage({ id, leadsTo, username, number, enrols, problem }: NumberView): LoopbackAnswer {
  const form = html` <label for="number">${words.label}</label>
    <input
      id="number"
      class="code"
      name="number"
      type="text"
      inputmode="numeric"
      pattern="[0-9]{2}"
      maxlength="2"
      required
      autofocus
      autocomplete="off"
      aria-describedby="${problem === undefined ? "" : "problem"}"
    />
    ${buttons([{ text: words.submit }, { text: practiceWords.signIn.cancel, action: "cancel" }])}`;
  const body = html`<p class="quiet">${username}</p>
    <p>${enrols ? words.enrol : words.explain}</p>
    <section class="phone" aria-label="${words.device}">
      <span class="quiet">${words.device}</span><br />${words.deviceAsks}<b>${number}</b>
    </section>
    ${problemLine(problem)} ${stepForm(id, form)}`;
  return pageAnswer({ title: enrols ? words.enrolTitle : words.title, body, leadsTo });
}
