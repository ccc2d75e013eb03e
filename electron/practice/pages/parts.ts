// Parts that several pages are made of: forms that can be sent once, tables, lists of facts.
import { type Html, html } from "./html.ts";

/** A form whose hidden ID is good for one sending, so that no other page can make one up. */
export function onceForm(action: string, id: string, body: Html): Html {
  return html`<form method="post" action="${action}">
    <input type="hidden" name="once" value="${id}" />
    ${body}
  </form>`;
}

export function stepForm(id: string, body: Html): Html {
  return onceForm("/signin", id, body);
}

export interface Button {
  readonly text: string;
  /** What the form's `action` then says; the main button needs none. */
  readonly action?: string;
}

/** The first is the main one, and what the Enter key presses. */
export function buttons(all: readonly Button[]): Html {
  const drawn = all.map(({ text, action }, index) =>
    index === 0
      ? html`<button class="main" name="action" value="${action ?? "go"}">${text}</button>`
      : html`<button name="action" value="${action ?? "go"}" formnovalidate>${text}</button>`,
  );
  return html`<div class="buttons">${drawn}</div>`;
}

export function table(columns: readonly string[], rows: readonly (readonly Html[])[]): Html {
  const heads = columns.map((name) => html`<th scope="col">${name}</th>`);
  const body = rows.map(
    (cells) =>
      html`<tr>
        ${cells.map((cell) => html`<td>${cell}</td>`)}
      </tr> `,
  );
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`;
}

export function facts(entries: readonly (readonly [label: string, value: string])[]): Html {
  return html`<dl>
    ${entries.map(
      ([label, value]) =>
        html`<dt>${label}</dt>
          <dd>${code(value)}</dd>`,
    )}
  </dl>`;
}

export function code(text: string): Html {
  return html`<code>${text}</code>`;
}
