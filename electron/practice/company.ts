// My company's app registration: what its page and the tests change, and the page's forms.
import { companyPeople, companyTenant } from "../../shared/practicePeople.ts";
import type { LoopbackAnswer } from "../loopback/listener.ts";
import type { Apps } from "./apps.ts";
import { type Consents, everyone } from "./consents.ts";
import { isRefusal, type Refusal } from "./errors.ts";
import type { Form } from "./form.ts";
import type { OneTime } from "./oneTime.ts";
import { companyPage, companyRedirects } from "./pages/companyPage.ts";
import { stalePage } from "./pages/refusalPage.ts";
import { graph, resources } from "./resources.ts";
import { readAllScopes, registeredScopes } from "./scopes.ts";
import type { CompanyApp, ConsentRecord } from "./state.ts";

export interface Company {
  readonly app: CompanyApp;
  readonly consents: readonly ConsentRecord[];
  /** Throws on a permission that no resource has: a mistake of whoever calls. */
  change(change: Partial<CompanyApp>): void;
  /** Consents to the registered permissions for one account, or for everybody. */
  grant(who: string): void;
  withdraw(): void;
}

const clientId = companyTenant.clientId;

export function createCompany(apps: Apps, consents: Consents): Company {
  return {
    get app() {
      return apps.company;
    },
    get consents() {
      return consents.records().filter((each) => each.clientId === clientId);
    },
    change(change) {
      const { permissions = [] } = change;
      const wrong = permissions.length > 0 && isRefusal(readAllScopes(permissions.join(" ")));
      if (wrong) throw new Error(`Unknown permissions: ${permissions.join(" ")}`);
      apps.changeCompany(change);
    },
    grant(who) {
      for (const resource of resources) {
        const scopes = registeredScopes(apps.company, resource);
        if (scopes.length > 0 || resource === graph) consents.grant(clientId, who, resource, scopes);
      }
    },
    withdraw: () => consents.withdraw(clientId),
  };
}

export interface CompanyPageServices {
  readonly origin: string;
  readonly company: Company;
  readonly formTickets: OneTime<string>;
}

export function showCompany({ origin, company, formTickets }: CompanyPageServices, saved = false): LoopbackAnswer {
  const { app, consents } = company;
  return companyPage({ origin, app, consents, scopes: allScopes, saved, ticket: () => formTickets.put("company") });
}

/** Answers the page's forms with the page as it is afterwards. */
export function takeCompanyForm(form: Form | Refusal, services: CompanyPageServices): LoopbackAnswer {
  if (isRefusal(form) || services.formTickets.take(form.get("once")) !== "company") return stalePage();
  const { company } = services;
  const action = form.get("action");
  const account = form.get("account");
  if (action === "save") company.change(settingsIn(form));
  if (action === "grantForMe" && companyPeople.some(({ username }) => username === account))
    company.grant(account ?? "");
  if (action === "grantForEverybody") company.grant(everyone);
  if (action === "withdraw") company.withdraw();
  return showCompany(services, true);
}

/** Bare for Graph, as people write them; in full for other resources. */
const allScopes = resources.flatMap((resource) =>
  resource.scopes.map((scope) => (resource === graph ? scope : `${resource.audience}/${scope}`)),
);

function settingsIn(form: Form): CompanyApp {
  return {
    exists: form.has("exists"),
    publicClientFlows: form.has("publicClientFlows"),
    userConsent: form.has("userConsent") ? "allowed" : "adminsOnly",
    redirectUris: companyRedirects.filter((uri) => form.has(`redirectUris ${uri}`)),
    permissions: allScopes.filter((scope) => form.has(`permissions ${scope}`)),
  };
}
