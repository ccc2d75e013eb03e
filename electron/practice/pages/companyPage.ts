// The company's app registration as forms: what the portal's panels hold, on one page.
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import { companyPeople, companyTenant, practiceTenant } from "../../../shared/practicePeople.ts";
import { practiceWords } from "../../../shared/practiceWords.ts";
import type { CompanyApp, ConsentRecord } from "../state.ts";
import { type Html, html } from "./html.ts";
import { pageAnswer } from "./layout.ts";
import { code, facts, onceForm, table } from "./parts.ts";
import { peopleList } from "./peopleList.ts";

const words = practiceWords.company;

export const companyRedirects = ["http://localhost", "http://127.0.0.1"] as const;

export interface CompanyView {
  readonly origin: string;
  readonly app: CompanyApp;
  readonly consents: readonly ConsentRecord[];
  /** Every scope that the registration may list, as asked. */
  readonly scopes: readonly string[];
  readonly saved: boolean;
  /** A fresh one for each form. */
  readonly ticket: () => string;
}

export function companyPage(view: CompanyView): LoopbackAnswer {
  const { origin, saved, ticket } = view;
  const body = html`<p>${words.explain}</p>
    ${saved && html`<p class="said" role="status">${words.saved}</p>`}
    <h2>${words.overview}</h2>
    ${facts([
      [words.name, companyTenant.appName],
      [words.clientId, companyTenant.clientId],
      [words.tenantId, companyTenant.tenantId],
      [words.domain, companyTenant.domain],
      [words.authority, `${origin}/${companyTenant.tenantId}`],
    ])}
    <h2>${words.settings}</h2>
    ${onceForm("/company/app", ticket(), settings(view))}
    <h2>${words.consents}</h2>
    ${consentTable(view.consents)} ${onceForm("/company/app", ticket(), grantForMe())}
    ${onceForm("/company/app", ticket(), grantForEverybody())}
    <h2>${words.people}</h2>
    ${peopleList(companyPeople)}
    <p><a href="/">${words.home}</a> (${practiceTenant.label})</p>`;
  return pageAnswer({ title: words.title, body, wide: true });
}

function settings({ app, scopes }: CompanyView): Html {
  const redirects = companyRedirects.map((uri) => box("redirectUris", uri, app.redirectUris.includes(uri), uri));
  const permissions = scopes.map((scope) => box("permissions", scope, app.permissions.includes(scope), scope));
  return html`${box("exists", "yes", app.exists, words.exists, words.existsHint)}
    ${box("publicClientFlows", "yes", app.publicClientFlows, words.publicFlows, words.publicFlowsHint)}
    ${box("userConsent", "yes", app.userConsent === "allowed", words.userConsent, words.userConsentHint)}
    <fieldset>
      <legend>${words.redirects}</legend>
      <span class="hint">${words.redirectsHint}</span>${redirects}
    </fieldset>
    <fieldset>
      <legend>${words.permissions}</legend>
      <span class="hint">${words.permissionsHint}</span>${permissions}
    </fieldset>
    <div class="buttons"><button class="main" name="action" value="save">${words.save}</button></div>`;
}

/** Names carry their value, because a form here holds each name once. */
function box(name: string, value: string, checked: boolean, label: string, hint?: string): Html {
  const field = value === "yes" ? name : `${name} ${value}`;
  return html`<label class="choice"
    ><input type="checkbox" name="${field}" value="yes" ${checked && html` checked`} /><span
      ><strong>${label}</strong>${hint !== undefined && html`<span class="hint">${hint}</span>`}</span
    ></label
  > `;
}

function consentTable(consents: readonly ConsentRecord[]): Html {
  if (consents.length === 0) return html`<p>${words.noConsents}</p>`;
  const rows = consents.map(({ who, audience, scopes }) => [
    html`${who === "everyone" ? words.everybody : who}`,
    code(audience),
    code(scopes.join(" ")),
  ]);
  return table(words.consentColumns, rows);
}

function grantForMe(): Html {
  const options = companyPeople.map(
    ({ username, name }) => html`<option value="${username}">${name} (${username})</option>`,
  );
  return html`<fieldset>
    <legend>${words.grantForMe}</legend>
    <span class="hint">${words.grantForMeHint}</span> <label for="account">${words.account}</label
    ><select id="account" name="account">
      ${options}
    </select>
    <div class="buttons"><button name="action" value="grantForMe">${words.grantForMe}</button></div>
  </fieldset>`;
}

function grantForEverybody(): Html {
  return html`<div class="buttons">
    <button name="action" value="grantForEverybody">${words.grantForEverybody}</button>
    <button name="action" value="withdraw">${words.withdraw}</button>
  </div>`;
}
