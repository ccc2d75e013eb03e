// Lists people with their passwords, which are no secret here. As cards, because a table is too wide for a form.
import { practicePageWords, type PracticePerson } from "../../../shared/practicePeople.ts";
import { type Html, html } from "./html.ts";
import { code } from "./parts.ts";

const [, usernameLabel, passwordLabel] = practicePageWords.peopleColumns;

export function peopleList(people: readonly PracticePerson[]): Html {
  return html`<ul class="people">
    ${people.map(card)}
  </ul>`;
}

function card({ name, username, password, summary }: PracticePerson): Html {
  return html`<li>
    <strong>${name}</strong>
    <span class="hint">${summary}</span>
    <dl>
      <dt>${usernameLabel}</dt>
      <dd>${code(username)}</dd>
      <dt>${passwordLabel}</dt>
      <dd>${code(password)}</dd>
    </dl>
  </li>`;
}
