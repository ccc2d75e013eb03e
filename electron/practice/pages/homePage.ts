// The practice tenant's own page: says what it is and lists its people, apps and endpoints.
import type { LoopbackAnswer } from "../../loopback/listener.ts";
import {
  companyPeople,
  companyTenant,
  practicePageWords as words,
  practicePeople,
  practiceTenant,
} from "../../../shared/practicePeople.ts";
import { html } from "./html.ts";
import { pageAnswer } from "./layout.ts";
import { facts } from "./parts.ts";
import { peopleList } from "./peopleList.ts";

export function homePage(origin: string): LoopbackAnswer {
  const { labels } = words;
  const base = `${origin}/${practiceTenant.tenantId}`;
  const body = html`<p class="warning">${words.warning}</p>
    <h2>${words.peopleHeading}</h2>
    ${peopleList(practicePeople)}
    <h2>${words.appHeading}</h2>
    ${facts([
      [labels.authority, base],
      [labels.clientId, practiceTenant.clientId],
      [labels.confidentialClientId, practiceTenant.confidentialClientId],
      [labels.scopes, practiceTenant.scopes.join(" ")],
    ])}
    <h2>${labels.companyHeading}</h2>
    <p><a href="/company/app">${labels.companyApp}</a></p>
    ${facts([
      [labels.companyAuthority, `${origin}/${companyTenant.tenantId}`],
      [labels.clientId, companyTenant.clientId],
    ])}
    ${peopleList(companyPeople)}
    <h2>${words.endpointsHeading}</h2>
    <p><a href="/device">${labels.device}</a></p>
    ${facts([
      [labels.metadata, `${base}/v2.0/.well-known/openid-configuration`],
      [labels.keys, `${base}/discovery/v2.0/keys`],
      [labels.token, `${base}/oauth2/v2.0/token`],
      [labels.authorize, `${base}/oauth2/v2.0/authorize`],
      [labels.deviceCode, `${base}/oauth2/v2.0/devicecode`],
      [labels.me, `${origin}/v1.0/me`],
    ])}`;
  return pageAnswer({ title: words.title, body, wide: true });
}
