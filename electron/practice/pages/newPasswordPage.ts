// Lets somebody whose password has expired choose another one.
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import { practiceWords } from "../../../shared/practiceWords.ts";
import { html } from "./html.ts";
import { pageAnswer, problemLine } from "./layout.ts";
import { buttons, stepForm } from "./parts.ts";

const words = practiceWords.newPassword;

export interface NewPasswordView {
  readonly id: string;
  readonly leadsTo: string | undefined;
  readonly username: string;
  readonly problem: string | undefined;
}

export function newPasswordPage({ id, leadsTo, username, problem }: NewPasswordView): LoopbackAnswer {
  const form = html` <label for="first">${words.first}</label>
    <input
      id="first"
      name="first"
      type="password"
      required
      autofocus
      autocomplete="off"
      aria-describedby="${problem === undefined ? "" : "problem"}"
    />
    <label for="again">${words.again}</label>
    <input id="again" name="again" type="password" required autocomplete="off" />
    ${buttons([{ text: words.submit }, { text: practiceWords.signIn.cancel, action: "cancel" }])}`;
  const body = html`<p class="quiet">${username}</p>
    <p>${words.explain}</p>
    ${problemLine(problem)} ${stepForm(id, form)}`;
  return pageAnswer({ title: words.title, body, leadsTo });
}
