// The app registrations: the practice tenant's two, which never change, and the company's, which is there to be changed.
import { companyTenant, practiceTenant } from "../../shared/practicePeople.ts";
import type { CompanyApp } from "./state.ts";
import { admits, type HomeTenant, type TenantKind } from "./tenants.ts";

export interface App {
  readonly clientId: string;
  readonly name: string;
  readonly home: HomeTenant;
  /** Known there too, for guests: the people of that tenant themselves still cannot use it. */
  readonly alsoIn?: HomeTenant;
  /** Entra's "Allow public client flows": a password or device code without a secret. */
  readonly publicClientFlows: boolean;
  /** Of the platform "Mobile and desktop". */
  readonly redirectUris: readonly string[];
  readonly permissions: readonly string[];
  readonly userConsent: "allowed" | "adminsOnly";
}

export interface Apps {
  /** The app with this ID, if it is registered where this authority leads. */
  find(clientId: string, tenant: TenantKind): App | undefined;
  readonly company: CompanyApp;
  changeCompany(change: Partial<CompanyApp>): void;
}

const practiceApp: App = {
  clientId: practiceTenant.clientId,
  name: practiceTenant.appName,
  home: "practice",
  alsoIn: "company",
  publicClientFlows: true,
  redirectUris: ["http://localhost"],
  permissions: ["User.Read", "Calendars.Read", "api://practice-api/Tasks.Read", "api://practice-api/Tasks.Write"],
  userConsent: "allowed",
};

const confidentialApp: App = {
  ...practiceApp,
  clientId: practiceTenant.confidentialClientId,
  publicClientFlows: false,
  redirectUris: [],
};

/** As the portal leaves a new registration. */
const newCompanyApp: CompanyApp = {
  exists: true,
  publicClientFlows: false,
  redirectUris: [],
  permissions: ["User.Read"],
  userConsent: "allowed",
};

export function createApps(saved: CompanyApp = newCompanyApp, changed: () => void): Apps {
  let company = saved;

  const registered = (): readonly App[] => {
    const { exists, ...settings } = company;
    const { clientId, appName: name } = companyTenant;
    const companyApp: App = { clientId, name, home: "company", ...settings };
    return [practiceApp, confidentialApp, ...(exists ? [companyApp] : [])];
  };

  return {
    find: (clientId, tenant) =>
      registered().find(
        (app) => app.clientId === clientId.toLowerCase() && (app.alsoIn === tenant || admits(tenant, app.home)),
      ),
    get company() {
      return company;
    },
    changeCompany(change) {
      company = { ...company, ...change };
      changed();
    },
  };
}
