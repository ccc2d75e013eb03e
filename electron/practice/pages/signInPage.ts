// Asks for user name and password.
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import type { PracticePerson } from "../../../shared/practicePeople.ts";
import { practiceWords } from "../../../shared/practiceWords.ts";
import { html } from "./html.ts";
import { pageAnswer, problemLine } from "./layout.ts";
import { peopleList } from "./peopleList.ts";
import { buttons, stepForm } from "./parts.ts";

const words = practiceWords.signIn;

export interface SignInView {
  readonly id: string;
  readonly leadsTo: string | undefined;
  readonly app: string;
  readonly tenant: string;
  readonly username: string;
  readonly problem: string | undefined;
  /** Those who could sign in here: their passwords are no secret. */
  readonly people: readonly PracticePerson[];
}

export function signInPage(view: SignInView): LoopbackAnswer {
  const { id, leadsTo, app, tenant, username, problem, people } = view;
  const described = problem === undefined ? "" : "problem";
  const form = html` <label for="username">${words.username}</label>
    <input
      id="username"
      name="username"
      type="text"
      value="${username}"
      required
      autocomplete="off"
      autocapitalize="none"
      spellcheck="false"
      aria-describedby="${described}"
      ${username === "" && html` autofocus`}
    />
    <label for="password">${words.password}</label>
    <input
      id="password"
      name="password"
      type="password"
      required
      autocomplete="off"
      aria-describedby="${described}"
      ${username !== "" && html` autofocus`}
    />
    ${buttons([{ text: words.submit }, { text: words.cancel, action: "cancel" }])}`;
  const body = html`<p class="quiet">${practiceWords.signingInTo(app, tenant)}</p>
    ${problemLine(problem)} ${stepForm(id, form)}
    <details>
      <summary>${words.people}</summary>
      ${peopleList(people)}
    </details>`;
  return pageAnswer({ title: words.title, body, leadsTo });
}
