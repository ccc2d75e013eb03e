// Lists people with their passwords, which are no secret here.
import { practicePageWords, type PracticePerson } from "../../../shared/practicePeople.ts";
import { type Html, html } from "./html.ts";
import { code, table } from "./parts.ts";

export function peopleTable(people: readonly PracticePerson[]): Html {
  const rows = people.map(({ name, username, password, summary }) => [
    html`${name}`,
    code(username),
    code(password),
    html`${summary}`,
  ]);
  return table(practicePageWords.peopleColumns, rows);
}
