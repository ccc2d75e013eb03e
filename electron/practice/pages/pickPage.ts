// Offers the accounts that this browser is signed in with.
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import { practiceWords } from "../../../shared/practiceWords.ts";
import { html } from "./html.ts";
import { pageAnswer } from "./layout.ts";
import { buttons, stepForm } from "./parts.ts";

export interface PickView {
  readonly id: string;
  readonly leadsTo: string | undefined;
  readonly app: string;
  readonly tenant: string;
  readonly usernames: readonly string[];
}

export function pickPage({ id, leadsTo, app, tenant, usernames }: PickView): LoopbackAnswer {
  const accounts = usernames.map(
    (each) => html`<button class="account" name="account" value="${each}">${each}</button>`,
  );
  const form = html`${accounts}
  ${buttons([
    { text: practiceWords.pick.another, action: "another" },
    { text: practiceWords.signIn.cancel, action: "cancel" },
  ])}`;
  const body = html`<p class="quiet">${practiceWords.signingInTo(app, tenant)}</p>
    ${stepForm(id, form)}`;
  return pageAnswer({ title: practiceWords.pick.title, body, leadsTo });
}
