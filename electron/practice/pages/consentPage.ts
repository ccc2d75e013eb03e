// Lists what an app wants to be allowed, in words, for one person or for everybody.
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import { practiceScopeWords, practiceWords } from "../../../shared/practiceWords.ts";
import { type Html, html } from "./html.ts";
import { pageAnswer } from "./layout.ts";
import { buttons, stepForm } from "./parts.ts";

const words = practiceWords.consent;

export interface ConsentView {
  readonly id: string;
  readonly leadsTo: string | undefined;
  readonly app: string;
  readonly username: string;
  readonly scopes: readonly string[];
  /** `choice`: an admin may extend it to everybody; `always`: the page is for nothing else. */
  readonly forEverybody: "never" | "choice" | "always";
}

export function consentPage({ id, leadsTo, app, username, scopes, forEverybody }: ConsentView): LoopbackAnswer {
  const choice = html`<label class="choice"
    ><input type="checkbox" name="forEverybody" value="yes" /><span
      ><strong>${words.forEverybody}</strong><span class="hint">${words.forEverybodyHint}</span></span
    ></label
  >`;
  const form = html`<ul class="scopes">
      ${scopes.map(scopeItem)}
    </ul>
    ${forEverybody === "choice" && choice} ${forEverybody === "always" && html`<p>${words.everybody}</p>`}
    ${buttons([{ text: words.accept }, { text: words.cancel, action: "cancel" }])}`;
  const body = html`<p class="quiet">${words.account} ${username}</p>
    <p>${words.wants(app)}</p>
    ${stepForm(id, form)}`;
  return pageAnswer({ title: forEverybody === "always" ? words.adminTitle : words.title, body, leadsTo });
}

function scopeItem(name: string): Html {
  const [title, detail] = practiceScopeWords[name] ?? [name, ""];
  return html`<li><strong>${title}</strong> <code>${name}</code><span class="hint">${detail}</span></li>`;
}
