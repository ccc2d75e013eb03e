// Addresses straight to a page of the Microsoft Entra admin center or the Azure portal, in the right cloud.
import type { Cloud } from "./clouds.ts";
import { isGuid } from "./guid.ts";
import { type PortalWordId, portalWords } from "./portalWords.ts";

export const portalPages = [
  "newRegistration",
  "appRegistrations",
  "appOverview",
  "authentication",
  "apiPermissions",
  "enterpriseApps",
  "enterprisePermissions",
] as const;
export type PortalPage = (typeof portalPages)[number];

export interface PortalApp {
  readonly clientId: string;
  /** Object ID of the enterprise app, where it is known: the portal finds its page by nothing else. */
  readonly enterpriseObjectId?: string;
}

export interface PortalLink {
  /** Always https, in the cloud asked for. */
  readonly url: string;
  /** How to get there by hand, as the portal names it today. */
  readonly path: readonly string[];
}

const registered = "Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~";

const pages: Readonly<
  Record<PortalPage, { readonly path: readonly PortalWordId[]; at(app?: PortalApp): string | undefined }>
> = {
  newRegistration: {
    path: ["appRegistrations", "newRegistration"],
    at: () => "Microsoft_AAD_RegisteredApps/CreateApplicationBlade/quickStartType~/null/isMSAApp~/false",
  },
  appRegistrations: {
    path: ["appRegistrations"],
    at: () => "Microsoft_AAD_RegisteredApps/ApplicationsListBlade",
  },
  appOverview: { path: ["appRegistrations"], at: (app) => pageOfApp("Overview", app) },
  authentication: { path: ["appRegistrations", "authentication"], at: (app) => pageOfApp("Authentication", app) },
  apiPermissions: { path: ["appRegistrations", "apiPermissions"], at: (app) => pageOfApp("CallAnAPI", app) },
  enterpriseApps: {
    path: ["enterpriseApps"],
    at: () => "Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview",
  },
  enterprisePermissions: {
    path: ["enterpriseApps", "permissions"],
    at: (app) =>
      app?.enterpriseObjectId !== undefined && isGuid(app.clientId) && isGuid(app.enterpriseObjectId)
        ? `Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Permissions/objectId/${app.enterpriseObjectId}/appId/${app.clientId}`
        : undefined,
  },
};

/**
 * The page in the Entra admin center, or in the Azure portal where that is asked for. Without a client ID (a GUID) a page
 * of an app becomes the list to choose it from. Undefined in a cloud whose portal is not known.
 */
export function portalLink(
  page: PortalPage,
  cloud: Pick<Cloud, "entraAdminCenter" | "azurePortal">,
  app?: PortalApp,
  portal: "entra" | "azure" = "entra",
): PortalLink | undefined {
  const host = portal === "entra" ? cloud.entraAdminCenter : cloud.azurePortal;
  if (host === undefined) return undefined;
  const list: PortalPage = page === "enterprisePermissions" ? "enterpriseApps" : "appRegistrations";
  const view = pages[page].at(app) ?? pages[list].at();
  return { url: `https://${host}/#view/${view}`, path: pages[page].path.map((word) => portalWords[word].today) };
}

function pageOfApp(name: string, app?: PortalApp): string | undefined {
  return app !== undefined && isGuid(app.clientId) ? `${registered}/${name}/appId/${app.clientId}` : undefined;
}
